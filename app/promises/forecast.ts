import { ageAtHazard, hazardUntil } from "./arrival-curve";
import { businessTimeOf, type BusinessTime } from "./business-time";
import type { Lane, Leg } from "./lane";
import { shareToCome, stepDays, survivalSteps, type LaneCurve, type LaneCurves } from "./lane-curves";
import { lateChance, lateFeatures, type LateOdds, type PastForecast } from "./late-odds";
import { watchedShares, type Ranges } from "./named-range";

/** What is known of a parcel, or of goods not shipped yet, on its way to the shopper. All instants in ms. */
export interface ParcelOnItsWay {
  lane: Lane;
  orderedAt: number;
  /** When the carrier took it; null before. */
  handedOverAt: number | null;
  /** What a carrier's scan said since that changes what to expect, and when. */
  stage: { leg: "last_mile" | "second_attempt"; since: number } | null;
  /** The first instant at which the promise is broken; null without a promise. */
  promiseEndsAt: number | null;
}

/** The distribution of an arrival, asked at an instant. */
export interface Forecast {
  /** Chance that it arrives after the promise; null without one or when it is over. */
  lateChance: number | null;
  /** Kept to learn from what became of it. */
  toLearnFrom: PastForecast | null;
  arrival: ArrivalDates;
  reasons: ForecastReasons;
}

/**
 * Local dates by which it has arrived in 10, 50 and 90 of 100 cases, and the range named to the shopper (`p20On` to
 * `p80On`), which is to hold four parcels in five (named-range.ts).
 */
export interface ArrivalDates {
  p10On: string;
  p20On: string;
  p50On: string;
  p80On: string;
  p90On: string;
}

/** What the forecast rests on: enough to say it in words. */
export interface ForecastReasons {
  leg: Leg;
  destination: string;
  carrier: string | null;
  /** Business days since this leg began. */
  elapsedDays: number;
  /** Business days the middle three of five parcels take for this leg. */
  usualDays: { from: number; to: number };
  /** Whose parcels these are: the narrowest level that has seen enough. */
  speaks: LaneCurve["speaks"];
}

interface AskedOf {
  curves: LaneCurves;
  odds: LateOdds;
  now: number;
}

/** The chance that a parcel arrives late, the dates between which it will come, and why. */
export function forecastArrival(
  parcel: ParcelOnItsWay,
  { ranges, ...asked }: AskedOf & { ranges: Ranges },
): Forecast {
  const { late, road, dateAt } = lookAhead(parcel, asked);
  const { from, to } = ranges(road.leg);
  return {
    lateChance: late?.chance ?? null,
    toLearnFrom: late?.toLearnFrom ?? null,
    arrival: {
      p10On: dateAt(0.1),
      p20On: dateAt(from),
      p50On: dateAt(0.5),
      p80On: dateAt(to),
      p90On: dateAt(0.9),
    },
    reasons: reasonsOf(road, parcel.lane),
  };
}

/** The day at every watched share, kept to learn how wide a range has to be. */
export function watchedDays(parcel: ParcelOnItsWay, asked: AskedOf): string[] {
  const { dateAt } = lookAhead(parcel, asked);
  return watchedShares.map(dateAt);
}

function lookAhead(parcel: ParcelOnItsWay, { curves, odds, now }: AskedOf) {
  const clock = businessTimeOf(parcel.lane.country, parcel.lane.timeZone);
  const today = clock.at(now);
  const road = roadAhead(parcel, { curves, clock, today });
  const late = chanceOf(parcel, { road, curves, odds, clock, today });
  // What the correction knows better than the history moves the dates too, half as much (in logarithms): it was
  // learned at the end of promises, and the middle of the distribution lies well before.
  const tilt = late === null ? 1 : Math.sqrt(tiltOf(late.survival, late.chance));
  const dateAt = (share: number) => clock.dateOf(today + road.daysUntil(Math.pow(1 - share, 1 / tilt)));
  return { late, road, dateAt };
}

interface Lateness {
  chance: number;
  toLearnFrom: PastForecast;
}

/** The chance of being late alone: what a sweep over many parcels asks first. */
export function forecastLateness(parcel: ParcelOnItsWay, { curves, odds, now }: AskedOf): Lateness | null {
  const clock = businessTimeOf(parcel.lane.country, parcel.lane.timeZone);
  const today = clock.at(now);
  return chanceOf(parcel, { road: roadAhead(parcel, { curves, clock, today }), curves, odds, clock, today });
}

function chanceOf(
  parcel: ParcelOnItsWay,
  {
    road,
    curves,
    odds,
    clock,
    today,
  }: { road: RoadAhead; curves: LaneCurves; odds: LateOdds; clock: BusinessTime; today: number },
): (Lateness & { survival: number }) | null {
  if (parcel.promiseEndsAt === null) return null;
  const remainingDays = clock.at(parcel.promiseEndsAt) - today;
  if (remainingDays <= 0) return null;
  const survival = road.survival(remainingDays);
  const features = lateFeatures({
    survival,
    isHandedOver: parcel.handedOverAt !== null,
    pace: curves.pace(parcel.lane),
    remainingDays,
    elapsedDays: today - clock.at(parcel.orderedAt),
  });
  const toLearnFrom = { features, stillComes: road.stillComes(remainingDays) };
  return { chance: lateChance(odds, features), survival, toLearnFrom };
}

/** How many times faster (or slower, below 1) parcels must come through for the history to give that chance. */
function tiltOf(survival: number, chance: number): number {
  const [said, meant] = [
    Math.log(Math.min(0.999, survival)),
    Math.log(Math.min(0.999, Math.max(1e-4, chance))),
  ];
  return Math.min(MOST_TILT, Math.max(1 / MOST_TILT, meant / said));
}

// A correction stronger than this would rest on the tail of the history, where it has seen least.
const MOST_TILT = 4;

/** What is left of the way: the share still under way some business days from now, and the other way round. */
interface RoadAhead {
  survival(days: number): number;
  daysUntil(share: number): number;
  /** The share that comes at all, of what is not here some business days from now. */
  stillComes(days: number): number;
  leg: Leg;
  elapsedDays: number;
  curve: LaneCurve;
}

function roadAhead(
  parcel: ParcelOnItsWay,
  { curves, clock, today }: { curves: LaneCurves; clock: BusinessTime; today: number },
): RoadAhead {
  const { lane, handedOverAt, stage, orderedAt } = parcel;
  const leg: Leg = stage?.leg ?? (handedOverAt === null ? "handling" : "transit");
  const curve = curves.curve(leg, lane);
  const elapsedDays = Math.max(0, today - clock.at(stage?.since ?? handedOverAt ?? orderedAt));
  const passed = hazardUntil(curve, elapsedDays);
  const stillHere = (days: number) => Math.exp(passed - hazardUntil(curve, elapsedDays + days));
  const comes = (days: number) => shareToCome(curve, leg, elapsedDays + days);
  const ways = { leg, elapsedDays, curve };
  if (leg !== "handling") {
    const daysUntil = (share: number) => ageAtHazard(curve, passed - Math.log(share)) - elapsedDays;
    return { ...ways, survival: stillHere, daysUntil, stillComes: comes };
  }
  const transit = curves.curve("transit", lane);
  const stillComes = (days: number) => comes(days) * shareToCome(transit, "transit", 0);
  return { ...ways, ...roadOverBoth(stillHere, transit.survival), stillComes };
}

/**
 * Goods not handed over arrive late when they leave late or travel long: the way is mixed over the time they may
 * leave, in steps of half a day in the middle of which they set out. Worked out no further than it is asked for.
 */
function roadOverBoth(
  stillHere: (days: number) => number,
  transit: Float64Array,
): Pick<RoadAhead, "survival" | "daysUntil"> {
  const leaving: number[] = [];
  const underWay = [1];
  let waiting = 1;

  function underWayAt(step: number): number {
    while (underWay.length <= step) {
      const next = underWay.length;
      const after = stillHere(next * stepDays);
      leaving.push(waiting - after);
      waiting = after;
      let sum = after;
      for (let left = 0; left < next; left += 1) {
        const age = next - 1 - left;
        sum += ((leaving[left] ?? 0) * ((transit[age] ?? 0) + (transit[age + 1] ?? 0))) / 2;
      }
      underWay.push(sum);
    }
    return underWay[step] ?? 0;
  }

  return {
    survival(days) {
      const place = Math.min(survivalSteps - 1, Math.max(0, days / stepDays));
      const step = Math.floor(place);
      const here = underWayAt(step);
      return here + (underWayAt(step + 1) - here) * (place - step);
    },
    daysUntil(share) {
      let step = 1;
      while (step < survivalSteps && underWayAt(step) > share) step += 1;
      const [before, after] = [underWayAt(step - 1), underWayAt(step)];
      return (step - 1 + Math.min(1, (before - share) / Math.max(1e-9, before - after))) * stepDays;
    },
  };
}

function reasonsOf({ leg, elapsedDays, curve }: RoadAhead, { destination, carrier }: Lane): ForecastReasons {
  const from = Math.max(1, Math.round(ageAtHazard(curve, -Math.log(0.8))));
  return {
    leg,
    destination,
    carrier,
    elapsedDays,
    usualDays: { from, to: Math.max(from, Math.ceil(ageAtHazard(curve, -Math.log(0.2)))) },
    speaks: curve.speaks,
  };
}
