import { weightAt } from "./arrival-tally";
import type { Leg } from "./lane";

// The range of days she is told (P20-P80) is read as "it comes then": it is to hold four parcels in five. The middle
// three fifths of the history hold two in three: days are whole, and roads change while a parcel is on them. How far
// out a shop has to go is learned from what became of the ranges it named.

/** Of a hundred parcels so many may come before the first day named, and after the last. Too late is the worse miss, but its end is the dearer one: of the ways to hold four in five this names the fewest days. */
const EARLY = 0.06;
const LATE = 0.14;

/** The shares of the history's own distribution whose days are watched: every twentieth, up to P90. */
export const watchedShares: readonly number[] = Array.from({ length: 18 }, (_, step) => (step + 1) / 20);

/** What became of the days at the watched shares: parcels that came before that day, and by its end. */
export interface RangeTally {
  parcels: number;
  cameBefore: number[];
  cameBy: number[];
}

/** The shares of the history between which the range is named. */
export interface RangeShares {
  from: number;
  to: number;
}

/** The shares by leg: how sure a history may be depends on how far it looks ahead. */
export type Ranges = (leg: Leg) => RangeShares;

export function emptyRangeTally(): RangeTally {
  const zeros = () => watchedShares.map(() => 0);
  return { parcels: 0, cameBefore: zeros(), cameBy: zeros() };
}

/**
 * Keeps what became of the days named for a parcel, once the last of them is over; `arrivedOn` is null where it has
 * not come by then. Weighs the newest more, as the lanes do, so that learning is adding.
 */
export function recordRange(
  tally: RangeTally,
  { days, arrivedOn, atMs }: { days: readonly string[]; arrivedOn: string | null; atMs: number },
): void {
  const weight = weightAt(atMs);
  tally.parcels += weight;
  for (const [index, day] of days.entries()) {
    if (arrivedOn === null) continue;
    if (arrivedOn < day) tally.cameBefore[index] = (tally.cameBefore[index] ?? 0) + weight;
    if (arrivedOn <= day) tally.cameBy[index] = (tally.cameBy[index] ?? 0) + weight;
  }
}

/** The ranges of a shop as of an instant, from what it has learned of each leg. */
export function rangesAt(tallies: ReadonlyMap<string, RangeTally>, asOf: number): Ranges {
  const scale = 1 / weightAt(asOf);
  return (leg) => rangeShares(tallies.get(leg) ?? emptyRangeTally(), scale);
}

// Where a shop begins, from four in five of 24,000 parcels; it takes fifty of its own to outweigh it.
const FIRST: RangeShares = { from: 0.13, to: 0.86 };
const FIRST_PARCELS = 50;

// Within P10 and P90, and never narrower than half of all parcels: beyond either too little is seen to learn from.
const MOST: RangeShares = { from: 0.1, to: 0.9 };
const LEAST: RangeShares = { from: 0.25, to: 0.75 };

function rangeShares({ parcels, cameBefore, cameBy }: RangeTally, scale: number): RangeShares {
  const all = parcels * scale + FIRST_PARCELS;
  const shareOf = (came: readonly number[], first: (share: number) => number) =>
    watchedShares.map((share, index) => ((came[index] ?? 0) * scale + FIRST_PARCELS * first(share)) / all);
  const before = shareOf(cameBefore, (share) => (share * EARLY) / FIRST.from);
  const by = shareOf(cameBy, (share) => 1 - ((1 - share) * LATE) / (1 - FIRST.to));
  return {
    from: Math.min(LEAST.from, Math.max(MOST.from, shareAt(before, EARLY))),
    to: Math.max(LEAST.to, Math.min(MOST.to, shareAt(by, 1 - LATE))),
  };
}

/** The share of the history at which so many have really come, between the watched ones; they only ever grow. */
function shareAt(really: readonly number[], wanted: number): number {
  const next = really.findIndex((share) => share >= wanted);
  if (next < 0) return 1;
  const [below, above] = [really[next - 1] ?? 0, really[next] ?? 1];
  const [from, to] = [watchedShares[next - 1] ?? 0, watchedShares[next] ?? 1];
  return above === below ? to : from + ((wanted - below) / (above - below)) * (to - from);
}
