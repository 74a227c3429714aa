import type { Transaction } from "~/platform/database.server";
import {
  Prisma,
  type DeliveryOutcome,
  type Order,
  type Shipment,
  type ShipmentEvent,
  type Touchpoint,
} from "~/platform/prisma/client";
import { insertionOf, together } from "~/platform/sql.server";
import { countryCalendar } from "~/promises/business-calendar";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { listPromises } from "~/promises/delivery-promises.server";
import { fromDateColumn } from "~/promises/local-dates";
import { cellOf, outcomeOf, type OutcomeOfPromise } from "./delivery-outcome";

/** What an outcome is read from, and the one recorded before. */
export interface OutcomeRecords {
  order: Order;
  shipments: Shipment[];
  /** Without those taken back. */
  events: ShipmentEvent[];
  touchpoints: Touchpoint[];
  promise: DeliveryPromise | null;
  outcome: DeliveryOutcome | null;
}

/** What an outcome is read from, of one order. */
export async function readOutcomeRecords(tx: Transaction, order: Order): Promise<OutcomeRecords> {
  const { shopId, id: orderId } = order;
  const shipments = await tx.shipment.findMany({ where: { shopId, orderId }, orderBy: { createdAt: "asc" } });
  const events = await tx.shipmentEvent.findMany({ where: { shopId, orderId, deletedAt: null } });
  const touchpoints = await tx.touchpoint.findMany({ where: { shopId, orderId } });
  const { original } = await listPromises(tx, { shopId, orderId });
  const outcome = await tx.deliveryOutcome.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  return { order, shipments, events, touchpoints, promise: original, outcome };
}

/** The same for one order: see recordOutcomes. */
export async function recordOutcome(
  tx: Transaction,
  { known, originCountry }: { known: OutcomeRecords; originCountry: string },
): Promise<{ isJudged: boolean }> {
  const judged = await recordOutcomes(tx, { known: [known], originCountry });
  return { isJudged: judged.has(known.order.id) };
}

/**
 * Brings what is recorded and counted of the promises of a shop's orders in line with their records. Called in the
 * transaction that learned something, under the orders' locks; the pages read the counts and never the orders. Tells
 * of which orders the lateness is new, or no longer what it was.
 */
export async function recordOutcomes(
  tx: Transaction,
  { known, originCountry }: { known: OutcomeRecords[]; originCountry: string },
): Promise<Set<string>> {
  const changes: OutcomeChange[] = [];
  for (const one of known) {
    const change = await changeOf(tx, one, originCountry);
    if (change) changes.push(change);
  }
  const writes = [...recordsOf(changes), countsOf(changes)].filter((write) => write !== null);
  if (writes.length > 0) await tx.$executeRaw(together(writes));
  for (const { known, outcome, isArrivalAnother } of changes) {
    const { shopId, id: orderId } = known.order;
    if (outcome === null) await removeOutcome(tx, { shopId, orderId });
    if (known.outcome && isArrivalAnother) await takeBackRepurchase(tx, known.outcome);
  }
  return new Set(
    changes
      .filter(({ before, outcome }) => [before, outcome].some((one) => one !== null && one.lateness !== null))
      .map(({ known: { order } }) => order.id),
  );
}

interface OutcomeChange {
  known: OutcomeRecords;
  before: OutcomeOfPromise | null;
  outcome: OutcomeOfPromise | null;
  isArrivalAnother: boolean;
}

/** What became of an order's promise that is not recorded so; null where it is. */
async function changeOf(
  tx: Transaction,
  known: OutcomeRecords,
  originCountry: string,
): Promise<OutcomeChange | null> {
  const { order, shipments, promise } = known;
  const before = known.outcome && fromRow(known.outcome);
  const facts = {
    order,
    shipments,
    scans: known.events,
    promise,
    noticedAt: firstNotice(known.touchpoints),
    calendar: countryCalendar(order.countryCode ?? originCountry),
  };
  const first = outcomeOf({ ...facts, refundedAt: null });
  // Only what arrived whole asks further: whether a part of it had been refunded before.
  const outcome = first?.inFull
    ? outcomeOf({ ...facts, refundedAt: await firstRefund(tx, order.shopId, order.id) })
    : first;
  if (JSON.stringify(before) === JSON.stringify(outcome)) return null;
  const isArrivalAnother = outcome?.arrivedOn !== before?.arrivedOn || outcome?.lateness !== before?.lateness;
  return { known, before, outcome, isArrivalAnother };
}

/** What is known of the days after it goes with another arrival; so the two kinds are written apart. */
function recordsOf(changes: OutcomeChange[]): Array<Prisma.Sql | null> {
  return [true, false].map((isAnother) => {
    const rows = changes.flatMap(({ known: { order }, outcome, isArrivalAnother }) =>
      outcome === null || isArrivalAnother !== isAnother
        ? []
        : [{ shopId: order.shopId, orderId: order.id, ...outcome, ...(isAnother && neverJudged) }],
    );
    const [row] = rows;
    if (!row) return null;
    const columns = Object.keys(row).map((name) => Prisma.raw(`"${name}" = excluded."${name}"`));
    return Prisma.sql`${insertionOf("DeliveryOutcome", rows)}
      ON CONFLICT ("shopId", "orderId") DO UPDATE SET ${Prisma.join(columns)}`;
  });
}

const neverJudged = { happened: null, repurchase: null };

/** The order is no test of a promise any more: what its shopper said of the delivery is not counted either. */
async function removeOutcome(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM "DeliveryOutcome" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId}
      RETURNING "promisedOn", "praised", "complained")
    UPDATE "PraiseRollup" p
    SET "praise" = p."praise" - gone."praised"::int, "complaints" = p."complaints" - gone."complained"::int
    FROM gone WHERE p."shopId" = ${shopId} AND p."promisedOn" = gone."promisedOn"`;
}

/** Its arrival was another, or none: whether she bought again after it is judged anew, if ever. */
async function takeBackRepurchase(tx: Transaction, outcome: DeliveryOutcome): Promise<void> {
  const { shopId, arrivedOn, happened, repurchase } = outcome;
  if (repurchase === null || repurchase === "unknown") return;
  await tx.$executeRaw`
    UPDATE "RepurchaseRollup" SET "orders" = "orders" - 1, "again" = "again" - ${repurchase === "again" ? 1 : 0}
    WHERE "shopId" = ${shopId} AND "arrivedOn" = ${arrivedOn}::date AND "happened" = ${happened}`;
}

function firstNotice(touchpoints: Touchpoint[]): Date | null {
  return touchpoints.reduce<Date | null>((first, { kind, state, dispatchedAt }) => {
    if (kind !== "delay_notice" || state !== "dispatched" || dispatchedAt === null) return first;
    return first === null || dispatchedAt < first ? dispatchedAt : first;
  }, null);
}

async function firstRefund(tx: Transaction, shopId: string, orderId: string): Promise<Date | null> {
  const [refund] = await tx.$queryRaw<Array<{ firstAt: Date | null }>>`
    SELECT min("createdAt") AS "firstAt" FROM "Refund" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId}`;
  return refund?.firstAt ?? null;
}

/** With the keys in the order in which outcomeOf makes them: the two are compared. */
function fromRow(row: DeliveryOutcome): OutcomeOfPromise {
  return {
    promisedOn: fromDateColumn(row.promisedOn),
    country: row.country,
    carrier: row.carrier,
    originId: row.originId,
    arrivedOn: row.arrivedOn && fromDateColumn(row.arrivedOn),
    lateness: row.lateness,
    inFull: row.inFull,
    failedAttempt: row.failedAttempt,
    noticedAt: row.noticedAt,
    leadDays: row.leadDays,
  };
}

/** Each cell once, and always in the same order: two orders trading places must not wait for each other. */
function countsOf(changes: OutcomeChange[]): Prisma.Sql | null {
  const moves = changes.flatMap(({ known: { order }, before, outcome }) => [
    ...(before ? [{ cell: { shopId: order.shopId, ...cellOf(before) }, by: -1 }] : []),
    ...(outcome ? [{ cell: { shopId: order.shopId, ...cellOf(outcome) }, by: 1 }] : []),
  ]);
  const rows = [...Map.groupBy(moves, ({ cell }) => JSON.stringify(cell))]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, [first, ...rest]]) => {
      const count = rest.reduce((sum, { by }) => sum + by, first?.by ?? 0);
      return first && count !== 0 ? [{ ...first.cell, count }] : [];
    });
  const inserted = insertionOf("DeliveryRollup", rows);
  // Raw because two orders may be the first of a cell at once: Postgres settles that in one statement.
  return (
    inserted &&
    Prisma.sql`${inserted}
      ON CONFLICT ("shopId", "promisedOn", "country", "carrier", "originId", "arrived", "lateness", "inFull",
        "failedAttempt", "noticed", "leadDays")
      DO UPDATE SET "count" = "DeliveryRollup"."count" + excluded."count"`
  );
}
