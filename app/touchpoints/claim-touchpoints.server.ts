import type { Transaction } from "~/platform/database.server";
import type { Touchpoint } from "~/platform/prisma/client";
import { loadFilesOfShops } from "~/orders/order-file.server";
import { together, updatesOf, type Columns } from "~/platform/sql.server";
import { findShops, type KnownShop } from "~/settings/shops.server";
import type { Claimed, DispatchDeps } from "./claimed-touchpoint.server";
import { decideForSubscriber } from "./decide-for-subscriber.server";
import { decideTogether } from "./decide-now.server";
import type { TouchpointDecision } from "./decide-touchpoint";
import { trialsInsert } from "./hold-out-trials.server";
import { orderMarksWrite, type WaitingMark } from "./order-mark-row.server";
import { packingNoteOf } from "./packing-note";
import { leaseMs } from "./sweep-due-touchpoints.server";
import { plannedVariant, touchpointCounts, type Settlement } from "./touchpoint-rollup.server";
import { decisionsInsert, dispatchLine, type LoggedDecision } from "./why-log.server";

/** A touchpoint that has fallen due, as it is looked for. */
export type DueTouchpoint = Pick<Touchpoint, "id" | "shopId" | "orderId" | "kind" | "class" | "shopperKey">;

export type Claim =
  | { outcome: "claimed"; claimed: Claimed }
  | { outcome: "dispatched" | "suppressed" | "cancelled" | "postponed" }
  | { outcome: "not_ours" };

/**
 * What a decision depends on beside the order and must not change until it is kept: two surveys of hers falling due
 * together would otherwise both find the cap free, two little extras side by side the last of the month's money.
 */
export const locksOf = ({ id, shopId, kind, class: of, shopperKey }: DueTouchpoint): string[] => [
  ...(of === "service" ? [] : [`shopper/${shopId}/${shopperKey ?? id}`]),
  ...(kind === "surprise" ? [`surprises/${shopId}`] : []),
];

/**
 * The decision stands before the claim and in one transaction with it. No two of a group share an order or a lock, so
 * that each is decided on all that came before it. Answers for each, in order.
 */
export async function claimTogether(
  tx: Transaction,
  deps: DispatchDeps,
  group: DueTouchpoint[],
): Promise<Claim[]> {
  const now = deps.clock.now();
  await hold(tx, group.flatMap(locksOf));
  const planned = await lockPlanned(tx, group, now);
  const shops = await findShops(tx, [...new Set(planned.map(({ shopId }) => shopId))]);
  const shopOf = ({ shopId }: Touchpoint): KnownShop => {
    const shop = shops.get(shopId);
    if (!shop) throw new Error(`The shop ${shopId} is not recorded: the app was never installed there.`);
    return shop;
  };
  const decided = [
    ...(await decideForOrders(tx, deps, { planned, shopOf, now })),
    ...(await decideForSubscribers(tx, { planned, shopOf, now })),
  ];
  const kept = noteDown(decided, now);
  if (kept.statement.length > 0) await tx.$executeRaw(together(kept.statement));
  return group.map(({ id }) => kept.claims.get(id) ?? { outcome: "not_ours" });
}

/** In one statement and always in the same order: two groups must not wait for each other. */
async function hold(tx: Transaction, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(k."key")
    FROM (SELECT DISTINCT hashtextextended(u, 0) AS "key" FROM unnest(${keys}::text[]) u ORDER BY 1) AS k`;
}

/** Those still planned and due. Nobody else changes them until the claim is kept. */
async function lockPlanned(tx: Transaction, group: DueTouchpoint[], now: Date): Promise<Touchpoint[]> {
  const shopOf = new Map(group.map(({ id, shopId }) => [id, shopId]));
  const rows = await tx.$queryRaw<Touchpoint[]>`
    SELECT * FROM "Touchpoint" WHERE "shopId" = ANY(${[...new Set(shopOf.values())]})
      AND "id" = ANY(${[...shopOf.keys()]}) AND "state" = 'planned' AND "dueAt" <= ${now}
    ORDER BY "id" FOR UPDATE`;
  return rows.filter(({ id, shopId }) => shopOf.get(id) === shopId);
}

/** What was decided, on which records. */
interface Decided {
  decision: TouchpointDecision;
  claimed: Claimed;
}

interface Planned {
  planned: Touchpoint[];
  shopOf: (touchpoint: Touchpoint) => KnownShop;
  now: Date;
}

async function decideForOrders(
  tx: Transaction,
  deps: DispatchDeps,
  { planned, shopOf, now }: Planned,
): Promise<Decided[]> {
  const withOrder = planned.flatMap((touchpoint) =>
    touchpoint.orderId === null
      ? []
      : [{ touchpoint, shopId: touchpoint.shopId, orderId: touchpoint.orderId }],
  );
  const files = await loadFilesOfShops(tx, withOrder);
  const asked = [];
  for (const { touchpoint, shopId, orderId } of withOrder) {
    const known = files.find(({ order }) => order.shopId === shopId && order.id === orderId);
    if (!known) continue;
    const goodwill =
      touchpoint.kind === "recovery_offer" ? await deps.loadGoodwill(tx, { shopId, orderId }) : null;
    asked.push({ known, touchpoint, shop: shopOf(touchpoint), goodwill, now });
  }
  const decisions = await decideTogether(tx, deps, asked);
  return asked.flatMap(({ known, touchpoint, shop, goodwill }, index) => {
    const decided = decisions[index];
    if (!decided) return [];
    const { decision, delay, channel } = decided;
    const { order, promises } = known;
    const promise = promises.find(({ sequence }) => sequence === 0) ?? null;
    return [{ decision, claimed: { touchpoint, order, promise, shop, delay, goodwill, channel } }];
  });
}

async function decideForSubscribers(tx: Transaction, { planned, shopOf, now }: Planned): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const touchpoint of planned) {
    if (touchpoint.orderId !== null) continue;
    const shop = shopOf(touchpoint);
    const { decision, subscriber } = await decideForSubscriber(tx, { touchpoint, shop, now });
    const nothing = { promise: null, delay: null, goodwill: null };
    const channel = { outcome: "email" } as const;
    decided.push({ decision, claimed: { touchpoint, order: subscriber, shop, ...nothing, channel } });
  }
  return decided;
}

/** What becomes of each, and all of it as writes to be made together. */
function noteDown(decided: Decided[], now: Date) {
  const claims = new Map<string, Claim>();
  const changes: Array<Columns & { id: string }> = [];
  const lines: LoggedDecision[] = [];
  const counts: Settlement[] = [];
  const marks: WaitingMark[] = [];
  for (const { decision, claimed } of decided) {
    const { touchpoint, order, shop } = claimed;
    const { id, kind } = touchpoint;
    const { rule, inputs } = decision;
    if (decision.outcome === "send" && kind === "surprise" && order.id !== null) {
      // Nothing leaves for a shopper: the packer reads it on the order and on the card.
      const note = packingNoteOf(shop);
      const value = { note, occasion: plannedVariant(touchpoint.details) };
      changes.push({ id, state: "dispatched", reason: null, dispatchedAt: now, settledAt: now });
      marks.push({ order, key: "surprise", value });
      lines.push(
        dispatchLine(touchpoint, { outcome: "sent", rule: "for_the_packer", inputs: { note }, at: now }),
      );
      counts.push({ touchpoint, outcome: "sent", reason: null, at: now });
      claims.set(id, { outcome: "dispatched" });
    } else if (decision.outcome === "send") {
      const attempts = touchpoint.attempts + 1;
      const nextAttemptAt = new Date(now.getTime() + leaseMs);
      changes.push({ id, state: "dispatching", claimedAt: now, attempts, nextAttemptAt });
      claims.set(id, { outcome: "claimed", claimed });
    } else if (decision.outcome === "postpone") {
      const { until } = decision;
      changes.push({ id, nextAttemptAt: until, reason: rule });
      // Looked at again every day while a trouble lasts: one line says it.
      if (touchpoint.reason !== rule)
        lines.push(
          dispatchLine(touchpoint, {
            ...{ outcome: "postponed", rule, inputs: { ...inputs, until: until.toISOString() }, at: now },
          }),
        );
      claims.set(id, { outcome: "postponed" });
    } else {
      const state = decision.outcome === "suppress" ? "suppressed" : "cancelled";
      changes.push({ id, state, reason: rule, settledAt: now });
      lines.push(dispatchLine(touchpoint, { outcome: state, rule, inputs, at: now }));
      counts.push({ touchpoint, outcome: state, reason: rule, at: now });
      claims.set(id, { outcome: state });
    }
  }
  const trials = decided
    .map(({ decision, claimed: { touchpoint, order, shop } }) => ({
      ...{ touchpoint, shopperKey: order.shopperKey, settings: shop.settings },
      ...{ outcome: decision.outcome, heldOut: decision.rule === "held_out" },
    }))
    .filter(({ outcome, heldOut }) => heldOut || outcome === "send");
  const statement = [
    ...updatesOf("Touchpoint", changes),
    orderMarksWrite(marks, now),
    trialsInsert(trials, now),
    decisionsInsert(lines),
    touchpointCounts(counts),
  ].filter((one) => one !== null);
  return { claims, statement };
}
