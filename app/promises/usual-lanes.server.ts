import type { Transaction } from "~/platform/database.server";
import { laneOfLevel, lanesTo, type Lane } from "./lane";

/**
 * The lanes orders' goods will most likely take, in the orders' order: of those to an order's destination by its service
 * the one most parcels have come through lately. The lane as it is known where there is none, or where its origin or
 * carrier is known.
 */
export async function findUsualLanes(tx: Transaction, shopId: string, lanes: Lane[]): Promise<Lane[]> {
  const isOpen = ({ origin, carrier }: Lane) => origin === null && carrier === null;
  if (!lanes.some(isOpen)) return lanes;
  const ends = [...new Map(lanes.filter(isOpen).map((lane) => [keyOf(lane), lanesTo(lane)])).values()];
  // Raw, because adding up a list and comparing the sums is something only SQL says.
  const rows = await tx.$queryRaw<Array<{ startsWith: string; endsWith: string; level: string }>>`
    SELECT DISTINCT ON (k."startsWith", k."endsWith") k.*, "level"
    FROM unnest(${ends.map(({ startsWith }) => startsWith)}::text[], ${ends.map(({ endsWith }) => endsWith)}::text[])
      AS k ("startsWith", "endsWith")
    JOIN "LaneTally" ON "shopId" = ${shopId} AND starts_with("level", k."startsWith")
      AND right("level", length(k."endsWith")) = k."endsWith"
    ORDER BY k."startsWith", k."endsWith", (SELECT sum(one) FROM unnest("arrivals") AS one) DESC, "level"`;
  const usual = new Map(rows.map((row) => [JSON.stringify([row.startsWith, row.endsWith]), row.level]));
  return lanes.map((lane) => {
    const level = isOpen(lane) ? usual.get(keyOf(lane)) : undefined;
    return level === undefined ? lane : laneOfLevel(level, lane);
  });
}

function keyOf(lane: Lane): string {
  const { startsWith, endsWith } = lanesTo(lane);
  return JSON.stringify([startsWith, endsWith]);
}
