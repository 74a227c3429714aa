import type { Transaction } from "~/platform/database.server";
import {
  Prisma,
  type DeliveryOutcome,
  type Order,
  type Shipment,
  type ShipmentEvent,
  type Touchpoint,
} from "~/platform/prisma/client";
import { assignments, insertion, together } from "~/platform/sql.server";
import { countryCalendar } from "~/promises/business-calendar";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { listPromises } from "~/promises/delivery-promises.server";
import { fromDateColumn, toDateColumn } from "~/promises/local-dates";
import { cellOf, outcomeOf, type OutcomeCell, type OutcomeOfPromise } from "./delivery-outcome";

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

export async function readOutcomeRecords(tx: Transaction, order: Order): Promise<OutcomeRecords> {
  const { shopId, id: orderId } = order;
  const shipments = await tx.shipment.findMany({ where: { shopId, orderId }, orderBy: { createdAt: "asc" } });
  const events = await tx.shipmentEvent.findMany({ where: { shopId, orderId, deletedAt: null } });
  const touchpoints = await tx.touchpoint.findMany({ where: { shopId, orderId } });
  const { original } = await listPromises(tx, { shopId, orderId });
  const outcome = await tx.deliveryOutcome.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  return { order, shipments, events, touchpoints, promise: original, outcome };
}

/**
 * Brings what is recorded and counted of an order's promise in line with its records. Called in the transaction
 * that learned something, under the order's lock; the pages read the counts and never the orders. Tells whether its
 * lateness is new, or no longer what it was.
 */
export async function recordOutcome(
  tx: Transaction,
  { known, originCountry }: { known: OutcomeRecords; originCountry: string },
): Promise<{ isJudged: boolean }> {
  const { order, shipments, promise } = known;
  const { shopId, id: orderId } = order;
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
    ? outcomeOf({ ...facts, refundedAt: await firstRefund(tx, shopId, orderId) })
    : first;
  if (JSON.stringify(before) === JSON.stringify(outcome)) return { isJudged: false };

  const isArrivalAnother = outcome?.arrivedOn !== before?.arrivedOn || outcome?.lateness !== before?.lateness;
  const changes = [
    ...(before ? [{ cell: cellOf(before), by: -1 }] : []),
    ...(outcome ? [{ cell: cellOf(outcome), by: 1 }] : []),
  ];
  // Always in the same order: two orders trading places must not wait for each other.
  changes.sort((a, b) => (JSON.stringify(a.cell) < JSON.stringify(b.cell) ? -1 : 1));
  const counts = changes.map(({ cell, by }) => countOf(shopId, cell, by));
  if (outcome === null) {
    for (const count of counts) await tx.$executeRaw(count);
    await removeOutcome(tx, { shopId, orderId });
  } else {
    // Two changes may be to one cell, which one statement cannot touch twice.
    const [alongside, apart] = counts.length === 1 ? [counts, []] : [[], counts];
    await tx.$executeRaw(
      together([recordOf({ shopId, orderId }, { outcome, isArrivalAnother }), ...alongside]),
    );
    for (const count of apart) await tx.$executeRaw(count);
  }
  if (known.outcome && isArrivalAnother) await takeBackRepurchase(tx, known.outcome);
  return { isJudged: [before, outcome].some((one) => one !== null && one.lateness !== null) };
}

function recordOf(
  { shopId, orderId }: { shopId: string; orderId: string },
  { outcome, isArrivalAnother }: { outcome: OutcomeOfPromise; isArrivalAnother: boolean },
): Prisma.Sql {
  const columns = {
    ...outcome,
    promisedOn: toDateColumn(outcome.promisedOn),
    arrivedOn: outcome.arrivedOn === null ? null : toDateColumn(outcome.arrivedOn),
    ...(isArrivalAnother ? { happened: null, repurchase: null } : {}),
  };
  return Prisma.sql`
    INSERT INTO "DeliveryOutcome" ${insertion([{ shopId, orderId, ...columns }])}
    ON CONFLICT ("shopId", "orderId") DO UPDATE SET ${assignments(columns)}`;
}

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

function countOf(shopId: string, cell: OutcomeCell, by: number): Prisma.Sql {
  const { promisedOn, country, carrier, originId, arrived, lateness, inFull, failedAttempt } = cell;
  // Raw because two orders may be the first of a cell at once: Postgres settles that in one statement.
  return Prisma.sql`
    INSERT INTO "DeliveryRollup" ("shopId", "promisedOn", "country", "carrier", "originId", "arrived", "lateness", "inFull",
      "failedAttempt", "noticed", "leadDays", "count")
    VALUES (${shopId}, ${promisedOn}::date, ${country}, ${carrier}, ${originId}, ${arrived}, ${lateness}, ${inFull},
      ${failedAttempt}, ${cell.noticed}, ${cell.leadDays}, ${by})
    ON CONFLICT ("shopId", "promisedOn", "country", "carrier", "originId", "arrived", "lateness", "inFull", "failedAttempt",
      "noticed", "leadDays")
    DO UPDATE SET "count" = "DeliveryRollup"."count" + EXCLUDED."count"`;
}
