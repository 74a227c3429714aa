import { dayMs } from "~/platform/durations";
import { bandCount, bandEnd, bandOf, bandStart } from "./age-bands";

/**
 * What one level of the history has seen, by age band: how many parcels came through at that age, and for how
 * many business days parcels of that age were waited for. Both fade with time.
 */
export interface ArrivalTally {
  arrivals: Float64Array;
  exposure: Float64Array;
}

/** One finished stretch of a parcel's life: it began, it ended, and was that many business days old by then. */
export interface Stretch {
  startedAt: number;
  endedAt: number;
  businessDays: number;
}

/**
 * Half of what was seen is forgotten in three weeks. Roads change within a season: in the history this was
 * measured on, transit halved within a year. Between 14 and 40 days it makes no difference that lasts.
 */
const HALF_LIFE_MS = 21 * dayMs;

/** What set out longer ago than this weighs less than two in a thousand, however long it was waited for. */
export const forgottenAfterMs = 12 * HALF_LIFE_MS;

// Weights grow from here on instead of old sums fading: then learning is only adding, in any order, by any
// number of processes. A double holds the growth of sixty years.
const WEIGHT_ONE_AT = Date.UTC(2026, 0, 1);

export function emptyTally(): ArrivalTally {
  return { arrivals: new Float64Array(bandCount), exposure: new Float64Array(bandCount) };
}

/** What something seen at an instant weighs in the sums. */
export function weightAt(atMs: number): number {
  return Math.exp(((atMs - WEIGHT_ONE_AT) / HALF_LIFE_MS) * Math.LN2);
}

/** Adds a parcel that came through: its arrival in the band of its age, its waiting in all bands up to it. */
export function addStretch(tallies: ArrivalTally[], stretch: Stretch): void {
  addWaiting(tallies, stretch, 1);
  const { endedAt, businessDays } = stretch;
  const [band, weight] = [bandOf(businessDays), weightAt(endedAt)];
  for (const { arrivals } of tallies) arrivals[band] = (arrivals[band] ?? 0) + weight;
}

/**
 * Adds the waiting of parcels alone, each band weighed by when it was lived through. Parcels still under way
 * count as much as those that came: without them a road that slows down looks as fast as ever.
 */
export function addWaiting(
  tallies: ArrivalTally[],
  { startedAt, endedAt, businessDays }: Stretch,
  parcels: number,
): void {
  const msPerDay = (endedAt - startedAt) / Math.max(businessDays, 0.01);
  for (let band = 0; band < bandCount; band += 1) {
    const from = bandStart(band);
    if (from >= businessDays) return;
    const until = Math.min(businessDays, bandEnd(band));
    const weight = weightAt(startedAt + ((from + until) / 2) * msPerDay) * parcels * (until - from);
    for (const { exposure } of tallies) exposure[band] = (exposure[band] ?? 0) + weight;
  }
}
