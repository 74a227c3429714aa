import {
  arrivalsSeen,
  curveOf,
  hazardUntil,
  paceAgainst,
  shrunkHazard,
  type ArrivalCurve,
} from "./arrival-curve";
import { addWaiting, emptyTally, weightAt, type ArrivalTally } from "./arrival-tally";
import { businessTimeOf } from "./business-time";
import { levelsOf, paceLevelOf, type Lane, type Leg, type Silence } from "./lane";
import type { LaneHistory, UnderWay } from "./lane-history";
import { priorHazard } from "./lane-prior";

/** The history as it stands at an instant, ready to be asked; each lane is worked out when first asked for. */
export interface LaneCurves {
  curve(leg: Leg, lane: Lane): LaneCurve;
  /** How fast the parcels of the lane's location travel, against all others; 1 is as fast. */
  pace(lane: Lane): number;
}

export interface LaneCurve extends ArrivalCurve {
  /** The narrowest level that has seen enough to be quoted; "prior" where none has. */
  speaks: "lane" | "destination" | "shop" | "prior";
  /** Share still under way at every half business day of age. */
  survival: Float64Array;
}

/** Twice as many arrivals as it takes to outweigh the level above: what a person would call "usually". */
const ENOUGH_ARRIVALS = 12;

// A parcel this old (business days) is lost, or arrived unseen; an order this old will not be shipped.
const LOST_AFTER: Record<Leg | Silence, number> = {
  handling: 20,
  transit: 40,
  last_mile: 10,
  second_attempt: 20,
  silent_on_road: 20,
  silent_at_door: 20,
};

// Never none: an order counts for something.
const LEAST_TO_COME = 0.05;

/** The share that comes at all, of parcels that have reached an age (business days) on a leg. */
export function shareToCome(curve: ArrivalCurve, leg: Leg, age: number): number {
  const lostAt = hazardUntil(curve, LOST_AFTER[leg]);
  return Math.max(LEAST_TO_COME, 1 - Math.exp(hazardUntil(curve, age) - lostAt));
}

export const survivalSteps = 160;
export const stepDays = 0.5;

/** `usualDays` gives the longest a leg takes by the merchant's rules, in business days; null where they are silent. */
export function curvesAt(
  history: LaneHistory,
  { asOf, usualDays }: { asOf: number; usualDays: (leg: Leg, lane: Lane) => number | null },
): LaneCurves {
  const scale = 1 / weightAt(asOf);
  const waiting = new Map<string, ArrivalTally | undefined>();
  const hazards = new Map<string, Float64Array>();
  const curves = new Map<string, LaneCurve>();
  const paces = new Map<string, number>();

  function talliesOf(level: string): ArrivalTally[] {
    if (!waiting.has(level)) waiting.set(level, waitingAt(history.underWay.get(level), asOf));
    return [history.tallies.get(level), waiting.get(level)].filter((tally) => tally !== undefined);
  }

  /** A level's hazard, drawn towards the levels above it, and those towards the prior. */
  function hazardOf(levels: string[], { leg, usual }: { leg: Leg; usual: number | null }): Float64Array {
    const level = levels.at(-1);
    const key = `${String(usual)} ${level ?? leg}`;
    const known = hazards.get(key);
    if (known) return known;
    const hazard =
      level === undefined
        ? priorHazard(leg, usual)
        : shrunkHazard(hazardOf(levels.slice(0, -1), { leg, usual }), talliesOf(level), scale);
    hazards.set(key, hazard);
    return hazard;
  }

  function speakerOf(levels: string[]): LaneCurve["speaks"] {
    const names = ["shop", levels.length > 2 ? "destination" : "lane", "lane"] as const;
    const heard = levels.findLastIndex((level) => arrivalsSeen(talliesOf(level), scale) >= ENOUGH_ARRIVALS);
    return names[heard] ?? "prior";
  }

  return {
    curve(leg, lane) {
      const levels = levelsOf(leg, lane);
      const usual = usualDays(leg, lane);
      const key = `${String(usual)} ${levels.at(-1) ?? ""}`;
      const known = curves.get(key);
      if (known) return known;
      const arrival = curveOf(hazardOf(levels, { leg, usual }));
      const curve = { ...arrival, speaks: speakerOf(levels), survival: survivalOf(arrival) };
      curves.set(key, curve);
      return curve;
    },
    pace(lane) {
      const level = paceLevelOf(lane);
      const known = paces.get(level);
      if (known !== undefined) return known;
      const all = hazardOf(levelsOf("transit", lane).slice(0, 1), {
        leg: "transit",
        usual: usualDays("transit", lane),
      });
      const pace = paceAgainst(all, talliesOf(level), scale);
      paces.set(level, pace);
      return pace;
    },
  };
}

/** The waiting of a level's parcels that are still under way. */
function waitingAt(underWay: UnderWay | undefined, asOf: number): ArrivalTally | undefined {
  if (!underWay) return undefined;
  const { leg, country, timeZone, setOut } = underWay;
  const clock = businessTimeOf(country, timeZone);
  const now = clock.at(asOf);
  const tally = emptyTally();
  for (const [day, parcels] of setOut) {
    const age = now - clock.at(day);
    if (age <= 0) continue;
    // What was lost was waited for too, as long as anybody waits.
    const businessDays = Math.min(age, LOST_AFTER[leg]);
    const endedAt = day + ((asOf - day) * businessDays) / age;
    addWaiting([tally], { startedAt: day, endedAt, businessDays }, parcels);
  }
  return tally;
}

function survivalOf({ hazard, sum }: ArrivalCurve): Float64Array {
  const curve = { hazard, sum };
  return Float64Array.from({ length: survivalSteps + 1 }, (_, step) =>
    Math.exp(-hazardUntil(curve, step * stepDays)),
  );
}
