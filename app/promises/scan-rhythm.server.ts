import type { Transaction } from "~/platform/database.server";
import type { LaneTally } from "~/platform/prisma/client";
import { settledUntil } from "./count-journeys.server";
import { silenceLevelsOf, type Lane, type Silence } from "./lane";
import { usualSilence, type ScanRhythm } from "./scan-rhythm";

/**
 * How long a silence is usual on lanes, each else with its carrier wherever it goes; null while too few parcels tell.
 * In order.
 */
export async function loadScanRhythms(
  tx: Transaction,
  { shopId, asked, now }: { shopId: string; asked: Array<{ lane: Lane; silence: Silence }>; now: Date },
): Promise<Array<ScanRhythm | null>> {
  if (asked.length === 0) return [];
  const levelsOf = asked.map(({ lane, silence }) => silenceLevelsOf(silence, lane));
  const levels = [...new Set(levelsOf.flatMap((one) => Object.values(one)))];
  const rows = await tx.$queryRaw<Array<Pick<LaneTally, "level" | "arrivals">>>`
    SELECT "level", "arrivals" FROM "LaneTally" WHERE "shopId" = ${shopId} AND "level" = ANY(${levels})`;
  const arrivals = new Map(rows.map((row) => [row.level, row.arrivals]));
  const asOf = settledUntil(now).getTime();
  return asked.map(({ lane: { carrier, destination } }, index) => {
    for (const speaks of ["lane", "carrier"] as const) {
      const days = usualSilence(arrivals.get(levelsOf[index]?.[speaks] ?? ""), asOf);
      if (days !== null) return { days, speaks, carrier, destination };
    }
    return null;
  });
}
