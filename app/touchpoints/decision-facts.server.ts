import type { Order, Shipment, Shop, Touchpoint } from "~/platform/prisma/client";
import type { DelayFacts } from "~/messages/message-values";
import type { Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { BatchAnswer, DecisionFacts } from "./decide-touchpoint";
import { isFirstOrder } from "./first-order.server";
import { isSent, mayHaveArrived } from "./plan-touchpoints";
import { catalogue, type TouchpointKind } from "./touchpoint-kinds";
import { plannedVariant } from "./touchpoint-rollup.server";

interface Records {
  touchpoint: Touchpoint;
  order: Order;
  shipments: Shipment[];
  shop: Pick<Shop, "liveAt" | "uninstalledAt" | "timeZone">;
  settings: ShopSettings;
  delay: DelayStanding | null;
  /** Text messages are set up. */
  canText: boolean;
  now: Date;
}

/** The delay behind a touchpoint, as the delays' own room tells it. */
export interface DelayStanding {
  /** Whether what the message says is still true. */
  standing: "holds" | "moving_again" | "over";
  /** What the merchant said of the batch a notice belongs to; null for one that is on its own. */
  answer: BatchAnswer | null;
  /** The words a notice needs now; an update keeps the variant it was planned with. */
  variant: string;
  facts: DelayFacts;
  /** What she can still choose: wait, change_address, cancel, talk. */
  options: readonly string[];
}

const dayMs = 86_400_000;
const runningStates = ["open", "warned", "moving"];

/** Everything the decision looks at, read inside the transaction that will claim the touchpoint. */
export async function loadDecisionFacts(tx: Transaction, records: Records): Promise<DecisionFacts> {
  const { touchpoint, order, shipments, shop, settings, delay, canText } = records;
  const kind = touchpoint.kind as TouchpointKind;
  return {
    kind,
    dueAt: touchpoint.dueAt,
    settings,
    shop: { live: shop.liveAt !== null, uninstalled: shop.uninstalledAt !== null },
    order: {
      email: order.email,
      phone: canText ? order.phone : null,
      tags: order.tags,
      test: order.test,
      imported: order.imported,
      cancelled: order.cancelledAt !== null,
      deleted: order.deletedAt !== null,
      fullyRefunded: order.fullyRefundedAt !== null,
      countryCode: order.countryCode,
      firstOrder: await isFirstOrder(tx, order),
      totalAmount: order.totalAmount.toNumber(),
      optedIn: order.marketingConsent === true || (await isSubscribed(tx, order)),
      timeZone: order.timeZone ?? shop.timeZone,
    },
    arrived: order.fulfillmentStatus === "fulfilled" && shipments.some(isSent) && mayHaveArrived(shipments),
    delay: delay && { standing: delay.standing, arrivedOn: delay.facts.arrivedOn, answer: delay.answer },
    variant: plannedVariant(touchpoint.details),
    shopper: catalogue[kind].class === "service" ? calmShopper : await loadShopper(tx, records),
  };
}

const calmShopper: DecisionFacts["shopper"] = {
  unsubscribed: false,
  openIncident: false,
  openReturn: false,
  openFollowUp: false,
  troubleEndedAt: null,
  lastSurveyAt: null,
  cappedMessagesAt: [],
  answered: false,
};

async function isSubscribed(tx: Transaction, order: Order): Promise<boolean> {
  if (!order.customerId) return false;
  const customer = await tx.customer.findUnique({
    where: { shopId_id: { shopId: order.shopId, id: order.customerId } },
    select: { emailConsent: true },
  });
  return customer?.emailConsent === "subscribed";
}

/** The shopper behind the order: what she was sent, what she said, what is still open with her. */
async function loadShopper(tx: Transaction, { touchpoint, order, settings, now }: Records) {
  const { shopId, shopperKey } = order;
  if (!shopperKey) return calmShopper;
  const surveysSince = new Date(now.getTime() - settings.surveyEveryDays * dayMs);
  const her = await tx.order.findMany({
    where: { shopId, shopperKey },
    select: { id: true, checkoutToken: true },
  });
  const orderIds = her.map(({ id }) => id);
  const unsubscribed = await tx.unsubscription.count({
    where: { shopId, shopperKey, purpose: touchpoint.class },
  });
  const delays = await tx.delay.findMany({
    where: { shopId, orderId: { in: orderIds } },
    select: { state: true, closedAt: true },
  });
  const returns = await tx.return.findMany({
    where: { shopId, orderId: { in: orderIds }, damage: true },
    select: { closedAt: true },
  });
  const followUps = await tx.followUp.findMany({
    where: { shopId, orderId: { in: orderIds }, kind: "detractor" },
    select: { resolvedAt: true },
  });
  const sent = await tx.touchpoint.findMany({
    where: {
      shopId,
      shopperKey,
      class: { in: ["survey", "care"] },
      state: { in: ["dispatching", "dispatched"] },
      // A question on a page she opened herself is not a message to her.
      channel: { not: "thank_you_page" },
      id: { not: touchpoint.id },
    },
    select: { class: true, orderId: true, dispatchedAt: true, claimedAt: true },
  });
  const answers = await tx.surveyResponse.findMany({
    where: { shopId, OR: [{ orderId: { in: orderIds } }, { shopperKey }], answeredAt: { gte: surveysSince } },
    select: { survey: true, orderId: true, answeredAt: true },
  });
  // Asked on the page: counted by the visit, which is there whatever became of the order.
  const otherCheckouts = her
    .filter(({ id }) => id !== order.id)
    .flatMap(({ checkoutToken }) => checkoutToken ?? []);
  const visits = await tx.pageVisit.findMany({ where: { shopId, checkoutToken: { in: otherCheckouts } } });
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
  const survey = touchpoint.kind === "feedback_invitation" ? "delivery_feedback" : "purchase_nps";
  return {
    unsubscribed: unsubscribed > 0,
    openIncident: delays.some(({ state }) => runningStates.includes(state)),
    openReturn: returns.some(({ closedAt }) => closedAt === null),
    openFollowUp: followUps.some(({ resolvedAt }) => resolvedAt === null),
    troubleEndedAt: latest(ended),
    lastSurveyAt: latest(surveysOfOtherOrders),
    cappedMessagesAt: sent.map(sentAt).sort((a, b) => b.getTime() - a.getTime()),
    answered: answers.some((row) => row.orderId === order.id && row.survey === survey),
  };
}

const latest = (times: Date[]): Date | null =>
  times.length === 0 ? null : new Date(Math.max(...times.map((at) => at.getTime())));
