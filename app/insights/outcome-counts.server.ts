import type { Database } from "~/platform/database.server";
import type { CountedOutcome } from "./delivery-figures";

/** The counted outcomes of the promises that ended on these days, the last one included. */
export async function readOutcomeCounts(
  db: Database,
  { shopId, fromOn, untilOn }: { shopId: string; fromOn: string; untilOn: string },
): Promise<CountedOutcome[]> {
  return db.$queryRaw<CountedOutcome[]>`
    SELECT "promisedOn"::text, "country", "carrier", "arrived", "lateness", "inFull", "noticed", "leadDays", "count"
    FROM "DeliveryRollup"
    WHERE "shopId" = ${shopId} AND "promisedOn" BETWEEN ${fromOn}::date AND ${untilOn}::date AND "count" > 0`;
}
