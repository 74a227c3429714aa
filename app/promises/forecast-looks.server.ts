import type { Transaction } from "~/platform/database.server";
import type { ForecastLook } from "~/platform/prisma/client";
import { insertion } from "~/platform/sql.server";
import { emptyCalibration, recordForecast, type CalibrationSums } from "./calibration";
import { lockHistory, settledUntil } from "./count-journeys.server";
import { learnOutcome, startingOdds, type LateOdds } from "./late-odds";
import { toDateColumn } from "./local-dates";

export interface MadeForecast {
  shopId: string;
  orderId: string;
  /** null: goods not shipped yet */
  shipmentId: string | null;
  /** The shopper's local day. */
  lookedOn: string;
  /** The step of the parcel it was asked of: its last leg's beginning, or its hand-over; null before. */
  movedAt: Date | null;
  chance: number;
  features: number[];
  promiseEndsAt: Date;
}

/**
 * Keeps a forecast until it is known what became of it, one a day and parcel, and returns the day's chance: that of
 * the first look since the parcel last moved. What the lanes learn between two looks of a day is for tomorrow's,
 * so that a webhook told twice or late asks nothing new.
 */
export async function keepForecast(tx: Transaction, forecast: MadeForecast): Promise<number> {
  const { shopId, orderId, lookedOn, ...columns } = forecast;
  const key = { shopId, orderId, shipmentId: columns.shipmentId ?? "", lookedOn: toDateColumn(lookedOn) };
  const [kept] = await tx.$queryRaw<Array<{ chance: number }>>`
    INSERT INTO "ForecastLook" AS kept ${insertion([{ ...columns, ...key }])}
    ON CONFLICT ("shopId", "orderId", "shipmentId", "lookedOn") DO UPDATE
    SET "movedAt" = excluded."movedAt", "chance" = excluded."chance", "features" = excluded."features"
    WHERE kept."movedAt" IS DISTINCT FROM excluded."movedAt"
    RETURNING "chance"`;
  if (kept) return kept.chance;
  const { chance } = await tx.forecastLook.findUniqueOrThrow({
    where: { shopId_orderId_shipmentId_lookedOn: key },
    select: { chance: true },
  });
  return chance;
}

const AT_ONCE = 500;

/** Compares forecasts whose promise has ended with what became of them: the shop's odds and calibration learn. */
export async function settleForecasts(tx: Transaction, shopId: string, now: Date): Promise<void> {
  const promiseEndsAt = { lte: settledUntil(now) };
  const due = await tx.$queryRaw<ForecastLook[]>`
    SELECT * FROM "ForecastLook" WHERE "shopId" = ${shopId} AND "promiseEndsAt" <= ${promiseEndsAt.lte}
    ORDER BY "promiseEndsAt", "orderId", "shipmentId", "lookedOn" LIMIT ${AT_ONCE}`;
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
    const wasInTime =
      parcels.length > 0 &&
      parcels.every(({ deliveredAt }) => deliveredAt !== null && deliveredAt < first.promiseEndsAt);
    for (const { chance } of looks) recordForecast(calibration, chance, !wasInTime);
    learnOutcome(
      odds,
      looks.map(({ features }) => features),
      !wasInTime,
    );
  }

  const { n: forecasts, ...sums } = calibration;
  const columns = { ...odds, ...sums, forecasts };
  await tx.forecastOdds.upsert({ where: { shopId }, create: { shopId, ...columns }, update: columns });
  await tx.forecastLook.deleteMany({ where: { shopId, orderId: { in: orderIds }, promiseEndsAt } });
}
