import type { Transaction } from "~/platform/database.server";
import { laneOfLevel, lanesTo, type Lane } from "./lane";

/**
 * The lane an order's goods will most likely take: of those to its destination by its service the one most parcels
 * have come through lately. The lane as it is known where there is none, or where its origin or carrier is known.
 */
export async function findUsualLane(tx: Transaction, shopId: string, lane: Lane): Promise<Lane> {
  if (lane.origin !== null || lane.carrier !== null) return lane;
  const { startsWith, endsWith } = lanesTo(lane);
  // Raw, because adding up a list and comparing the sums is something only SQL says.
  const [usual] = await tx.$queryRaw<Array<{ level: string }>>`
    SELECT "level" FROM "LaneTally"
    WHERE "shopId" = ${shopId} AND starts_with("level", ${startsWith}) AND right("level", ${endsWith.length}) = ${endsWith}
    ORDER BY (SELECT sum(one) FROM unnest("arrivals") AS one) DESC, "level" LIMIT 1`;
  return usual ? laneOfLevel(usual.level, lane) : lane;
}
