import type { Database } from "~/platform/database.server";
import { toDateColumn } from "~/promises/local-dates";
import type { Period } from "./insights-period";

/** Orders delivered whose promise ended on these days: whose shoppers praised, and whose complained. */
export async function readPraiseCounts(
  db: Database,
  { shopId, fromOn, untilOn }: Period & { shopId: string },
): Promise<{ praise: number; complaints: number }> {
  const { _sum } = await db.praiseRollup.aggregate({
    where: { shopId, promisedOn: { gte: toDateColumn(fromOn), lte: toDateColumn(untilOn) } },
    _sum: { praise: true, complaints: true },
  });
  return { praise: _sum.praise ?? 0, complaints: _sum.complaints ?? 0 };
}
