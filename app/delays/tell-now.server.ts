import type { TextMessenger } from "~/channels/text-message.server";
import { loadOrderFile } from "~/orders/order-file.server";
import { lockOrder } from "~/orders/orders.server";
import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";
import { getShop, type KnownShop } from "~/settings/shops.server";
import { decideNow } from "~/touchpoints/decide-now.server";
import type { DecisionRule } from "~/touchpoints/decide-touchpoint";
import { ordersAtOnce } from "~/touchpoints/hold-orders.server";
import { notLookedAfter, type NotLookedAfter } from "~/touchpoints/plan-touchpoints";
import { planDelayMessages } from "./circuit-breaker.server";
import type { Silence } from "./decide-incident";
import { loadDelayStanding } from "./delay-standing.server";
import { reviewDelivery } from "./review-delivery.server";

/** Why a shopper is not told: nothing to tell, or a rule. */
export type NotTold = Silence | NotLookedAfter | DecisionRule | "no_delay";

export interface ToldNow {
  outcome: "told";
  /** Orders with a message on its way, in quiet hours until they end. */
  planned: number;
  others: Array<{ reason: NotTold; orders: number }>;
}

interface TellDeps {
  db: Database;
  clock: Clock;
  texts: TextMessenger | null;
  secrets: Pick<Secrets, "phoneKey" | "shortCode" | "codeKey">;
}

/**
 * Tells the shoppers of some orders what is new about their delay, before the hour they were promised to hear of it,
 * and by every other rule: once, the spacing, the number, and what the dispatcher looks at. Nothing leaves here: what
 * is planned is decided again when it falls due, on Shopify's own word. Orders of nobody's are left out.
 */
export async function tellNow(
  deps: TellDeps,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<ToldNow> {
  const shop = await getShop(deps.db, shopId);
  const now = deps.clock.now();
  const answers: Array<{ orderId: string; touchpointIds: string[] } | NotTold> = [];
  for (const orderId of new Set(orderIds.slice(0, ordersAtOnce))) {
    const answer = await deps.db.$transaction((tx) => plan(tx, { shop, orderId, now }));
    if (answer !== null) answers.push(answer);
  }
  // After all of them: the last may have made a wave of the first.
  const reasons: NotTold[] = [];
  for (const answer of answers) {
    const reason =
      typeof answer === "string"
        ? answer
        : await deps.db.$transaction((tx) => whyNot(tx, deps, { ...answer, shop, now }));
    if (reason !== null) reasons.push(reason);
  }
  const others = [...new Set(reasons)]
    .map((reason) => ({ reason, orders: reasons.filter((one) => one === reason).length }))
    .sort((a, b) => b.orders - a.orders);
  return { outcome: "told", planned: answers.length - reasons.length, others };
}

/** The messages planned for one order, or why there are none; null for an order that is not the shop's. */
async function plan(
  tx: Transaction,
  { shop, orderId, now }: { shop: KnownShop; orderId: string; now: Date },
): Promise<{ orderId: string; touchpointIds: string[] } | NotTold | null> {
  const { id: shopId, settings } = shop;
  await lockOrder(tx, shopId, orderId);
  const known = await loadOrderFile(tx, shopId, orderId);
  if (!known) return null;
  const { order, delays } = known;
  const reason = notLookedAfter(order, shop.liveAt);
  if (reason) return reason;
  // What is held would go out by surprise on the day it is let go.
  if (order.heldAt) return "held";
  if (!delays.some(({ state }) => state !== "closed")) return "no_delay";
  const review = await reviewDelivery(tx, {
    ...{ shopId, orderId, settings, now, known },
    ...{ confirmed: true, isAsked: true },
  });
  if (review.outcome !== "reviewed") return "no_delay";
  const { touchpoints, silences } = review;
  if (touchpoints.length === 0) return silences[0] ?? "delay_over";
  const before = new Set(known.touchpoints.map(({ id }) => id));
  await planDelayMessages(tx, { shopId, told: [{ order, touchpoints }], settings, now });
  const planned = await tx.touchpoint.findMany({
    where: { shopId, orderId, state: "planned", delayId: { not: null } },
    select: { id: true },
  });
  return { orderId, touchpointIds: planned.map(({ id }) => id).filter((id) => !before.has(id)) };
}

/** What would keep all of an order's new messages from going out; null where one of them may, if only by day. */
async function whyNot(
  tx: Transaction,
  deps: TellDeps,
  {
    shop,
    orderId,
    touchpointIds,
    now,
  }: { shop: KnownShop; orderId: string; touchpointIds: string[]; now: Date },
): Promise<NotTold | null> {
  const known = await loadOrderFile(tx, shop.id, orderId);
  let reason: NotTold | null = "waiting";
  for (const touchpoint of known?.touchpoints ?? []) {
    if (!known || !touchpointIds.includes(touchpoint.id)) continue;
    const { decision } = await decideNow(
      tx,
      { ...deps, loadDelay: loadDelayStanding },
      { known, touchpoint, shop, goodwill: null, now },
    );
    if (decision.outcome === "send" || decision.rule === "quiet_hours") return null;
    reason = decision.rule;
  }
  return reason;
}
