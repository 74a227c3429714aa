import type { Transaction } from "~/platform/database.server";
import type { Order, Touchpoint } from "~/platform/prisma/client";
import { parseShopSettings } from "~/settings/shop-settings";
import type { Claimed, DispatchDeps } from "./claimed-touchpoint.server";
import { decideTouchpoint, type TouchpointDecision } from "./decide-touchpoint";
import { loadDecisionFacts } from "./decision-facts.server";
import { renderTouchpoint, type RenderedTouchpoint } from "./render-touchpoint.server";
import { countTouchpoints } from "./touchpoint-rollup.server";
import { logDecisions, type LoggedDecision } from "./why-log.server";

export type DispatchOutcome =
  { outcome: "dispatched" | "suppressed" | "cancelled" | "postponed" | "failed" } | { outcome: "not_ours" };

/** Decides for the second time, claims, sends and records one touchpoint that has fallen due. */
export async function dispatchTouchpoint(
  deps: DispatchDeps,
  { shopId, touchpointId }: { shopId: string; touchpointId: string },
): Promise<DispatchOutcome> {
  const due = await deps.db.touchpoint.findFirst({ where: { id: touchpointId, shopId, state: "planned" } });
  if (!due?.orderId || due.dueAt > deps.clock.now()) return { outcome: "not_ours" };
  if (due.delayId) await deps.reviewOrder(shopId, due.orderId);
  else if (due.kind !== "nps_survey") await deps.confirmOrder(shopId, due.orderId);

  const claim = await deps.db.$transaction((tx) => decideAndClaim(tx, deps, { shopId, touchpointId }));
  if (claim.outcome !== "claimed") return claim;

  const message = await renderTouchpoint(deps, claim.claimed);
  const sent = await send(deps, message);
  return deps.db.$transaction((tx) => record(tx, deps, claim.claimed, message, sent));
}

const leaseMs = 10 * 60_000;

/**
 * The decision stands before the claim and in one transaction with it, under a lock on the shopper: two
 * surveys of hers falling due together would otherwise both find the cap free.
 */
async function decideAndClaim(
  tx: Transaction,
  deps: DispatchDeps,
  { shopId, touchpointId }: { shopId: string; touchpointId: string },
): Promise<DispatchOutcome | { outcome: "claimed"; claimed: Claimed }> {
  const now = deps.clock.now();
  const touchpoint = await tx.touchpoint.findFirst({ where: { id: touchpointId, shopId, state: "planned" } });
  if (!touchpoint?.orderId || touchpoint.dueAt > now) return { outcome: "not_ours" };
  if (touchpoint.class !== "service") {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shopper/${shopId}/${touchpoint.shopperKey ?? touchpoint.id}`}, 0))`;
  }
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: touchpoint.orderId } },
  });
  const shipments = await tx.shipment.findMany({ where: { shopId, orderId: order.id } });
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: shopId } });
  const settings = parseShopSettings(shop.settings);
  const { delayId } = touchpoint;
  const delay = delayId ? await deps.loadDelay(tx, { shopId, delayId, touchpointId, settings, now }) : null;
  const facts = await loadDecisionFacts(tx, {
    touchpoint,
    order,
    shipments,
    shop,
    settings,
    delay,
    canText: deps.texts !== null,
    now,
  });
  const decision = decideTouchpoint(facts, now);
  if (decision.outcome === "send") {
    const { count } = await tx.touchpoint.updateMany({
      where: { id: touchpoint.id, state: "planned" },
      data: {
        state: "dispatching",
        claimedAt: now,
        attempts: { increment: 1 },
        nextAttemptAt: new Date(now.getTime() + leaseMs),
      },
    });
    if (count === 0) return { outcome: "not_ours" };
    return { outcome: "claimed", claimed: { touchpoint, order, shipments, shop, settings, delay } };
  }
  return settle(tx, touchpoint, decision, now);
}

async function settle(
  tx: Transaction,
  touchpoint: Touchpoint,
  decision: Exclude<TouchpointDecision, { outcome: "send" }>,
  now: Date,
): Promise<DispatchOutcome> {
  const { rule, inputs } = decision;
  if (decision.outcome === "postpone") {
    await tx.touchpoint.update({
      where: { id: touchpoint.id },
      data: { nextAttemptAt: decision.until, reason: rule },
    });
    // Looked at again every day while a trouble lasts: one line says it.
    if (touchpoint.reason !== rule) {
      await logDecisions(tx, [
        line(touchpoint, "postponed", rule, { ...inputs, until: decision.until.toISOString() }, now),
      ]);
    }
    return { outcome: "postponed" };
  }
  const state = decision.outcome === "suppress" ? "suppressed" : "cancelled";
  await tx.touchpoint.update({ where: { id: touchpoint.id }, data: { state, reason: rule, settledAt: now } });
  await logDecisions(tx, [line(touchpoint, state, rule, inputs, now)]);
  await countTouchpoints(tx, [{ touchpoint, outcome: state, reason: rule, at: now }]);
  return { outcome: state };
}

type Sent = { outcome: "accepted" } | { outcome: "refused"; permanent: boolean; reason: string };

async function send(deps: DispatchDeps, message: RenderedTouchpoint): Promise<Sent> {
  if (message.channel === "email") return deps.mailer.send(message.mail);
  if (!deps.texts) return { outcome: "refused", permanent: true, reason: "no text messages are set up" };
  return deps.texts.send(message.text);
}

// One minute, doubling, an hour at most: a mail server away for an hour costs minutes of lateness, not the mail.
const retryDelayMs = (attempts: number): number => Math.min(60, 2 ** attempts) * 60_000;

async function record(
  tx: Transaction,
  deps: DispatchDeps,
  { touchpoint, order, settings }: Claimed,
  message: RenderedTouchpoint,
  sent: Sent,
): Promise<DispatchOutcome> {
  const now = deps.clock.now();
  const { shopId } = touchpoint;
  if (sent.outcome === "refused" && !sent.permanent) {
    const until = new Date(now.getTime() + retryDelayMs(touchpoint.attempts));
    await tx.touchpoint.update({
      where: { id: touchpoint.id },
      data: { state: "planned", reason: "channel_down", nextAttemptAt: until },
    });
    await logDecisions(tx, [
      line(touchpoint, "retried", "channel_down", { until: until.toISOString() }, now),
    ]);
    return { outcome: "postponed" };
  }
  if (sent.outcome === "refused") {
    await tx.touchpoint.update({
      where: { id: touchpoint.id },
      data: { state: "failed", reason: "provider_refused", settledAt: now },
    });
    await logDecisions(tx, [line(touchpoint, "failed", "provider_refused", {}, now)]);
    await countTouchpoints(tx, [{ touchpoint, outcome: "failed", reason: "provider_refused", at: now }]);
    return { outcome: "failed" };
  }
  await tx.touchpoint.update({
    where: { id: touchpoint.id },
    data: {
      state: "dispatched",
      reason: null,
      dispatchedAt: now,
      settledAt: now,
      channel: message.channel,
      language: message.language,
    },
  });
  await tx.message.upsert({
    where: { touchpointId: touchpoint.id },
    create: { touchpointId: touchpoint.id, shopId, orderId: order.id, sentAt: now, ...message.kept },
    update: { sentAt: now },
  });
  await logDecisions(tx, [line(touchpoint, "sent", "due", { channel: message.channel }, now)]);
  await countTouchpoints(tx, [{ touchpoint, outcome: "sent", reason: null, at: now }]);
  if (touchpoint.kind === "thank_you_note") await markThankYou(tx, order, message, now);
  if (touchpoint.delayId) {
    await deps.delayTold(tx, { shopId, order, delayId: touchpoint.delayId, settings, now });
  }
  return { outcome: "dispatched" };
}

/** The note also lands on the order, for the merchant's themes, documents and staff. */
async function markThankYou(tx: Transaction, order: Order, message: RenderedTouchpoint, now: Date) {
  const { shopId, id: orderId } = order;
  const key = "thank_you_note";
  const value = { note: message.kept.text, language: message.language, sentAt: now.toISOString() };
  await tx.orderMark.upsert({
    where: { shopId_orderId_key: { shopId, orderId, key } },
    create: { shopId, orderId, key, value, changedAt: now },
    update: { value, state: "pending", changedAt: now },
  });
}

const line = (
  touchpoint: Touchpoint,
  outcome: LoggedDecision["outcome"],
  rule: string,
  inputs: LoggedDecision["inputs"],
  at: Date,
): LoggedDecision => ({
  shopId: touchpoint.shopId,
  orderId: touchpoint.orderId,
  touchpointId: touchpoint.id,
  outcome,
  rule,
  inputs: { kind: touchpoint.kind, ...inputs },
  at,
});
