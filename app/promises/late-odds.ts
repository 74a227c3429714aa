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

const startingVariances = [0.05, 0.3, 0.3, 0.1, 0.1, 0.3];

/**
 * Where a new shop begins: the history's own chance, a little lower, because open parcels are the slow ones and
 * most of them come all the same. Each coefficient starts as sure as a few hundred late orders make it.
 */
export function startingOdds(): LateOdds {
  return {
    mean: [1, 0, 0, 0, 0, -0.4],
    covariance: startingVariances.flatMap((variance, row) =>
      startingVariances.map((_, column) => (row === column ? variance : 0)),
    ),
  };
}

/** The chance of being late. */
export function lateChance({ mean }: Pick<LateOdds, "mean">, features: readonly number[]): number {
  let logit = 0;
  for (let index = 0; index < featureCount; index += 1) logit += (mean[index] ?? 0) * (features[index] ?? 0);
  return 1 / (1 + Math.exp(-logit));
}

// Roads and promises change: every order leaves the odds a little less sure, so that half of what was known is forgotten
// within some 2,300 orders; twice as fast made little difference. The share of late parcels comes in waves (0.8 % to 18 %
// a month in the history this was measured on), so the constant is left less sure still.
const FORGETTING = 0.0003;
const CONSTANT_DRIFT = 0.00002;

/** A forecast that was made for an order whose promise has ended since. */
export interface PastForecast {
  features: number[];
  /** The share expected to come at all, of those like it that are not here when the promise ends. */
  stillComes: number;
}

/**
 * Learns from an order whose promise has ended: every forecast that was made for it, the earliest first, is compared
 * with what became of it. The chance is one of coming late, not of never coming (lost, or cancelled after all): an order
 * not here counts for as much as is left to come, by its last forecast. Forecasts of one order tell nearly the same, so
 * the second counts half, the third a third; never by how many there were, for what comes soon is asked seldom, and
 * would make early forecasts too hopeful. Moves the odds in place.
 */
export function learnOutcome(
  odds: LateOdds,
  forecasts: readonly PastForecast[],
  { wasLate }: { wasLate: boolean },
): void {
  const last = forecasts.at(-1);
  if (!last) return;
  const share = wasLate ? last.stillComes : 1;
  for (const [before, { features }] of forecasts.entries())
    learnOne(odds, features, { wasLate, weight: share / (before + 1) });
  forget(odds);
}

/** No coefficient gets less sure than it was at the start. */
function forget({ covariance }: LateOdds): void {
  const growths = startingVariances.map((start, index) =>
    (covariance[index * (featureCount + 1)] ?? 0) < start ? Math.sqrt(1 + FORGETTING) : 1,
  );
  for (const [at, value] of covariance.entries())
    covariance[at] =
      value * (growths[Math.floor(at / featureCount)] ?? 1) * (growths[at % featureCount] ?? 1);
  const ofConstant = featureCount * featureCount - 1;
  covariance[ofConstant] = (covariance[ofConstant] ?? 0) + CONSTANT_DRIFT;
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
