import { bandCount, bandEnd, bandStart } from "./age-bands";
import type { Leg } from "./lane";

/** From an age on (in business days), arrivals per business day waited. */
type Step = readonly [age: number, hazard: number];

/**
 * What a parcel does before the shop has taught us better, for a road of four business days at most, a shop that
 * ships on the next day, and an ordinary carrier: half of the parcels arrive within two business days, four of
 * five within three and a half; nearly all that are out for delivery come that day. Round numbers from what
 * European carriers publish of their standard service; six arrivals outweigh them.
 */
const priors: Record<Leg, { usualDays: number; steps: readonly Step[] }> = {
  handling: {
    usualDays: 1,
    steps: [
      [0, 0.5],
      [0.25, 0.9],
      [1, 1.1],
      [2, 0.8],
      [3, 0.45],
      [5, 0.25],
      [10, 0.1],
      [20, 0.03],
    ],
  },
  transit: {
    usualDays: 4,
    steps: [
      [0, 0.03],
      [0.5, 0.3],
      [1, 0.55],
      [1.5, 0.6],
      [3, 0.5],
      [4, 0.35],
      [6, 0.2],
      [10, 0.1],
      [20, 0.03],
    ],
  },
  last_mile: {
    usualDays: 1,
    steps: [
      [0, 1.5],
      [0.25, 3],
      [0.5, 2],
      [1, 0.8],
      [2, 0.4],
      [5, 0.15],
      [10, 0.05],
    ],
  },
  second_attempt: {
    usualDays: 1,
    steps: [
      [0, 0.3],
      [0.5, 0.8],
      [2, 0.4],
      [5, 0.2],
      [10, 0.05],
    ],
  },
};

/**
 * The prior of a leg, stretched to a road that takes `usualDays` business days at most by the merchant's own
 * rules: twice as long a road has half the arrivals a day, at twice the age.
 */
export function priorHazard(leg: Leg, usualDays: number | null): Float64Array {
  const prior = priors[leg];
  const stretch = Math.max(0.5, (usualDays ?? prior.usualDays) / prior.usualDays);
  return Float64Array.from({ length: bandCount }, (_, band) => {
    const end = bandEnd(band);
    const middle = (bandStart(band) + (Number.isFinite(end) ? end : bandStart(band))) / 2;
    const step = prior.steps.findLast(([age]) => age * stretch <= middle);
    return (step?.[1] ?? 0) / stretch;
  });
}
