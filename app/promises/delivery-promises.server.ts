import type { Database, Transaction } from "~/platform/database.server";
import { promiseSources, type DeliveryPromise } from "./delivery-promise";
import { fromDateColumn, toDateColumn } from "./local-dates";

/** The original promise, and the dates she was given since, oldest first. */
export interface OrderPromises {
  original: DeliveryPromise | null;
  revised: DeliveryPromise[];
}

type Row = Awaited<ReturnType<Database["deliveryPromise"]["findMany"]>>[number];

/** Everything an order was ever promised. */
export async function listPromises(
  db: Database | Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<OrderPromises> {
  return promisesOf(
    await db.deliveryPromise.findMany({ where: { shopId, orderId }, orderBy: { sequence: "asc" } }),
  );
}

/** An order's promises from its rows, by sequence. */
export function promisesOf(rows: Row[]): OrderPromises {
  const original = rows.find((row) => row.sequence === 0);
  return {
    original: original ? read(original) : null,
    revised: rows.filter((row) => row.sequence > 0).map(read),
  };
}

function read(row: Row): DeliveryPromise {
  const source = promiseSources.find((one) => one === row.source);
  if (source === undefined) throw new Error(`Unknown promise source ${row.source} on order ${row.orderId}`);
  return {
    earliestOn: fromDateColumn(row.earliestOn),
    latestOn: fromDateColumn(row.latestOn),
    source,
    timeZone: row.timeZone,
    location: row.location,
    mayLeaveAt: row.mayLeaveAt,
    shipBy: row.shipBy,
    madeAt: row.madeAt,
  };
}

/** A promise as the table holds it. */
export function promiseRow(
  promise: DeliveryPromise,
  key: { shopId: string; orderId: string; sequence: number },
): Row {
  return {
    ...key,
    earliestOn: toDateColumn(promise.earliestOn),
    latestOn: toDateColumn(promise.latestOn),
    source: promise.source,
    timeZone: promise.timeZone,
    location: promise.location,
    mayLeaveAt: promise.mayLeaveAt,
    shipBy: promise.shipBy,
    madeAt: promise.madeAt,
  };
}
