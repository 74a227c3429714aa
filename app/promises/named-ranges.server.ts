import type { Transaction } from "~/platform/database.server";
import type { NamedRange } from "~/platform/prisma/client";
import { insertionOf } from "~/platform/sql.server";
import { lockHistory, settledUntil } from "./count-journeys.server";
import type { Leg } from "./lane";
import { endOfDay, localDateOf } from "./local-dates";
import { emptyRangeTally, recordRange, type RangeTally } from "./named-range";

/** Days named for a parcel on its way. */
export interface NamedDays {
  orderId: string;
  /** null: goods not shipped yet */
  shipmentId: string | null;
  leg: Leg;
  days: string[];
  timeZone: string;
}

/** Keeps the days named for parcels until the last of them is over: the first of each leg, which stands for it. */
export async function keepRanges(tx: Transaction, shopId: string, named: NamedDays[]): Promise<void> {
  const rows = named.flatMap(({ shipmentId, ...columns }) => {
    const last = columns.days.at(-1);
    if (last === undefined) return [];
    const endsAt = endOfDay(last, columns.timeZone);
    return [{ shopId, ...columns, shipmentId: shipmentId ?? "", endsAt }];
  });
  const inserted = insertionOf("NamedRange", rows);
  if (inserted) await tx.$executeRaw`${inserted} ON CONFLICT DO NOTHING`;
}

const AT_ONCE = 500;

/** Compares days that are over with the day the parcel came: the shop learns how wide a range has to be. */
export async function settleRanges(tx: Transaction, shopId: string, now: Date): Promise<void> {
  const due = await tx.$queryRaw<NamedRange[]>`
    SELECT * FROM "NamedRange" WHERE "shopId" = ${shopId} AND "endsAt" <= ${settledUntil(now)}
    ORDER BY "endsAt", "orderId", "shipmentId", "leg" LIMIT ${AT_ONCE}`;
  if (due.length === 0 || !(await lockHistory(tx, shopId))) return;
  const orderIds = [...new Set(due.map(({ orderId }) => orderId))];
  const orders = await tx.order.findMany({
    where: { shopId, id: { in: orderIds }, cancelledAt: null, fullyRefundedAt: null, deletedAt: null },
    select: { id: true },
  });
  const known = new Set(orders.map(({ id }) => id));
  const shipments = await tx.shipment.findMany({
    where: { shopId, orderId: { in: orderIds } },
    select: { id: true, orderId: true, deliveredAt: true },
  });
  const rows = await tx.rangeTally.findMany({ where: { shopId } });
  const tallies = new Map<string, RangeTally>(
    rows.map(({ leg, parcels, cameBefore, cameBy }) => [leg, { parcels, cameBefore, cameBy }]),
  );
  for (const { orderId, shipmentId, leg, days, timeZone, endsAt } of due) {
    const parcels = shipments.filter(
      (one) => one.orderId === orderId && (shipmentId === "" || one.id === shipmentId),
    );
    // Goods taken back never come; nothing is learned from them.
    if (!known.has(orderId) || (shipmentId !== "" && parcels.length === 0)) continue;
    const tally = tallies.get(leg) ?? emptyRangeTally();
    const arrivedAt = lastArrival(parcels);
    const arrivedOn = arrivedAt && arrivedAt < endsAt ? localDateOf(arrivedAt, timeZone) : null;
    recordRange(tally, { days, arrivedOn, atMs: endsAt.getTime() });
    tallies.set(leg, tally);
  }
  for (const [leg, sums] of tallies)
    await tx.rangeTally.upsert({
      where: { shopId_leg: { shopId, leg } },
      create: { shopId, leg, ...sums },
      update: sums,
    });
  const over = due.map(({ orderId, shipmentId, leg }) => ({ orderId, shipmentId, leg }));
  await tx.$executeRaw`
    DELETE FROM "NamedRange" r
    USING jsonb_to_recordset(${JSON.stringify(over)}::jsonb) AS o("orderId" text, "shipmentId" text, "leg" text)
    WHERE r."shopId" = ${shopId} AND r."orderId" = o."orderId" AND r."shipmentId" = o."shipmentId" AND r."leg" = o."leg"`;
}

/** When the last of an order's parcels came; null while one is missing. */
function lastArrival(parcels: Array<{ deliveredAt: Date | null }>): Date | null {
  const arrivals = parcels.map(({ deliveredAt }) => deliveredAt?.getTime() ?? Infinity);
  const last = arrivals.length === 0 ? Infinity : Math.max(...arrivals);
  return last === Infinity ? null : new Date(last);
}
