import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { countGroups, groupOf, npsOf } from "./nps";

test.each([
  [0, "detractor"],
  [6, "detractor"],
  [7, "passive"],
  [8, "passive"],
  [9, "promoter"],
  [10, "promoter"],
] as const)("a rating of %i makes her a %s", (rating, group) => {
  expect(groupOf(rating)).toBe(group);
});

describe("the NPS", () => {
  test("is the share of promoters less the share of detractors", () => {
    const result = npsOf({ promoters: 6, passives: 2, detractors: 2 });
    expect(result.nps).toBeCloseTo(40);
    expect(result.n).toBe(10);
  });

  test("is not a number while nobody has answered", () => {
    expect(npsOf({ promoters: 0, passives: 0, detractors: 0 })).toEqual({ nps: null, n: 0, interval: null });
  });

  // Worked by hand: n 36 with 25 promoters, 2 detractors; (25.75 − 2.75) / 39 = 0.5897, se = 0.0991.
  test("comes with the adjusted Wald interval", () => {
    const { interval } = npsOf({ promoters: 25, passives: 9, detractors: 2 });
    expect(interval?.low).toBeCloseTo(39.55, 1);
    expect(interval?.high).toBeCloseTo(78.4, 1);
  });

  test("three happy shoppers do not make it certain", () => {
    const { interval } = npsOf({ promoters: 3, passives: 0, detractors: 0 });
    expect(interval?.high).toBe(100);
    expect(interval?.low).toBeLessThan(0);
  });

  test("its interval narrows with more answers of the same kind", () => {
    const width = (times: number) => {
      const { interval } = npsOf({ promoters: 6 * times, passives: 2 * times, detractors: 2 * times });
      return interval === null ? Number.NaN : interval.high - interval.low;
    };
    expect(width(10)).toBeLessThan(width(1));
    expect(width(100)).toBeLessThan(width(10));
  });

  test("stays on the scale, with an ordered interval, whatever the answers", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 300 }), (ratings) => {
        const { nps, n, interval } = npsOf(countGroups(ratings));
        expect(n).toBe(ratings.length);
        expect(nps).toBeGreaterThanOrEqual(-100);
        expect(nps).toBeLessThanOrEqual(100);
        expect(interval?.low).toBeGreaterThanOrEqual(-100);
        expect(interval?.high).toBeLessThanOrEqual(100);
        expect(interval?.low).toBeLessThan(interval?.high ?? Number.NaN);
      }),
    );
  });
});
