import { describe, expect, it } from "vitest";
import { calibrationOf, emptyCalibration, recordForecast } from "./calibration";

describe("whether forecasts kept their word", () => {
  it("nothing forecast: nothing to say", () => {
    expect(calibrationOf(emptyCalibration())).toMatchObject({ ece: null });
  });

  it("of ten parcels called 70 % likely late six were: one in ten too many", () => {
    const sums = emptyCalibration();
    for (let parcel = 0; parcel < 10; parcel += 1) recordForecast(sums, 0.7, parcel < 6);
    const { ece, bins } = calibrationOf(sums);
    expect(ece).toBeCloseTo(0.1, 9);
    expect(bins[7]).toEqual({ forecast: expect.closeTo(0.7, 9), observed: 0.6, n: 10 });
    expect(bins[0]).toEqual({ forecast: null, observed: null, n: 0 });
  });

  it("certainty belongs to the last bin", () => {
    const sums = emptyCalibration();
    recordForecast(sums, 1, true);
    expect(sums.n.at(-1)).toBe(1);
  });
});
