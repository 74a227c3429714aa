import type { Database } from "~/platform/database.server";
import { calibrationOf, emptyCalibration, type CalibrationBin } from "~/promises/calibration";

/** How a shop's forecasts kept their word since it began: what was said, what happened. */
export interface ForecastKeeping {
  /** Mean distance of what was said from what happened, in shares of 1; null before the first. */
  distance: number | null;
  /** Forecasts, one a day and parcel. */
  n: number;
  /** By tenth of the chance, those that were said only. */
  said: Array<{ chance: number; late: number; n: number }>;
}

/** Read from the sums kept as promises end. */
export async function readForecastKeeping(db: Database, shopId: string): Promise<ForecastKeeping> {
  const known = await db.forecastOdds.findUnique({ where: { shopId } });
  const { ece, bins } = calibrationOf(
    known ? { n: known.forecasts, chances: known.chances, late: known.late } : emptyCalibration(),
  );
  const said = bins.flatMap(saidIn);
  return { distance: ece, n: said.reduce((sum, { n }) => sum + n, 0), said };
}

function saidIn({ forecast, observed, n }: CalibrationBin): ForecastKeeping["said"] {
  return forecast === null || observed === null
    ? []
    : [{ chance: forecast, late: Math.round(observed * n), n }];
}
