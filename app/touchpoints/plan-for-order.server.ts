import type { Order, Shipment, Touchpoint } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { givenRows, insertionOf, together, updatesOf } from "~/platform/sql.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { planTouchpoints, type PlannedTouchpoint } from "./plan-touchpoints";
import { planForShoppers } from "./plan-for-shopper.server";
import { plannedDecision, rowOf } from "./touchpoint-rows";
import { countTouchpoints, type Settlement } from "./touchpoint-rollup.server";
import { decisionsInsert, logDecisions } from "./why-log.server";

interface OrderToPlan {
  order: Order;
  shipments: Shipment[];
  /** What is planned and done for the order already. */
  touchpoints: Touchpoint[];
}

interface PlanForOrders {
  shopId: string;
  orders: OrderToPlan[];
  settings: ShopSettings;
  liveAt: Date | null;
  now: Date;
}

/** Brings what is planned for a shop's orders in line with what is known of them now. Says nothing twice. */
export async function planForOrders(tx: Transaction, asked: PlanForOrders): Promise<void> {
  const { shopId, settings, liveAt, now } = asked;
  const changes = emptyChanges();
  const lookedAfter: OrderToPlan[] = [];
  for (const facts of asked.orders) {
    const plan = planTouchpoints({ ...facts, settings, liveAt });
    if (plan.outcome === "looked_after") {
      lookedAfter.push(facts);
      addPlan(changes, facts, plan.touchpoints);
    } else if (plan.reason === "cancelled" || plan.reason === "order_deleted") {
      addCallingOff(changes, facts, { settings, liveAt, reason: plan.reason });
    } else {
      changes.refused.push({ orderId: facts.order.id, rule: plan.reason });
    }
  }
  const { shown, calledOff } = await insertAll(tx, { shopId, changes, now });
  const withdrawn = await withdraw(tx, [...changes.withdrawn, ...calledOff], now);
  await countTouchpoints(tx, [...shown, ...withdrawn]);
  await logRefusals(tx, { shopId, refused: changes.refused, now });
  await planForShoppers(
    tx,
    lookedAfter.map((facts) => ({ ...facts, settings, now })),
  );
}

/** What planning for orders comes to. */
interface Changes {
  planned: Array<{ order: Order; planned: PlannedTouchpoint; calledOffFor: string | null }>;
  moved: Array<{ id: string; dueAt: Date; nextAttemptAt: Date; reason: null }>;
  withdrawn: Array<{ id: string; reason: string }>;
  refused: Array<{ orderId: string; rule: string }>;
}

const emptyChanges = (): Changes => ({ planned: [], moved: [], withdrawn: [], refused: [] });

function addPlan(
  { planned, moved }: Changes,
  { order, touchpoints }: OrderToPlan,
  plan: PlannedTouchpoint[],
): void {
  for (const one of plan) {
    const { dueAt } = one;
    const known = findPlanned(touchpoints, order, one);
    if (!known) planned.push({ order, planned: one, calledOffFor: null });
    else if (known.state === "planned" && known.dueAt.getTime() !== dueAt.getTime())
      moved.push({ id: known.id, dueAt, nextAttemptAt: dueAt, reason: null });
  }
}

/**
 * With what the order would have got had its cancellation not been the first we heard of it: called off, as if planned
 * before. A question its page has shown was asked all the same.
 */
function addCallingOff(
  { planned, withdrawn }: Changes,
  facts: OrderToPlan,
  { settings, liveAt, reason }: Pick<PlanForOrders, "settings" | "liveAt"> & { reason: string },
): void {
  const { order, touchpoints } = facts;
  for (const { id, state } of touchpoints) if (state === "planned") withdrawn.push({ id, reason });
  const standing = { ...order, cancelledAt: null, deletedAt: null };
  const plan = planTouchpoints({ ...facts, order: standing, settings, liveAt });
  if (plan.outcome === "not_looked_after") return;
  for (const one of plan.touchpoints)
    if (!findPlanned(touchpoints, order, one)) planned.push({ order, planned: one, calledOffFor: reason });
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

/** When the thank-you pages asked their questions, which is often before the order's webhook comes. */
async function readShownAt(
  tx: Transaction,
  shopId: string,
  checkoutTokens: string[],
): Promise<Map<string, Date>> {
  if (checkoutTokens.length === 0) return new Map();
  const visits = await tx.$queryRaw<Array<{ checkoutToken: string; shownAt: Date }>>`
    SELECT "checkoutToken", "shownAt" FROM "PageVisit"
    WHERE "shopId" = ${shopId} AND "checkoutToken" = ANY(${checkoutTokens})`;
  return new Map(visits.map(({ checkoutToken, shownAt }) => [checkoutToken, shownAt]));
}

const findPlanned = (
  touchpoints: Touchpoint[],
  order: Order,
  { kind, shipmentId, step }: PlannedTouchpoint,
): Touchpoint | undefined =>
  touchpoints.find(
    (one) => one.kind === kind && one.subjectId === (shipmentId ?? order.id) && one.step === step,
  );

/**
 * Plans what is new and moves what is due another time; answers those whose page has asked already, and those that are
 * to be called off again.
 */
async function insertAll(
  tx: Transaction,
  { shopId, changes, now }: { shopId: string; changes: Changes; now: Date },
): Promise<{ shown: Settlement[]; calledOff: Changes["withdrawn"] }> {
  const { planned, moved } = changes;
  const tokens = planned.flatMap(({ order: { checkoutToken }, planned: { kind } }) =>
    kind === "nps_survey" && checkoutToken ? [checkoutToken] : [],
  );
  const visits = await readShownAt(tx, shopId, tokens);
  const calledOff: Changes["withdrawn"] = [];
  const rows = planned.map(({ order, planned: one, calledOffFor }) => {
    const shownAt = (one.kind === "nps_survey" ? visits.get(order.checkoutToken ?? "") : undefined) ?? null;
    const state = shownAt ? "dispatched" : "planned";
    const row = { ...rowOf(order, one, now), details: {}, state, dispatchedAt: shownAt, settledAt: shownAt };
    if (calledOffFor !== null) calledOff.push({ id: row.id, reason: calledOffFor });
    return row;
  });
  const writes = [
    insertionOf("Touchpoint", rows),
    decisionsInsert(rows.map((row) => plannedDecision(row, now))),
    ...updatesOf("Touchpoint", moved),
  ];
  if (rows.length + moved.length > 0) await tx.$executeRaw(together(writes));
  const shown = rows.flatMap(({ dispatchedAt, ...touchpoint }) =>
    dispatchedAt ? [{ touchpoint, outcome: "sent" as const, reason: null, at: dispatchedAt }] : [],
  );
  return { shown, calledOff };
}

/** Those that were still planned, to be counted. */
async function withdraw(tx: Transaction, asked: Changes["withdrawn"], now: Date): Promise<Settlement[]> {
  if (asked.length === 0) return [];
  const rows = asked.map((one) => ({ ...one, state: "cancelled", settledAt: now }));
  const withdrawn = await tx.$queryRaw<Touchpoint[]>`
    UPDATE "Touchpoint" AS t SET "state" = g."state", "reason" = g."reason", "settledAt" = g."settledAt"
    FROM ${givenRows("Touchpoint", rows)} AS g WHERE t."id" = g."id" AND t."state" = 'planned' RETURNING t.*`;
  await logDecisions(
    tx,
    withdrawn.map(({ shopId, orderId, id: touchpointId, reason }) => ({
      ...{ shopId, orderId, touchpointId, outcome: "cancelled", rule: reason ?? "", inputs: {}, at: now },
    })),
  );
  return withdrawn.map((touchpoint) => ({
    ...{ touchpoint, outcome: "cancelled", reason: touchpoint.reason, at: now },
  }));
}

/** The same "not for this order" is not worth a line for every webhook of the order. */
async function logRefusals(
  tx: Transaction,
  { shopId, refused, now }: { shopId: string; refused: Changes["refused"]; now: Date },
): Promise<void> {
  if (refused.length === 0) return;
  const orderIds = refused.map(({ orderId }) => orderId);
  const known = await tx.$queryRaw<Array<{ orderId: string; rule: string }>>`
    SELECT "orderId", "rule" FROM "Decision"
    WHERE "shopId" = ${shopId} AND "orderId" = ANY(${orderIds}) AND "touchpointId" IS NULL`;
  const isKnown = (one: Changes["refused"][number]) =>
    known.some(({ orderId, rule }) => orderId === one.orderId && rule === one.rule);
  await logDecisions(
    tx,
    refused
      .filter((one) => !isKnown(one))
      .map((one) => ({ shopId, ...one, outcome: "not_planned", inputs: {}, at: now })),
  );
}
