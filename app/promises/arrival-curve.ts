import { bandCount, bandEnd, bandOf, bandStart } from "./age-bands";
import type { ArrivalTally } from "./arrival-tally";

/** How likely a parcel is to come through next, at every age: arrivals per business day waited. */
export interface ArrivalCurve {
  hazard: Float64Array;
  /** The hazard added up to the beginning of each band. */
  sum: Float64Array;
}

/**
 * How much a level must have seen before it is believed more than the one above it: six arrivals for its pace
 * as a whole, twenty business days of waiting for the shape of each band. Doubling either changes little.
 */
const PACE_ARRIVALS = 6;
const SHAPE_DAYS = 20;

/** From arrivals a day of business time, by age band, to a curve that can be asked. */
export function curveOf(hazard: Float64Array): ArrivalCurve {
  const sum = new Float64Array(bandCount);
  for (let band = 1; band < bandCount; band += 1) {
    const before = band - 1;
    sum[band] = (sum[before] ?? 0) + (hazard[before] ?? 0) * (bandEnd(before) - bandStart(before));
  }
  return { hazard, sum };
}

/**
 * A level's curve drawn towards the one above it: first the pace as a whole, which few parcels tell, then the
 * shape band by band. `scale` brings the tallies' weights to those of now.
 */
export function shrunkHazard(above: Float64Array, tallies: ArrivalTally[], scale: number): Float64Array {
  const pace = paceAgainst(above, tallies, scale);
  return above.map((hazard, band) => {
    const expected = hazard * pace;
    const { arrivals, exposure } = seenIn(band, tallies, scale);
    return (arrivals + SHAPE_DAYS * expected) / (exposure + SHAPE_DAYS);
  });
}

/** How fast a level is against the one above: above 1 its parcels come sooner. */
export function paceAgainst(above: Float64Array, tallies: ArrivalTally[], scale: number): number {
  let [came, expected] = [0, 0];
  for (let band = 0; band < bandCount; band += 1) {
    const { arrivals, exposure } = seenIn(band, tallies, scale);
    came += arrivals;
    expected += exposure * (above[band] ?? 0);
  }
  return (came + PACE_ARRIVALS) / (expected + PACE_ARRIVALS);
}

/** Arrivals a level has seen, as they weigh now. */
export function arrivalsSeen(tallies: ArrivalTally[], scale: number): number {
  return (
    tallies.reduce((sum, { arrivals }) => sum + arrivals.reduce((total, one) => total + one, 0), 0) * scale
  );
}

/** The hazard added up from age 0 to an age: minus the logarithm of the share still under way. */
export function hazardUntil({ hazard, sum }: ArrivalCurve, age: number): number {
  const band = bandOf(age);
  return (sum[band] ?? 0) + (hazard[band] ?? 0) * (Math.max(0, age) - bandStart(band));
}

/** The age by which the hazard has added up to an amount. */
export function ageAtHazard(curve: ArrivalCurve, amount: number): number {
  let band = 0;
  while (band + 1 < bandCount && (curve.sum[band + 1] ?? Infinity) <= amount) band += 1;
  const hazard = Math.max(1e-6, curve.hazard[band] ?? 0);
  return bandStart(band) + (amount - (curve.sum[band] ?? 0)) / hazard;
}

function seenIn(
  band: number,
  tallies: ArrivalTally[],
  scale: number,
): { arrivals: number; exposure: number } {
  let [arrivals, exposure] = [0, 0];
  for (const tally of tallies) {
    arrivals += tally.arrivals[band] ?? 0;
    exposure += tally.exposure[band] ?? 0;
  }
  return { arrivals: arrivals * scale, exposure: exposure * scale };
}
