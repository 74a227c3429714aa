import { dayMs } from "~/platform/durations";
import { withInstants } from "~/platform/json-rows";
import {
  Prisma,
  type Order,
  type Shipment,
  type SurveyResponse,
  type Touchpoint,
} from "~/platform/prisma/client";
import type { DelayFacts, GoodwillFacts } from "~/messages/message-values";
import type { Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { KnownShop } from "~/settings/shops.server";
import type { Channel } from "./channel-for.server";
import type { BatchAnswer, DecisionFacts } from "./decide-touchpoint";
import { listOrderedProducts } from "~/orders/order-lines.server";
import { sumPurchases } from "~/orders/purchases.server";
import { firstOrdersOf } from "./first-order.server";
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
import { ordersOfShopper, troublesOf, type ShopperTroubles } from "./troubles.server";

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

/** Everything decisions look at, in order, read inside the transaction that will claim the touchpoints. */
export async function loadDecisionFacts(tx: Transaction, asked: Records[]): Promise<DecisionFacts[]> {
  const consents = await emailConsentsOf(tx, asked);
  const shoppers = await loadShoppers(
    tx,
    asked.filter(({ touchpoint }) => catalogue[touchpoint.kind as TouchpointKind].class !== "service"),
  );
  const firstOrders = await firstOrdersOf(
    tx,
    asked.map(({ order }) => order),
  );
  const facts = [];
  for (const records of asked) {
    const { shopId, customerId } = records.order;
    facts.push(
      await factsOf(tx, records, {
        firstOrder: firstOrders.has(records.order),
        emailConsent: consents.get(keyOf(shopId, customerId)) ?? null,
        shopper: shoppers.get(records.touchpoint.id) ?? calmShopper,
      }),
    );
  }
  return facts;
}

async function factsOf(
  tx: Transaction,
  records: Records,
  {
    firstOrder,
    emailConsent,
    shopper,
  }: { firstOrder: boolean; emailConsent: string | null; shopper: DecisionFacts["shopper"] },
): Promise<DecisionFacts> {
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
      firstOrder,
      totalAmount: order.totalAmount.toNumber(),
      products: asksForProducts(settings, kind) ? await listOrderedProducts(tx, order.shopId, order.id) : [],
      optedIn: hasOptedIn(catalogue[kind].class, {
        atCheckout: order.marketingConsent,
        since: emailConsent,
      }),
      timeZone: order.timeZone ?? shop.timeZone,
    },
    arrived: order.fulfillmentStatus === "fulfilled" && shipments.some(isSent) && mayHaveArrived(shipments),
    delay: delay && {
      standing: delay.standing,
      arrivedOn: delay.facts.arrivedOn,
      answer: delay.answer,
    },
    isGiven: records.goodwill !== null,
    parcel: kind === "arrival_notice" ? parcelOf(records) : null,
    purchases: kind === "vip_reward" ? await sumPurchases(tx, order) : null,
    packing: kind === "surprise" ? await packingOf(tx, records) : null,
    isThanked: false,
    isNothingNew: false,
    lastOrder: null,
    variant: plannedVariant(touchpoint.details),
    shopper,
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

/** Nothing is known of her that speaks against writing. */
export const calmShopper: DecisionFacts["shopper"] = {
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

const keyOf = (shopId: string, id: string | null): string => `${shopId}/${id ?? ""}`;

/** What Shopify tells of customers' consent to mails, by shop and customer. */
async function emailConsentsOf(
  tx: Transaction,
  asked: Array<Pick<Records, "order">>,
): Promise<Map<string, string | null>> {
  const orders = asked.filter(({ order }) => order.customerId !== null);
  if (orders.length === 0) return new Map();
  const shopIds = orders.map(({ order }) => order.shopId);
  const customerIds = orders.map(({ order }) => order.customerId);
  const rows = await tx.$queryRaw<Array<{ shopId: string; id: string; emailConsent: string | null }>>`
    SELECT c."shopId", c."id", c."emailConsent"
    FROM unnest(${shopIds}::text[], ${customerIds}::text[]) AS k ("shopId", "id")
    JOIN "Customer" c ON c."shopId" = k."shopId" AND c."id" = k."id"`;
  return new Map(rows.map(({ shopId, id, emailConsent }) => [keyOf(shopId, id), emailConsent]));
}

/** What we keep of a shopper over all her orders. */
interface ShopperRecord extends ShopperTroubles {
  /** Of the touchpoint that is asked about. */
  id: string;
  unsubscribed: boolean;
  paused: boolean;
  /** Surveys and care that left, or are leaving. */
  sent: Array<Pick<Touchpoint, "id" | "class" | "orderId" | "channel" | "dispatchedAt" | "claimedAt">>;
  /** Surveys and care of hers that are due as well, or about to be decided. */
  due: Rank[];
  answers: Array<Pick<SurveyResponse, "survey" | "orderId" | "answeredAt">>;
  orderedSince: boolean;
  /** Her other orders' thank-you pages: counted by the visit, which is there whatever became of the order. */
  visits: Array<{ shownAt: Date }>;
}

/** One read for all of them, because the second decision is made again every day while a trouble lasts. */
async function readShoppers(tx: Transaction, asked: ShopperRecords[]): Promise<ShopperRecord[]> {
  const [first] = asked;
  if (!first) return [];
  const leasedUntil = new Date(first.now.getTime() + leaseMs);
  const keys = asked.map(({ touchpoint, order, shop, now }) => ({
    ...{ id: touchpoint.id, class: touchpoint.class, shopId: order.shopId, shopperKey: order.shopperKey },
    ...{ customerId: order.customerId, orderId: order.id, placedAt: order.placedAt },
    surveysSince: new Date(now.getTime() - shop.settings.surveyEveryDays * dayMs),
  }));
  const who = {
    shopId: Prisma.sql`k."shopId"`,
    customerId: Prisma.sql`k."customerId"`,
    shopperKey: Prisma.sql`k."shopperKey"`,
  };
  const rows = await tx.$queryRaw<ShopperRecord[]>`
    SELECT k."id",
      EXISTS (SELECT 1 FROM "Unsubscription" u WHERE u."shopId" = k."shopId" AND u."shopperKey" = k."shopperKey"
        AND u."purpose" = k."class") AS "unsubscribed",
      EXISTS (SELECT 1 FROM "MessagePause" p WHERE p."shopId" = k."shopId"
        AND p."customerId" = k."customerId") AS "paused",
      EXISTS (SELECT 1 FROM "Order" o WHERE o."shopId" = k."shopId" AND o."shopperKey" = k."shopperKey"
        AND o."placedAt" > k."placedAt" AND o."cancelledAt" IS NULL AND o."deletedAt" IS NULL AND NOT o."test")
        AS "orderedSince",
      trouble.*,
      (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM "Touchpoint" t
        WHERE t."shopId" = k."shopId" AND t."shopperKey" = k."shopperKey" AND t."class" IN ('survey', 'care')
          AND t."state" IN ('dispatching', 'dispatched') AND t."channel" <> 'thank_you_page') AS "sent",
      (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM "Touchpoint" t
        WHERE t."shopId" = k."shopId" AND t."shopperKey" = k."shopperKey" AND t."class" IN ('survey', 'care')
          AND t."state" = 'planned' AND t."channel" <> 'thank_you_page'
          AND t."nextAttemptAt" <= ${leasedUntil}) AS "due",
      (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM "SurveyResponse" a
        WHERE a."shopId" = k."shopId"
          AND (a."orderId" = ANY(her."orderIds") OR a."shopperKey" = k."shopperKey")
          AND a."answeredAt" >= k."surveysSince") AS "answers",
      (SELECT coalesce(jsonb_agg(to_jsonb(v)), '[]') FROM "PageVisit" v
        WHERE v."shopId" = k."shopId" AND v."checkoutToken" = ANY(her."otherTokens")) AS "visits"
    FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k ("id" text, "class" text, "shopId" text,
      "shopperKey" text, "customerId" text, "orderId" text, "placedAt" timestamp, "surveysSince" timestamp)
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(o."id"), '{}') AS "orderIds",
        coalesce(array_agg(o."checkoutToken") FILTER (WHERE o."id" <> k."orderId"), '{}') AS "otherTokens"
      FROM "Order" o WHERE o."shopId" = k."shopId" AND o."shopperKey" = k."shopperKey") AS her
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(o."id"), '{}') AS "orderIds" FROM ${ordersOfShopper(who)} AS o) AS everywhere
    CROSS JOIN LATERAL (${troublesOf(who.shopId, Prisma.sql`everywhere."orderIds"`)}) AS trouble`;
  return rows.map(withInstants);
}

/** The shoppers behind touchpoints, by touchpoint: what each was sent, what she said, what is still open with her. */
export async function loadShoppers(
  tx: Transaction,
  asked: ShopperRecords[],
): Promise<Map<string, DecisionFacts["shopper"]>> {
  const rows = await readShoppers(
    tx,
    asked.filter(({ order }) => order.shopperKey !== null),
  );
  const read = new Map(rows.map((row) => [row.id, row]));
  const shoppers = new Map<string, DecisionFacts["shopper"]>();
  for (const records of asked) {
    const record = read.get(records.touchpoint.id);
    shoppers.set(records.touchpoint.id, record ? await shopperOf(tx, records, record) : calmShopper);
  }
  return shoppers;
}

async function shopperOf(
  tx: Transaction,
  records: ShopperRecords,
  record: ShopperRecord,
): Promise<DecisionFacts["shopper"]> {
  const { touchpoint, order, now } = records;
  const { answers, visits } = record;
  const sent = record.sent.filter(({ id }) => id !== touchpoint.id);
  const sentAt = (row: (typeof sent)[number]) => row.dispatchedAt ?? row.claimedAt ?? now;
  const surveysOfOtherOrders = [
    ...sent.filter((row) => row.class === "survey" && row.orderId !== order.id).map(sentAt),
    ...visits.map(({ shownAt }) => shownAt),
    ...answers.filter((row) => row.orderId !== order.id).map((row) => row.answeredAt),
  ];
  const kind = touchpoint.kind as TouchpointKind;
  const percent = holdOutPercent(records.shop.settings, kind);
  const survey = touchpoint.kind === "feedback_invitation" ? "delivery_feedback" : "purchase_nps";
  return {
    unsubscribed: record.unsubscribed,
    paused: record.paused,
    openIncident: record.openIncident,
    openReturn: record.openReturn,
    openFollowUp: record.openFollowUp,
    troubleEndedAt: record.troubleEndedAt,
    lastSurveyAt: latest(surveysOfOtherOrders),
    isAnotherFirst: record.due.some((one) => rankOf(one) < rankOf(touchpoint)),
    orderedSince:
      record.orderedSince &&
      order.id !== null &&
      (touchpoint.kind !== "replenishment" || (await hasBoughtAgain(tx, order, records.shop.settings))),
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
