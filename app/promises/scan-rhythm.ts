import { bandCount, bandEnd, bandStart } from "./age-bands";
import { weightAt } from "./arrival-tally";

/** How long a silence is usual between two scans: 95 parcels in 100 were never silent for longer. */
export interface ScanRhythm {
  /** Business days of the destination, whole ones. */
  days: number;
  /** Whose parcels these are. */
  speaks: "lane" | "carrier";
  carrier: string | null;
  destination: string;
}

/** From so many parcels on, as they weigh now, a road is believed more than the merchant's setting. */
const ENOUGH_PARCELS = 30;
const USUAL_SHARE = 0.95;

/**
 * The silence 95 parcels in 100 stay within, in whole business days, from the longest silence of each by age band;
 * never less than a day, because a night is no news. Null while fewer than 30 have been seen.
 */
export function usualSilence(longest: ArrayLike<number> | undefined, asOf: number): number | null {
  if (!longest) return null;
  const parcels = Array.from({ length: bandCount }, (_, band) => longest[band] ?? 0);
  const all = parcels.reduce((sum, one) => sum + one, 0);
  if (Math.round(all / weightAt(asOf)) < ENOUGH_PARCELS) return null;
  let before = 0;
  let band = 0;
  for (; band < bandCount - 1 && before + (parcels[band] ?? 0) < USUAL_SHARE * all; band += 1)
    before += parcels[band] ?? 0;
  const within = (USUAL_SHARE * all - before) / Math.max(1e-9, parcels[band] ?? 0);
  const end = Number.isFinite(bandEnd(band)) ? bandEnd(band) : bandStart(band);
  const age = bandStart(band) + (end - bandStart(band)) * Math.min(1, within);
  return Math.max(1, Math.ceil(age));
}
