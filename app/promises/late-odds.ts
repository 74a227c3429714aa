/**
 * The last step from a lane's history to a chance: a logistic correction, learned from what became of earlier
 * forecasts. The history knows the road; the correction knows how the road and the promise hang together here.
 */
export interface LateOdds {
  /** Coefficients of `lateFeatures`, and how sure we are of them (their covariance, row by row). */
  mean: number[];
  covariance: number[];
}

export const featureCount = 6;

/** What a chance of being late is judged by, besides the chance the lane's history gives. */
export interface LateSigns {
  /** Share of parcels like this one still under way when the promise ends, by the history. */
  survival: number;
  isHandedOver: boolean;
  /** How fast the location's parcels travel, 1 being as fast as all. */
  pace: number;
  /** Business days until the promise ends, and since the order. */
  remainingDays: number;
  elapsedDays: number;
}

// Beyond this the history's chance says no more than "surely": a logarithm needs an end.
const SUREST = 1e-5;

/** The signs as the numbers the correction weighs, each 0 for an ordinary parcel in the middle of its way. */
export function lateFeatures(signs: LateSigns): number[] {
  const survival = Math.min(1 - SUREST, Math.max(SUREST, signs.survival));
  return [
    Math.log(survival / (1 - survival)),
    signs.isHandedOver ? 0 : 1,
    Math.log(signs.pace),
    Math.log((Math.max(0, signs.remainingDays) + 0.5) / 4),
    Math.log((1 + Math.max(0, signs.elapsedDays)) / 10),
    1,
  ];
}

/**
 * Where a new shop begins: the history's own chance, a little lower, because open parcels are the slow ones and
 * most of them come all the same. Each coefficient starts as sure as a few hundred late orders make it.
 */
export function startingOdds(): LateOdds {
  const variances = [0.05, 0.3, 0.3, 0.1, 0.1, 0.3];
  return {
    mean: [1, 0, 0, 0, 0, -0.4],
    covariance: variances.flatMap((variance, row) =>
      variances.map((_, column) => (row === column ? variance : 0)),
    ),
  };
}

/** The chance of being late. */
export function lateChance({ mean }: Pick<LateOdds, "mean">, features: readonly number[]): number {
  let logit = 0;
  for (let index = 0; index < featureCount; index += 1) logit += (mean[index] ?? 0) * (features[index] ?? 0);
  return 1 / (1 + Math.exp(-logit));
}

// The share of late parcels comes in waves (0.8 % to 18 % a month in the history this was measured on), so the
// constant is kept a little unsure after every order and follows them within some 700 orders; following faster ranked
// worse in four windows of five. The other coefficients settle.
const CONSTANT_DRIFT = 0.00002;

/** Where an order is when its promise ends. */
export type PromiseEnd = "arrived" | "under_way" | "not_handed_over";

// What is not here when its promise ends will come late, or never: lost, or cancelled after all. The chance is one of
// coming late, so it counts for about as much as is left to come: eight in ten of those under way, three of those never
// handed over. Of 28,000 orders it was seven, and one; where roads grew faster, a little more than that ranked better.
const STILL_COMES: Record<PromiseEnd, number> = { arrived: 1, under_way: 0.8, not_handed_over: 0.3 };

/**
 * Learns from an order whose promise has ended: every forecast that was made for it is compared with what
 * became of it. An order counts once, however often it was looked at. Moves the odds in place.
 */
export function learnOutcome(
  odds: LateOdds,
  forecasts: ReadonlyArray<readonly number[]>,
  end: PromiseEnd,
): void {
  if (forecasts.length === 0) return;
  const outcome = { wasLate: end !== "arrived", weight: STILL_COMES[end] / forecasts.length };
  for (const features of forecasts) learnOne(odds, features, outcome);
  const last = featureCount * featureCount - 1;
  odds.covariance[last] = (odds.covariance[last] ?? 0) + CONSTANT_DRIFT;
}

/** One step of an extended Kalman filter: the exact update for a logistic model with a normal belief. */
function learnOne(
  { mean, covariance }: LateOdds,
  features: readonly number[],
  { wasLate, weight }: { wasLate: boolean; weight: number },
): void {
  const chance = lateChance({ mean }, features);
  const information = weight * chance * (1 - chance);
  const spread = mean.map((_, row) =>
    features.reduce(
      (sum, feature, column) => sum + (covariance[row * featureCount + column] ?? 0) * feature,
      0,
    ),
  );
  const uncertainty = features.reduce((sum, feature, index) => sum + feature * (spread[index] ?? 0), 0);
  const gain = 1 / (1 + information * uncertainty);
  const surprise = weight * ((wasLate ? 1 : 0) - chance) * gain;
  for (let row = 0; row < featureCount; row += 1) {
    mean[row] = (mean[row] ?? 0) + (spread[row] ?? 0) * surprise;
    for (let column = 0; column < featureCount; column += 1) {
      const at = row * featureCount + column;
      covariance[at] =
        (covariance[at] ?? 0) - information * gain * (spread[row] ?? 0) * (spread[column] ?? 0);
    }
  }
}
