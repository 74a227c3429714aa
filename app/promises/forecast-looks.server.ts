import type { Transaction } from "~/platform/database.server";
import { Prisma, type ForecastLook, type Shipment } from "~/platform/prisma/client";
import { givenRows, insertionOf } from "~/platform/sql.server";
import { emptyCalibration, recordForecast, type CalibrationSums } from "./calibration";
import { lockHistory, settledUntil } from "./count-journeys.server";
import { learnOutcome, startingOdds, type LateOdds, type PastForecast } from "./late-odds";
import { fromDateColumn } from "./local-dates";

/** Which of an order's forecasts: of which parcel ("": goods not shipped yet), on which of the shopper's local days. */
interface LookKey {
  shipmentId: string;
  lookedOn: string;
}

/** A forecast as a day's morning made it. */
export interface KeptForecast extends LookKey {
  /** The step of the parcel it was asked of: its last leg's beginning, or its hand-over; null before. */
  movedAt: Date | null;
  chance: number;
}

export interface MadeForecast extends KeptForecast, PastForecast {
  promiseEndsAt: Date;
}

export type OfOrder<Row> = Row & { orderId: string };

type KeptRow = Pick<ForecastLook, "orderId" | "shipmentId" | "lookedOn" | "movedAt" | "chance">;

/** Orders' forecasts, each order's from a day on, until they are settled. */
export async function loadKeptForecasts(
  tx: Transaction,
  shopId: string,
  sinceOn: ReadonlyMap<string, string>,
): Promise<Array<OfOrder<KeptForecast>>> {
  if (sinceOn.size === 0) return [];
  const rows = await tx.$queryRaw<KeptRow[]>`
    SELECT "orderId", "shipmentId", "lookedOn", "movedAt", "chance" FROM "ForecastLook"
    WHERE "shopId" = ${shopId} AND "orderId" = ANY(${[...sinceOn.keys()]})`;
  return rows
    .map((row) => ({ ...row, lookedOn: fromDateColumn(row.lookedOn) }))
    .filter(({ orderId, lookedOn }) => lookedOn >= (sinceOn.get(orderId) ?? ""));
}

/**
 * Keeps forecasts until it is known what became of them, one a parcel and morning: what a morning would have been told
 * had its news been in time takes the place of what it was told, and what it would not have asked goes.
 */
export async function keepForecasts(
  tx: Transaction,
  shopId: string,
  { made, gone }: { made: Array<OfOrder<MadeForecast>>; gone: Array<OfOrder<LookKey>> },
): Promise<void> {
  const keys = gone.map(({ orderId, shipmentId, lookedOn }) => ({ orderId, shipmentId, lookedOn }));
  if (keys.length > 0)
    await tx.$executeRaw`
      DELETE FROM "ForecastLook" l USING ${givenRows("ForecastLook", keys)} AS g
      WHERE l."shopId" = ${shopId} AND l."orderId" = g."orderId" AND l."shipmentId" = g."shipmentId"
        AND l."lookedOn" = g."lookedOn"`;
  const rows = made.map((look) => ({ shopId, ...look }));
  const inserted = insertionOf("ForecastLook", rows);
  if (inserted)
    await tx.$executeRaw`${inserted}
      ON CONFLICT ("shopId", "orderId", "shipmentId", "lookedOn") DO UPDATE
      SET "movedAt" = excluded."movedAt", "chance" = excluded."chance", "features" = excluded."features",
        "stillComes" = excluded."stillComes"`;
}

const AT_ONCE = 500;

/** Compares forecasts whose promise has ended with what became of them: the shop's odds and calibration learn. */
export async function settleForecasts(tx: Transaction, shopId: string, now: Date): Promise<void> {
  const promiseEndsAt = { lte: settledUntil(now) };
  const isDue = Prisma.sql`"shopId" = ${shopId} AND "promiseEndsAt" <= ${promiseEndsAt.lte}`;
  // An order is settled whole, though its looks be more than are asked for.
  const due = await tx.$queryRaw<ForecastLook[]>`
    SELECT * FROM "ForecastLook" WHERE ${isDue} AND "orderId" IN (
      SELECT "orderId" FROM "ForecastLook" WHERE ${isDue} ORDER BY "promiseEndsAt", "orderId" LIMIT ${AT_ONCE})
    ORDER BY "promiseEndsAt", "orderId", "shipmentId", "lookedOn"`;
  if (due.length === 0 || !(await lockHistory(tx, shopId))) return;
  const orderIds = [...new Set(due.map(({ orderId }) => orderId))];
  const orders = await tx.order.findMany({
    where: { shopId, id: { in: orderIds }, cancelledAt: null, fullyRefundedAt: null, deletedAt: null },
    select: { id: true },
  });
  const shipments = await tx.shipment.findMany({
    where: { shopId, orderId: { in: orderIds } },
    select: { id: true, orderId: true, deliveredAt: true },
  });
  const known = await tx.forecastOdds.findUnique({ where: { shopId } });
  const odds: LateOdds = known ? { mean: known.mean, covariance: known.covariance } : startingOdds();
  const calibration: CalibrationSums = known
    ? { n: known.forecasts, chances: known.chances, late: known.late }
    : emptyCalibration();

  const parcelsAsked = new Set(due.map(({ orderId, shipmentId }) => `${orderId} ${shipmentId}`));
  for (const asked of parcelsAsked) {
    const looks = due.filter(({ orderId, shipmentId }) => `${orderId} ${shipmentId}` === asked);
    const [first] = looks;
    // A cancelled order is neither late nor in time.
    if (!first || !orders.some(({ id }) => id === first.orderId)) continue;
    const parcels = shipments.filter(
      ({ id, orderId }) => orderId === first.orderId && (first.shipmentId === "" || id === first.shipmentId),
    );
    const wasLate = !haveArrived(parcels, first.promiseEndsAt);
    for (const { chance } of looks) recordForecast(calibration, chance, wasLate);
    learnOutcome(odds, looks, { wasLate });
  }

  const { n: forecasts, ...sums } = calibration;
  const columns = { ...odds, ...sums, forecasts };
  await tx.forecastOdds.upsert({ where: { shopId }, create: { shopId, ...columns }, update: columns });
  await tx.forecastLook.deleteMany({ where: { shopId, orderId: { in: orderIds }, promiseEndsAt } });
}

function haveArrived(parcels: Array<Pick<Shipment, "deliveredAt">>, before: Date): boolean {
  return (
    parcels.length > 0 && parcels.every(({ deliveredAt }) => deliveredAt !== null && deliveredAt < before)
  );
}
