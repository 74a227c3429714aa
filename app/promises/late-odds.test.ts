import { describe, expect, it } from "vitest";
import {
  lateChance,
  lateFeatures,
  learnOutcome,
  startingOdds,
  type LateSigns,
  type PromiseEnd,
} from "./late-odds";

const signs: LateSigns = { survival: 0.5, isHandedOver: true, pace: 1, remainingDays: 3.5, elapsedDays: 9 };

/** A shop in which one order in `every` was late, though the history always said "half". */
function afterOrders(orders: number, every: number) {
  const odds = startingOdds();
  for (let order = 0; order < orders; order += 1) {
    const forecasts = [lateFeatures(signs), lateFeatures({ ...signs, remainingDays: 2.5 })];
    learnOutcome(odds, forecasts, order % every === 0 ? "under_way" : "arrived");
  }
  return lateChance(odds, lateFeatures(signs));
}

describe("correcting the history's chance", () => {
  it("a new shop says a little less than the history: e to the -0.4 times its odds", () => {
    const chance = lateChance(startingOdds(), lateFeatures(signs));
    expect(chance / (1 - chance)).toBeCloseTo(Math.exp(-0.4), 9);
  });

  it("where one order in five is late, a hundred late orders teach it so", () => {
    expect(afterOrders(500, 5)).toBeCloseTo(0.2, 1);
  });

  it("a handful of orders does not turn it over", () => {
    expect(afterOrders(5, 1)).toBeLessThan(0.75);
  });

  it("follows when the wave turns: after a year in time, a bad month is noticed", () => {
    const odds = startingOdds();
    const forecast = [lateFeatures(signs)];
    for (let order = 0; order < 3000; order += 1)
      learnOutcome(odds, forecast, order % 50 === 0 ? "under_way" : "arrived");
    const before = lateChance(odds, lateFeatures(signs));
    for (let order = 0; order < 200; order += 1)
      learnOutcome(odds, forecast, order % 3 === 0 ? "under_way" : "arrived");
    expect(lateChance(odds, lateFeatures(signs))).toBeGreaterThan(before * 3);
  });

  it("is the same however often an order was looked at", () => {
    const [once, often] = [startingOdds(), startingOdds()];
    learnOutcome(once, [lateFeatures(signs)], "under_way");
    learnOutcome(
      often,
      [1, 2, 3, 4].map(() => lateFeatures(signs)),
      "under_way",
    );
    const [a, b] = [once, often].map((odds) => lateChance(odds, lateFeatures(signs)));
    expect(a).toBeCloseTo(b ?? NaN, 2);
  });

  it("is a chance of coming late, not of never coming: what was never handed over counts for less", () => {
    const after = (end: PromiseEnd) => {
      const odds = startingOdds();
      learnOutcome(odds, [lateFeatures(signs)], end);
      return lateChance(odds, lateFeatures(signs));
    };
    const before = lateChance(startingOdds(), lateFeatures(signs));
    expect(after("arrived")).toBeLessThan(before);
    expect(after("not_handed_over")).toBeGreaterThan(before);
    expect(after("under_way") - before).toBeGreaterThan(2 * (after("not_handed_over") - before));
  });

  it("a history that is certain does not break it", () => {
    for (const survival of [0, 1]) {
      const chance = lateChance(startingOdds(), lateFeatures({ ...signs, survival }));
      expect(Number.isFinite(chance)).toBe(true);
    }
  });
});
