import type { Database } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/promises/local-dates";
import type { CountedOutcome } from "./delivery-figures";

/** The counted outcomes of the promises that ended on these days, the last one included. */
export async function readOutcomeCounts(
  db: Database,
  { shopId, fromOn, untilOn }: { shopId: string; fromOn: string; untilOn: string },
): Promise<CountedOutcome[]> {
  const rows = await db.deliveryRollup.findMany({
    where: {
      shopId,
      promisedOn: { gte: toDateColumn(fromOn), lte: toDateColumn(untilOn) },
      count: { gt: 0 },
    },
  });
  return rows.map((row) => ({ ...row, promisedOn: fromDateColumn(row.promisedOn) }));
}
