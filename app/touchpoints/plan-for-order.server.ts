import type { Order, Shipment, Touchpoint } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { assignments, insertionOf, together } from "~/platform/sql.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { planTouchpoints, type PlannedTouchpoint } from "./plan-touchpoints";
import { planForShopper } from "./plan-for-shopper.server";
import { plannedDecision, rowOf } from "./touchpoint-rows";
import { countTouchpoints } from "./touchpoint-rollup.server";
import { decisionsInsert, logDecisions, type LoggedDecision } from "./why-log.server";

interface PlanForOrder {
  order: Order;
  shipments: Shipment[];
  /** What is planned and done for the order already. */
  touchpoints: Touchpoint[];
  settings: ShopSettings;
  liveAt: Date | null;
  now: Date;
}

/** Brings the order's planned touchpoints in line with what is known of it now. Says nothing twice. */
export async function planForOrder(tx: Transaction, facts: PlanForOrder): Promise<void> {
  const { order, now } = facts;
  const { shopId, id: orderId } = order;
  const plan = planTouchpoints(facts);
  const existing = facts.touchpoints;
  if (plan.outcome === "not_looked_after") {
    if (plan.reason === "cancelled" || plan.reason === "order_deleted") {
      await withdraw(tx, existing, plan.reason, now);
      await recordCalledOff(tx, facts, plan.reason);
    } else {
      await logOnce(tx, { shopId, orderId, outcome: "not_planned", rule: plan.reason, inputs: {}, at: now });
    }
    return;
  }
  const unknown: NewTouchpoint[] = [];
  for (const planned of plan.touchpoints) {
    const known = findPlanned(existing, order, planned);
    if (!known) {
      unknown.push(await newTouchpoint(tx, order, planned, now));
    } else if (known.state === "planned" && known.dueAt.getTime() !== planned.dueAt.getTime()) {
      const moved = { dueAt: planned.dueAt, nextAttemptAt: planned.dueAt, reason: null };
      await tx.$executeRaw`UPDATE "Touchpoint" SET ${assignments(moved)} WHERE "id" = ${known.id}`;
    }
  }
  await insertAll(tx, unknown, now);
  await planForShopper(tx, facts);
}

interface DelayTouchpoint {
  kind: "delay_notice" | "delay_update";
  step: number;
  delayId: string;
  variant: string;
  dueAt: Date;
}

/** Plans what incidents ask for and answers what is new. The unique key makes a replayed incident harmless. */
export async function planForDelays(
  tx: Transaction,
  told: Array<{ order: Order; touchpoints: DelayTouchpoint[] }>,
  now: Date,
): Promise<Touchpoint[]> {
  const rows = told.flatMap(({ order, touchpoints }) => {
    const channel = !order.email && order.phone ? "text_message" : "email";
    return touchpoints.map(({ delayId, variant, ...planned }) => ({
      ...rowOf(order, { ...planned, shipmentId: null, channel }, now),
      delayId,
      details: { variant },
    }));
  });
  const inserted = insertionOf("Touchpoint", rows);
  if (!inserted) return [];
  const created = await tx.$queryRaw<Touchpoint[]>`${inserted} ON CONFLICT DO NOTHING RETURNING *`;
  await logDecisions(
    tx,
    created.map((row) => plannedDecision(row, now)),
  );
  return created;
}

/**
 * What the order would have got had its cancellation not been the first we heard of it: called off, as if planned
 * before. A question its page has shown was asked all the same.
 */
async function recordCalledOff(tx: Transaction, facts: PlanForOrder, reason: string): Promise<void> {
  const { order, touchpoints, now } = facts;
  const plan = planTouchpoints({ ...facts, order: { ...order, cancelledAt: null, deletedAt: null } });
  if (plan.outcome === "not_looked_after") return;
  const unknown = plan.touchpoints.filter((planned) => !findPlanned(touchpoints, order, planned));
  const rows: NewTouchpoint[] = [];
  for (const planned of unknown) rows.push(await newTouchpoint(tx, order, planned, now));
  await insertAll(tx, rows, now);
  await withdraw(
    tx,
    rows.map(({ row }) => row),
    reason,
    now,
  );
}

/** When the thank-you page asked its question, which is often before the order's webhook comes. */
async function pageShownAt(tx: Transaction, { shopId, checkoutToken }: Order): Promise<Date | null> {
  if (!checkoutToken) return null;
  const [visit] = await tx.$queryRaw<Array<{ shownAt: Date }>>`
    SELECT "shownAt" FROM "PageVisit" WHERE "shopId" = ${shopId} AND "checkoutToken" = ${checkoutToken}`;
  return visit?.shownAt ?? null;
}

const findPlanned = (
  touchpoints: Touchpoint[],
  order: Order,
  { kind, shipmentId, step }: PlannedTouchpoint,
): Touchpoint | undefined =>
  touchpoints.find(
    (one) => one.kind === kind && one.subjectId === (shipmentId ?? order.id) && one.step === step,
  );

type NewTouchpoint = Awaited<ReturnType<typeof newTouchpoint>>;

async function newTouchpoint(tx: Transaction, order: Order, planned: PlannedTouchpoint, now: Date) {
  const shownAt = planned.kind === "nps_survey" ? await pageShownAt(tx, order) : null;
  const state = shownAt ? "dispatched" : "planned";
  const row = {
    ...rowOf(order, planned, now),
    details: {},
    state,
    dispatchedAt: shownAt,
    settledAt: shownAt,
  };
  return { row, shownAt };
}

async function insertAll(tx: Transaction, touchpoints: NewTouchpoint[], now: Date): Promise<void> {
  const [first, ...rest] = touchpoints.map(({ row }) => row);
  if (!first) return;
  const rows: [typeof first, ...Array<typeof first>] = [first, ...rest];
  await tx.$executeRaw(
    together([
      insertionOf("Touchpoint", rows),
      decisionsInsert(rows.map((row) => plannedDecision(row, now))),
    ]),
  );
  await countTouchpoints(
    tx,
    touchpoints.flatMap(({ row, shownAt }) =>
      shownAt ? [{ touchpoint: row, outcome: "sent" as const, reason: null, at: shownAt }] : [],
    ),
  );
}

async function withdraw(
  tx: Transaction,
  existing: Array<Pick<Touchpoint, "id" | "state">>,
  reason: string,
  now: Date,
): Promise<void> {
  const planned = existing.filter(({ state }) => state === "planned");
  if (planned.length === 0) return;
  const withdrawn = await tx.touchpoint.updateManyAndReturn({
    where: { id: { in: planned.map(({ id }) => id) }, state: "planned" },
    data: { state: "cancelled", reason, settledAt: now },
  });
  await countTouchpoints(
    tx,
    withdrawn.map((touchpoint) => ({ touchpoint, outcome: "cancelled", reason, at: now })),
  );
  await logDecisions(
    tx,
    withdrawn.map((row) => ({
      shopId: row.shopId,
      orderId: row.orderId,
      touchpointId: row.id,
      outcome: "cancelled",
      rule: reason,
      inputs: {},
      at: now,
    })),
  );
}

/** The same "not for this order" is not worth a line for every webhook of the order. */
async function logOnce(tx: Transaction, decision: LoggedDecision): Promise<void> {
  const { shopId, orderId, rule } = decision;
  const known = await tx.decision.findFirst({
    where: { shopId, orderId, rule, touchpointId: null },
    select: { id: true },
  });
  if (!known) await logDecisions(tx, [decision]);
}
