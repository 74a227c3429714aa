import type { Database } from "~/platform/database.server";
import type { CountedOutcome, JudgedOutcome, OriginOutcome } from "./delivery-figures";
import type { Period } from "./insights-period";

/**
 * The counted outcomes of the promises that ended on these days, the last one included, summed up by week and road:
 * nothing is told of a single day, and a quarter's days are ten thousand rows.
 */
export async function readOutcomeCounts(
  db: Database,
  { shopId, fromOn, untilOn }: Period & { shopId: string },
): Promise<CountedOutcome[]> {
  // Grouped by the date and only then put into words: sorting by text takes twice as long.
  return db.$queryRaw<CountedOutcome[]>`
    SELECT "monday"::text AS "weekOf", "country", "carrier", "arrived", "lateness", "inFull", "count" FROM (
      SELECT date_trunc('week', "promisedOn"::timestamp)::date AS "monday", "country", "carrier", "arrived", "lateness",
        "inFull", sum("count")::int AS "count"
      FROM "DeliveryRollup"
      WHERE "shopId" = ${shopId} AND "promisedOn" BETWEEN ${fromOn}::date AND ${untilOn}::date AND "count" > 0
      GROUP BY 1, 2, 3, 4, 5, 6) w`;
}

/** The same summed up over days, countries and carriers, with how it went and what was told: what the key figures are made of, in a few dozen rows. */
export async function sumOutcomeCounts(
  db: Database,
  { shopId, fromOn, untilOn }: Period & { shopId: string },
): Promise<JudgedOutcome[]> {
  return db.$queryRaw<JudgedOutcome[]>`
    SELECT "arrived", sign("lateness")::int AS "lateness", "inFull", "failedAttempt", "noticed", "leadDays",
      sum("count")::int AS "count"
    FROM "DeliveryRollup"
    WHERE "shopId" = ${shopId} AND "promisedOn" BETWEEN ${fromOn}::date AND ${untilOn}::date AND "count" > 0
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

/** The same by the location that packed and by lateness: a few dozen rows a location. */
export async function readOriginCounts(
  db: Database,
  { shopId, fromOn, untilOn }: Period & { shopId: string },
): Promise<OriginOutcome[]> {
  return db.$queryRaw<OriginOutcome[]>`
    SELECT "originId", "arrived", "lateness", sum("count")::int AS "count"
    FROM "DeliveryRollup"
    WHERE "shopId" = ${shopId} AND "promisedOn" BETWEEN ${fromOn}::date AND ${untilOn}::date AND "count" > 0
    GROUP BY 1, 2, 3`;
}
