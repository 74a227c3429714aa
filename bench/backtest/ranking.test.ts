import { describe, expect, it } from "vitest";
import { areaUnderCurve, averagePrecision, brierScore, median, precisionAtRecall } from "./ranking";

const judged = [
  { chance: 0.9, isLate: true },
  { chance: 0.8, isLate: false },
  { chance: 0.4, isLate: true },
  { chance: 0.1, isLate: false },
];

describe("how well chances tell late orders apart", () => {
  it("counts the pairs in the right order", () => {
    expect(areaUnderCurve(judged)).toBe(0.75);
    expect(areaUnderCurve(judged.map((one) => ({ ...one, chance: 0.5 })))).toBe(0.5);
    expect(areaUnderCurve(judged.filter(({ isLate }) => isLate))).toBeNull();
  });

  it("takes precision from the surest down", () => {
    expect(averagePrecision(judged)).toBeCloseTo((1 + 2 / 3) / 2);
    expect(precisionAtRecall(judged, 0.5)).toBe(1);
    expect(precisionAtRecall(judged, 1)).toBeCloseTo(2 / 3);
    expect(precisionAtRecall([], 0.8)).toBeNull();
  });

  it("squares the distance", () => {
    expect(brierScore(judged)).toBeCloseTo((0.01 + 0.64 + 0.36 + 0.01) / 4);
  });

  it("has no middle of nothing", () => {
    expect(median([])).toBeNull();
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});
