import type { Database } from "~/platform/database.server";
import { toDateColumn } from "~/promises/local-dates";
import type { CountedTouchpoints } from "./journey-places";

/** What became of the touchpoints settled on these days, the last one included. */
export async function readTouchpointSums(
  db: Database,
  { shopId, fromOn, untilOn }: { shopId: string; fromOn: string; untilOn: string },
): Promise<CountedTouchpoints[]> {
  const rows = await db.touchpointRollup.groupBy({
    by: ["kind", "variant", "outcome", "reason"],
    where: { shopId, onDate: { gte: toDateColumn(fromOn), lte: toDateColumn(untilOn) } },
    _sum: { count: true },
  });
  return rows.map(({ _sum, ...row }) => ({ ...row, count: _sum.count ?? 0 }));
}
