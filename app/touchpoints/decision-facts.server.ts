import { withInstants } from "~/platform/json-rows";
import type {
  Delay,
  FollowUp,
  Order,
  Return,
  Shipment,
  SurveyResponse,
  Touchpoint,
} from "~/platform/prisma/client";
import type { DelayFacts, GoodwillFacts } from "~/messages/message-values";
import type { Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { KnownShop } from "~/settings/shops.server";
import type { Channel } from "./channel-for.server";
import type { BatchAnswer, DecisionFacts } from "./decide-touchpoint";
import { listOrderedProducts } from "~/orders/order-lines.server";
import { sumPurchases } from "~/orders/purchases.server";
import { isFirstOrder } from "./first-order.server";
import { holdOutPercent, isHeldOut } from "./hold-out";
import { hasOptedIn } from "./opted-in";
import { isOutForDelivery, isSent, mayHaveArrived } from "./plan-touchpoints";
import { askForProducts, conditionsOf } from "./touchpoint-conditions";
import { catalogue, type TouchpointKind } from "./touchpoint-kinds";
import { leaseMs } from "./sweep-due-touchpoints.server";
import { hasBoughtAgain } from "./replenished-product.server";
import type { Subscriber } from "./subscriber.server";
import { surpriseMoneyLeft } from "./surprise-budget.server";
import { plannedVariant } from "./touchpoint-rollup.server";

interface Records {
  touchpoint: Touchpoint;
  order: Order;
  shipments: Shipment[];
  /** All of the order's. */
  touchpoints: Touchpoint[];
  shop: Pick<KnownShop, "liveAt" | "uninstalledAt" | "timeZone" | "settings">;
  delay: DelayStanding | null;
  goodwill: GoodwillFacts | null;
  channel: Channel;
  now: Date;
}

/** The delay behind a touchpoint, as the delays' own room tells it. */
export interface DelayStanding {
  /** Whether what the message says is still true. */
  standing: "holds" | "moving_again" | "over";
  /** What the merchant said of the batch a notice belongs to; null for one that is on its own. */
  answer: BatchAnswer | null;
  /** What she chose after an earlier message; null while she has not. */
  chosen: string | null;
  /** She asked to cancel or for another address, and a person still sees to it. */
  isWishOpen: boolean;
  /** The words a notice needs now; an update keeps the variant it was planned with. */
  variant: string;
  facts: DelayFacts;
  /** What she can still choose: wait, change_address, cancel, talk. */
  options: readonly string[];
}

/** Whom a touchpoint is written to, and what for: an order of hers, or none. */
type ShopperRecords = Pick<Records, "touchpoint" | "now"> & {
  order: Order | Subscriber;
  shop: Pick<KnownShop, "settings">;
};

const dayMs = 86_400_000;
const runningStates = ["open", "warned", "moving"];

/** Everything the decision looks at, read inside the transaction that will claim the touchpoint. */
export async function loadDecisionFacts(tx: Transaction, records: Records): Promise<DecisionFacts> {
  const { touchpoint, order, shipments, shop, delay, channel } = records;
  const { settings } = shop;
  const kind = touchpoint.kind as TouchpointKind;
  return {
    kind,
    dueAt: touchpoint.dueAt,
    settings,
    channel,
    shop: { live: shop.liveAt !== null, uninstalled: shop.uninstalledAt !== null },
    order: {
      email: order.email,
      tags: order.tags,
      test: order.test,
      imported: order.imported,
      cancelled: order.cancelledAt !== null,
      deleted: order.deletedAt !== null,
      fullyRefunded: order.fullyRefundedAt !== null,
      held: order.heldAt !== null,
      countryCode: order.countryCode,
      firstOrder: await isFirstOrder(tx, order),
      totalAmount: order.totalAmount.toNumber(),
      products: asksForProducts(settings, kind) ? await listOrderedProducts(tx, order.shopId, order.id) : [],
      optedIn: hasOptedIn(catalogue[kind].class, {
        atCheckout: order.marketingConsent,
        since: await emailConsentOf(tx, order),
      }),
      timeZone: order.timeZone ?? shop.timeZone,
    },
    arrived: order.fulfillmentStatus === "fulfilled" && shipments.some(isSent) && mayHaveArrived(shipments),
    delay: delay && {
      standing: delay.standing,
      arrivedOn: delay.facts.arrivedOn,
      answer: delay.answer,
      isWishOpen: delay.isWishOpen,
    },
    isGiven: records.goodwill !== null,
    parcel: kind === "arrival_notice" ? parcelOf(records) : null,
    purchases: kind === "vip_reward" ? await sumPurchases(tx, order) : null,
    packing: kind === "surprise" ? await packingOf(tx, records) : null,
    isThanked: false,
    variant: plannedVariant(touchpoint.details),
    shopper: catalogue[kind].class === "service" ? calmShopper : await loadShopper(tx, records),
  };
}

function asksForProducts({ touchpoints, blocklist }: ShopSettings, kind: TouchpointKind): boolean {
  return blocklist.products !== "" || askForProducts(conditionsOf(touchpoints, kind));
}

function parcelOf({ touchpoint, shipments, touchpoints, now }: Records): DecisionFacts["parcel"] {
  const shipment = shipments.find(({ id }) => id === touchpoint.subjectId);
  const onTheVan = shipment !== undefined && isOutForDelivery(shipment);
  return {
    standing: shipment?.deliveredAt ? "delivered" : onTheVan ? "out_for_delivery" : "elsewhere",
    isToldOfDelay: touchpoints.some(
      ({ delayId, state, dueAt, dispatchedAt }) =>
        delayId !== null &&
        ((state === "planned" && dueAt <= now) ||
          state === "dispatching" ||
          (dispatchedAt !== null && now.getTime() - dispatchedAt.getTime() < dayMs)),
    ),
  };
}

async function packingOf(
  tx: Transaction,
  { order, shop, now }: Records,
): Promise<NonNullable<DecisionFacts["packing"]>> {
  const { surprise: rules } = shop.settings.touchpoints;
  const { shopId } = order;
  return {
    isPacked: order.fulfillmentStatus !== null,
    moneyLeft: await surpriseMoneyLeft(tx, { shopId, timeZone: shop.timeZone, rules, now }),
  };
}

const calmShopper: DecisionFacts["shopper"] = {
  unsubscribed: false,
  paused: false,
  openIncident: false,
  openReturn: false,
  openFollowUp: false,
  troubleEndedAt: null,
  lastSurveyAt: null,
  cappedMessagesAt: [],
  isAnotherFirst: false,
  orderedSince: false,
  answered: false,
  heldOut: false,
};

async function emailConsentOf(tx: Transaction, order: Order): Promise<string | null> {
  if (!order.customerId) return null;
  const [customer] = await tx.$queryRaw<Array<{ emailConsent: string | null }>>`
    SELECT "emailConsent" FROM "Customer" WHERE "shopId" = ${order.shopId} AND "id" = ${order.customerId}`;
  return customer?.emailConsent ?? null;
}

/** What we keep of a shopper over all her orders. */
interface ShopperRecord {
  unsubscribed: boolean;
  paused: boolean;
  delays: Array<Pick<Delay, "state" | "closedAt">>;
  returns: Array<Pick<Return, "closedAt">>;
  followUps: Array<Pick<FollowUp, "resolvedAt">>;
  /** Surveys and care that left, or are leaving. */
  sent: Array<Pick<Touchpoint, "id" | "class" | "orderId" | "channel" | "dispatchedAt" | "claimedAt">>;
  /** Surveys and care of hers that are due as well, or about to be decided. */
  due: Rank[];
  answers: Array<Pick<SurveyResponse, "survey" | "orderId" | "answeredAt">>;
  orderedSince: boolean;
  /** Her other orders' thank-you pages: counted by the visit, which is there whatever became of the order. */
  visits: Array<{ shownAt: Date }>;
}

/** One read, because the second decision is made again every day while a trouble lasts. */
async function readShopper(
  tx: Transaction,
  { touchpoint, order, shop, now }: ShopperRecords,
): Promise<ShopperRecord | undefined> {
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const { shopId, shopperKey } = order;
  const surveysSince = new Date(now.getTime() - shop.settings.surveyEveryDays * dayMs);
  const [row] = await tx.$queryRaw<ShopperRecord[]>`
    WITH her AS MATERIALIZED (
      SELECT "id", "checkoutToken" FROM "Order" WHERE "shopId" = ${shopId} AND "shopperKey" = ${shopperKey})
    SELECT
      EXISTS (SELECT 1 FROM "Unsubscription" WHERE "shopId" = ${shopId} AND "shopperKey" = ${shopperKey}
        AND "purpose" = ${touchpoint.class}) AS "unsubscribed",
      EXISTS (SELECT 1 FROM "MessagePause" WHERE "shopId" = ${shopId}
        AND "customerId" = ${order.customerId}) AS "paused",
      EXISTS (SELECT 1 FROM "Order" WHERE "shopId" = ${shopId} AND "shopperKey" = ${shopperKey}
        AND "placedAt" > ${order.placedAt} AND "cancelledAt" IS NULL AND "deletedAt" IS NULL AND NOT "test")
        AS "orderedSince",
      (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM "Delay" d
        WHERE d."shopId" = ${shopId} AND d."orderId" IN (SELECT "id" FROM her)) AS "delays",
      (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM "Return" r
        WHERE r."shopId" = ${shopId} AND r."orderId" IN (SELECT "id" FROM her) AND r."damage") AS "returns",
      (SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') FROM "FollowUp" f
        WHERE f."shopId" = ${shopId} AND f."orderId" IN (SELECT "id" FROM her) AND f."kind" = 'detractor') AS "followUps",
      (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM "Touchpoint" t
        WHERE t."shopId" = ${shopId} AND t."shopperKey" = ${shopperKey} AND t."class" IN ('survey', 'care')
          AND t."state" IN ('dispatching', 'dispatched') AND t."channel" <> 'thank_you_page') AS "sent",
      (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM "Touchpoint" t
        WHERE t."shopId" = ${shopId} AND t."shopperKey" = ${shopperKey} AND t."class" IN ('survey', 'care')
          AND t."state" = 'planned' AND t."channel" <> 'thank_you_page'
          AND t."nextAttemptAt" <= ${leasedUntil}) AS "due",
      (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM "SurveyResponse" a
        WHERE a."shopId" = ${shopId} AND (a."orderId" IN (SELECT "id" FROM her) OR a."shopperKey" = ${shopperKey})
          AND a."answeredAt" >= ${surveysSince}) AS "answers",
      (SELECT coalesce(jsonb_agg(to_jsonb(v)), '[]') FROM "PageVisit" v
        WHERE v."shopId" = ${shopId} AND v."checkoutToken" IN
          (SELECT "checkoutToken" FROM her WHERE "id" <> ${order.id})) AS "visits"`;
  return row && withInstants(row);
}

/** The shopper behind it: what she was sent, what she said, what is still open with her. */
export async function loadShopper(
  tx: Transaction,
  records: ShopperRecords,
): Promise<DecisionFacts["shopper"]> {
  const { touchpoint, order, shop, now } = records;
  const record = order.shopperKey ? await readShopper(tx, records) : undefined;
  if (!record) return calmShopper;
  const { delays, returns, followUps, answers, visits } = record;
  const sent = record.sent.filter(({ id }) => id !== touchpoint.id);
  const sentAt = (row: (typeof sent)[number]) => row.dispatchedAt ?? row.claimedAt ?? now;
  const surveysOfOtherOrders = [
    ...sent.filter((row) => row.class === "survey" && row.orderId !== order.id).map(sentAt),
    ...visits.map(({ shownAt }) => shownAt),
    ...answers.filter((row) => row.orderId !== order.id).map((row) => row.answeredAt),
  ];
  const ended = [...delays, ...returns]
    .map(({ closedAt }) => closedAt)
    .concat(followUps.map(({ resolvedAt }) => resolvedAt))
    .filter((at) => at !== null);
  const kind = touchpoint.kind as TouchpointKind;
  const percent = holdOutPercent(records.shop.settings, kind);
  const survey = touchpoint.kind === "feedback_invitation" ? "delivery_feedback" : "purchase_nps";
  return {
    unsubscribed: record.unsubscribed,
    paused: record.paused,
    openIncident: delays.some(({ state }) => runningStates.includes(state)),
    openReturn: returns.some(({ closedAt }) => closedAt === null),
    openFollowUp: followUps.some(({ resolvedAt }) => resolvedAt === null),
    troubleEndedAt: latest(ended),
    lastSurveyAt: latest(surveysOfOtherOrders),
    isAnotherFirst: record.due.some((one) => rankOf(one) < rankOf(touchpoint)),
    orderedSince:
      record.orderedSince &&
      order.id !== null &&
      (touchpoint.kind !== "replenishment" || (await hasBoughtAgain(tx, order, shop.settings))),
    cappedMessagesAt: sent.map(sentAt).sort((a, b) => b.getTime() - a.getTime()),
    answered: answers.some((row) => row.orderId === order.id && row.survey === survey),
    heldOut: isHeldOut({ shopId: order.shopId, shopperKey: order.shopperKey ?? "", kind }, percent),
  };
}

/** Of those due together a survey goes before care, then the longer due, then the older order. */
const rankOf = ({ class: of, dueAt, orderId, id }: Rank): string =>
  [of === "survey" ? 0 : 1, dueAt.toISOString(), orderId ?? "", id].join(" ");

type Rank = Pick<Touchpoint, "id" | "class" | "dueAt" | "orderId">;

const latest = (times: Date[]): Date | null =>
  times.length === 0 ? null : new Date(Math.max(...times.map((at) => at.getTime())));
