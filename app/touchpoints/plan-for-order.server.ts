import { Prisma, type Order, type Shipment, type Touchpoint } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { assignments, insertion, together } from "~/platform/sql.server";
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
      await recordShownQuestion(tx, facts);
    } else {
      await logOnce(tx, { shopId, orderId, outcome: "not_planned", rule: plan.reason, inputs: {}, at: now });
    }
    return;
  }
  const unknown: NewTouchpoint[] = [];
  for (const planned of plan.touchpoints) {
    const subjectId = planned.shipmentId ?? orderId;
    const known = existing.find(
      (one) => one.kind === planned.kind && one.subjectId === subjectId && one.step === planned.step,
    );
    if (!known) {
      const shownAt = planned.kind === "nps_survey" ? await pageShownAt(tx, order) : null;
      unknown.push({ row: newRow(order, { planned, shownAt, now }), shownAt });
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

/** Plans what an incident asks for and answers what is new. The unique key makes a replayed incident harmless. */
export async function planForDelay(
  tx: Transaction,
  { order, touchpoints, now }: { order: Order; touchpoints: DelayTouchpoint[]; now: Date },
): Promise<Touchpoint[]> {
  const channel = !order.email && order.phone ? "text_message" : "email";
  const [first, ...rest] = touchpoints.map(({ delayId, variant, ...planned }) => ({
    ...rowOf(order, { ...planned, shipmentId: null, channel }, now),
    delayId,
    details: { variant },
  }));
  if (!first) return [];
  const created = await tx.$queryRaw<Touchpoint[]>`
    INSERT INTO "Touchpoint" ${insertion([first, ...rest])} ON CONFLICT DO NOTHING RETURNING *`;
  await logDecisions(
    tx,
    created.map((row) => plannedDecision(row, now)),
  );
  return created;
}

/** A cancelled order's question was asked all the same, whether its page was seen before the cancellation or after. */
async function recordShownQuestion(
  tx: Transaction,
  { order, touchpoints, now }: PlanForOrder,
): Promise<void> {
  if (touchpoints.some(({ kind }) => kind === "nps_survey")) return;
  const shownAt = await pageShownAt(tx, order);
  if (!shownAt) return;
  const planned = {
    kind: "nps_survey",
    shipmentId: null,
    step: 0,
    channel: "thank_you_page",
    dueAt: shownAt,
  } as const;
  await insertAll(tx, [{ row: newRow(order, { planned, shownAt, now }), shownAt }], now);
}

/** When the thank-you page asked its question, which is often before the order's webhook comes. */
async function pageShownAt(tx: Transaction, { shopId, checkoutToken }: Order): Promise<Date | null> {
  if (!checkoutToken) return null;
  const [visit] = await tx.$queryRaw<Array<{ shownAt: Date }>>`
    SELECT "shownAt" FROM "PageVisit" WHERE "shopId" = ${shopId} AND "checkoutToken" = ${checkoutToken}`;
  return visit?.shownAt ?? null;
}

type NewTouchpoint = { row: ReturnType<typeof newRow>; shownAt: Date | null };

function newRow(
  order: Order,
  { planned, shownAt, now }: { planned: PlannedTouchpoint; shownAt: Date | null; now: Date },
) {
  const state = shownAt ? "dispatched" : "planned";
  return {
    ...rowOf(order, planned, now),
    details: {},
    state,
    dispatchedAt: shownAt,
    settledAt: shownAt,
  };
}

async function insertAll(tx: Transaction, touchpoints: NewTouchpoint[], now: Date): Promise<void> {
  const [first, ...rest] = touchpoints.map(({ row }) => row);
  if (!first) return;
  const rows: [typeof first, ...Array<typeof first>] = [first, ...rest];
  await tx.$executeRaw(
    together([
      Prisma.sql`INSERT INTO "Touchpoint" ${insertion(rows)}`,
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

async function withdraw(tx: Transaction, existing: Touchpoint[], reason: string, now: Date): Promise<void> {
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
