import type { Transaction } from "~/platform/database.server";
import { settledUntil } from "./count-journeys.server";
import { silenceLevelsOf, type Lane, type Silence } from "./lane";
import { usualSilence, type ScanRhythm } from "./scan-rhythm";

/** How long a silence is usual on a lane, else with its carrier wherever it goes; null while too few parcels tell. */
export async function loadScanRhythm(
  tx: Transaction,
  { shopId, lane, silence, now }: { shopId: string; lane: Lane; silence: Silence; now: Date },
): Promise<ScanRhythm | null> {
  const levels = silenceLevelsOf(silence, lane);
  const rows = await tx.laneTally.findMany({
    where: { shopId, level: { in: Object.values(levels) } },
    select: { level: true, arrivals: true },
  });
  const asOf = settledUntil(now).getTime();
  const { carrier, destination } = lane;
  for (const speaks of ["lane", "carrier"] as const) {
    const days = usualSilence(rows.find(({ level }) => level === levels[speaks])?.arrivals, asOf);
    if (days !== null) return { days, speaks, carrier, destination };
  }
  return null;
}
