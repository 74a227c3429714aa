/** Forecasts that were as sure as each other, and what became of them. */
export interface CalibrationBin {
  /** Mean chance that was forecast, and share that really was late; null for an empty bin. */
  forecast: number | null;
  observed: number | null;
  n: number;
}

export const calibrationBins = 10;

/** Sums by tenth of the chance: adding is all there is to it, so any process may. */
export interface CalibrationSums {
  n: number[];
  chances: number[];
  late: number[];
}

export function emptyCalibration(): CalibrationSums {
  const zeros = () => Array.from({ length: calibrationBins }, () => 0);
  return { n: zeros(), chances: zeros(), late: zeros() };
}

/** Keeps what became of one forecast. */
export function recordForecast(sums: CalibrationSums, chance: number, wasLate: boolean): void {
  const bin = calibrationBinOf(chance);
  sums.n[bin] = (sums.n[bin] ?? 0) + 1;
  sums.chances[bin] = (sums.chances[bin] ?? 0) + chance;
  sums.late[bin] = (sums.late[bin] ?? 0) + (wasLate ? 1 : 0);
}

function calibrationBinOf(chance: number): number {
  return Math.min(calibrationBins - 1, Math.max(0, Math.floor(chance * calibrationBins)));
}

/**
 * How far forecast and fact lie apart: the bins, and their mean distance by the number of forecasts in each
 * (the "expected calibration error"; 0.04 means four late parcels in a hundred more or fewer than said).
 */
export function calibrationOf(sums: CalibrationSums): { ece: number | null; bins: CalibrationBin[] } {
  const bins = sums.n.map((n, bin) => ({
    forecast: n === 0 ? null : (sums.chances[bin] ?? 0) / n,
    observed: n === 0 ? null : (sums.late[bin] ?? 0) / n,
    n,
  }));
  const total = sums.n.reduce((sum, n) => sum + n, 0);
  const distance = sums.n.reduce(
    (sum, _, bin) => sum + Math.abs((sums.chances[bin] ?? 0) - (sums.late[bin] ?? 0)),
    0,
  );
  return { ece: total === 0 ? null : distance / total, bins };
}
