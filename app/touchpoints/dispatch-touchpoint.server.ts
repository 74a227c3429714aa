import type { Transaction } from "~/platform/database.server";
import { Prisma, type Order, type Touchpoint } from "~/platform/prisma/client";
import { loadOrderFile } from "~/orders/order-file.server";
import { assignments, insertion, together, type Columns } from "~/platform/sql.server";
import { getShop } from "~/settings/shops.server";
import type { Claimed, DispatchDeps } from "./claimed-touchpoint.server";
import { decideForSubscriber } from "./decide-for-subscriber.server";
import { decideNow } from "./decide-now.server";
import type { TouchpointDecision } from "./decide-touchpoint";
import { noteTrial } from "./hold-out-trials.server";
import { renderTouchpoint, type RenderedTouchpoint } from "./render-touchpoint.server";
import { leaseMs } from "./sweep-due-touchpoints.server";
import { orderMarkWrite } from "./order-mark-row.server";
import { packingNoteOf } from "./packing-note";
import { lockSurprises } from "./surprise-budget.server";
import { countTouchpoints, plannedVariant, touchpointCount } from "./touchpoint-rollup.server";
import { decisionsInsert, logDecisions, type LoggedDecision } from "./why-log.server";

export type DispatchOutcome =
  { outcome: "dispatched" | "suppressed" | "cancelled" | "postponed" | "failed" } | { outcome: "not_ours" };

type DueTouchpoint = Pick<
  Touchpoint,
  "id" | "orderId" | "kind" | "class" | "delayId" | "dueAt" | "shopperKey"
>;

/** Decides for the second time, claims, sends and records one touchpoint that has fallen due. */
export async function dispatchTouchpoint(
  deps: DispatchDeps,
  { shopId, touchpointId }: { shopId: string; touchpointId: string },
): Promise<DispatchOutcome> {
  const [due] = await deps.db.$queryRaw<DueTouchpoint[]>`
    SELECT "id", "orderId", "kind", "class", "delayId", "dueAt", "shopperKey" FROM "Touchpoint"
    WHERE "id" = ${touchpointId} AND "shopId" = ${shopId} AND "state" = 'planned'`;
  if (!due || due.dueAt > deps.clock.now()) return { outcome: "not_ours" };
  const { orderId } = due;
  if (orderId !== null) {
    if (due.delayId) await deps.reviewOrder(shopId, orderId);
    else if (due.kind !== "nps_survey") await deps.confirmOrder(shopId, orderId);
  }

  const claim = await deps.db.$transaction((tx) => decideAndClaim(tx, deps, { ...due, shopId }));
  if (claim.outcome !== "claimed") return claim;

  const message = await renderTouchpoint(deps, claim.claimed);
  const sent = await send(deps, message);
  return deps.db.$transaction((tx) => record(tx, deps, claim.claimed, message, sent));
}

/**
 * The decision stands before the claim and in one transaction with it, under a lock on the shopper: two
 * surveys of hers falling due together would otherwise both find the cap free.
 */
async function decideAndClaim(
  tx: Transaction,
  deps: DispatchDeps,
  due: {
    id: string;
    shopId: string;
    orderId: string | null;
    kind: string;
    class: string;
    shopperKey: string | null;
  },
): Promise<DispatchOutcome | { outcome: "claimed"; claimed: Claimed }> {
  const now = deps.clock.now();
  const { shopId } = due;
  if (due.class !== "service") {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shopper/${shopId}/${due.shopperKey ?? due.id}`}, 0))`;
  }
  if (due.kind === "surprise") await lockSurprises(tx, shopId);
  const decided =
    due.orderId === null
      ? await decideWithoutOrder(tx, { ...due, now })
      : await decideForOrder(tx, deps, { ...due, orderId: due.orderId, now });
  if (!decided) return { outcome: "not_ours" };
  const { decision, claimed } = decided;
  const { touchpoint, order, shop } = claimed;
  if (decision.outcome === "send" && touchpoint.kind === "surprise" && order.id !== null)
    return tellPacker(tx, { touchpoint, order, shop, now });
  const heldOut = decision.rule === "held_out";
  if (heldOut || decision.outcome === "send")
    await noteTrial(tx, {
      touchpoint,
      shopperKey: order.shopperKey,
      settings: shop.settings,
      heldOut,
      now,
    });
  if (decision.outcome === "send") {
    const claim = {
      state: "dispatching",
      claimedAt: now,
      attempts: touchpoint.attempts + 1,
      nextAttemptAt: new Date(now.getTime() + leaseMs),
    };
    const count = await tx.$executeRaw`
      UPDATE "Touchpoint" SET ${assignments(claim)} WHERE "id" = ${touchpoint.id} AND "state" = 'planned'`;
    if (count === 0) return { outcome: "not_ours" };
    return { outcome: "claimed", claimed };
  }
  return settle(tx, touchpoint, decision, now);
}

/** What was decided, on which records; null where it is no longer planned, or not yet due. */
type Decided = { decision: TouchpointDecision; claimed: Claimed } | null;

async function decideForOrder(
  tx: Transaction,
  deps: DispatchDeps,
  { id, shopId, orderId, now }: { id: string; shopId: string; orderId: string; now: Date },
): Promise<Decided> {
  const known = await loadOrderFile(tx, shopId, orderId);
  const touchpoint = known?.touchpoints.find((one) => one.id === id && one.state === "planned");
  if (!known || !touchpoint || touchpoint.dueAt > now) return null;
  const { order, promises } = known;
  const shop = await getShop(tx, shopId);
  const goodwill =
    touchpoint.kind === "recovery_offer" ? await deps.loadGoodwill(tx, { shopId, orderId }) : null;
  const { decision, delay, channel } = await decideNow(tx, deps, { known, touchpoint, shop, goodwill, now });
  const promise = promises.find(({ sequence }) => sequence === 0) ?? null;
  return { decision, claimed: { touchpoint, order, promise, shop, delay, goodwill, channel } };
}

async function decideWithoutOrder(
  tx: Transaction,
  { id, shopId, now }: { id: string; shopId: string; now: Date },
): Promise<Decided> {
  const touchpoint = await tx.touchpoint.findFirst({ where: { id, shopId, state: "planned" } });
  if (!touchpoint || touchpoint.dueAt > now) return null;
  const shop = await getShop(tx, shopId);
  const { decision, subscriber } = await decideForSubscriber(tx, { touchpoint, shop, now });
  const nothing = { promise: null, delay: null, goodwill: null };
  return {
    decision,
    claimed: { touchpoint, order: subscriber, shop, ...nothing, channel: { outcome: "email" } },
  };
}

async function settle(
  tx: Transaction,
  touchpoint: Touchpoint,
  decision: Exclude<TouchpointDecision, { outcome: "send" }>,
  now: Date,
): Promise<DispatchOutcome> {
  const { rule, inputs } = decision;
  if (decision.outcome === "postpone") {
    await write(tx, touchpoint, { nextAttemptAt: decision.until, reason: rule });
    // Looked at again every day while a trouble lasts: one line says it.
    if (touchpoint.reason !== rule) {
      await logDecisions(tx, [
        line(touchpoint, "postponed", rule, { ...inputs, until: decision.until.toISOString() }, now),
      ]);
    }
    return { outcome: "postponed" };
  }
  const state = decision.outcome === "suppress" ? "suppressed" : "cancelled";
  await write(tx, touchpoint, { state, reason: rule, settledAt: now });
  await logDecisions(tx, [line(touchpoint, state, rule, inputs, now)]);
  await countTouchpoints(tx, [{ touchpoint, outcome: state, reason: rule, at: now }]);
  return { outcome: state };
}

/** Nothing leaves for a shopper: the packer reads it on the order and on the card. */
async function tellPacker(
  tx: Transaction,
  { touchpoint, order, shop, now }: Pick<Claimed, "touchpoint" | "shop"> & { order: Order; now: Date },
): Promise<DispatchOutcome> {
  const dispatched = { state: "dispatched", reason: null, dispatchedAt: now, settledAt: now };
  const count = await tx.$executeRaw`
    UPDATE "Touchpoint" SET ${assignments(dispatched)} WHERE "id" = ${touchpoint.id} AND "state" = 'planned'`;
  if (count === 0) return { outcome: "not_ours" };
  const note = packingNoteOf(shop);
  const value = { note, occasion: plannedVariant(touchpoint.details) };
  await tx.$executeRaw(
    together([
      orderMarkWrite(order, { key: "surprise", value, now }),
      decisionsInsert([line(touchpoint, "sent", "for_the_packer", { note }, now)]),
      touchpointCount({ touchpoint, outcome: "sent", reason: null, at: now }),
    ]),
  );
  return { outcome: "dispatched" };
}

type Sent =
  | { outcome: "accepted"; text?: { id: string; segments: number } }
  | { outcome: "refused"; permanent: boolean; reason: string; cutOff?: true };

async function send(deps: DispatchDeps, message: RenderedTouchpoint): Promise<Sent> {
  if (message.channel === "email") return deps.mailer.send(message.mail);
  if (!deps.texts) return { outcome: "refused", permanent: true, reason: "no text messages are set up" };
  const receipt = await deps.texts.send(message.text);
  return receipt.outcome === "accepted" ? { outcome: "accepted", text: receipt } : receipt;
}

// One minute, doubling, an hour at most: a mail server away for an hour costs minutes of lateness, not the mail.
const retryDelayMs = (attempts: number): number => Math.min(60, 2 ** attempts) * 60_000;

async function record(
  tx: Transaction,
  deps: DispatchDeps,
  { touchpoint, order, shop, channel }: Claimed,
  message: RenderedTouchpoint,
  sent: Sent,
): Promise<DispatchOutcome> {
  const now = deps.clock.now();
  const { shopId } = touchpoint;
  if (sent.outcome === "refused" && !sent.permanent) {
    const until = new Date(now.getTime() + retryDelayMs(touchpoint.attempts));
    await write(tx, touchpoint, {
      state: "planned",
      reason: "channel_down",
      nextAttemptAt: until,
      // It may have arrived already: then it arrives again, under the same Message-ID.
      ...(sent.cutOff ? { unconfirmed: true } : {}),
    });
    await logDecisions(tx, [
      line(touchpoint, "retried", "channel_down", { until: until.toISOString() }, now),
    ]);
    return { outcome: "postponed" };
  }
  if (sent.outcome === "refused") {
    await write(tx, touchpoint, { state: "failed", reason: "provider_refused", settledAt: now });
    await logDecisions(tx, [line(touchpoint, "failed", "provider_refused", {}, now)]);
    await countTouchpoints(tx, [{ touchpoint, outcome: "failed", reason: "provider_refused", at: now }]);
    return { outcome: "failed" };
  }
  const dispatched = {
    state: "dispatched",
    reason: null,
    dispatchedAt: now,
    settledAt: now,
    channel: message.channel,
    language: message.language,
  };
  const kept = { touchpointId: touchpoint.id, shopId, orderId: order.id, sentAt: now, ...message.kept };
  await tx.$executeRaw(
    together([
      touchpointUpdate(touchpoint, dispatched),
      Prisma.sql`INSERT INTO "Message" ${insertion([kept])}
        ON CONFLICT ("touchpointId") DO UPDATE SET "sentAt" = excluded."sentAt"`,
      decisionsInsert([line(touchpoint, "sent", "due", { channel: message.channel }, now)]),
      touchpointCount({ touchpoint, outcome: "sent", reason: null, at: now }),
      touchpoint.kind === "thank_you_note" && order.id !== null ? thankYouMark(order, message, now) : null,
    ]),
  );
  if (sent.text && channel.outcome === "text_message") {
    const { id, segments } = sent.text;
    const { phoneKey } = channel;
    await tx.textMessage.createMany({
      data: [{ shopId, id, touchpointId: touchpoint.id, orderId: order.id, phoneKey, segments, sentAt: now }],
      skipDuplicates: true,
    });
  }
  if (touchpoint.delayId && order.id !== null) {
    await deps.delayTold(tx, { shopId, order, delayId: touchpoint.delayId, settings: shop.settings, now });
  }
  return { outcome: "dispatched" };
}

const touchpointUpdate = ({ id }: Touchpoint, columns: Columns): Prisma.Sql =>
  Prisma.sql`UPDATE "Touchpoint" SET ${assignments(columns)} WHERE "id" = ${id}`;

const write = (tx: Transaction, touchpoint: Touchpoint, columns: Columns) =>
  tx.$executeRaw(touchpointUpdate(touchpoint, columns));

/** The note also lands on the order, for the merchant's themes, documents and staff. */
function thankYouMark(order: Order, message: RenderedTouchpoint, now: Date): Prisma.Sql {
  const value = { note: message.kept.text, language: message.language, sentAt: now.toISOString() };
  return orderMarkWrite(order, { key: "thank_you_note", value, now });
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
