import { describe, expect, it } from "vitest";
import { lateChance, lateFeatures, learnOutcome, startingOdds, type LateSigns } from "./late-odds";

const signs: LateSigns = { survival: 0.5, isHandedOver: true, pace: 1, remainingDays: 3.5, elapsedDays: 9 };

function aForecast(given: Partial<LateSigns> = {}, stillComes = 1) {
  return { features: lateFeatures({ ...signs, ...given }), stillComes };
}

/** A shop in which one order in `every` was late, though the history always said "half". */
function afterOrders(orders: number, every: number) {
  const odds = startingOdds();
  for (let order = 0; order < orders; order += 1) {
    const forecasts = [aForecast(), aForecast({ remainingDays: 2.5 })];
    learnOutcome(odds, forecasts, { wasLate: order % every === 0 });
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
    for (let order = 0; order < 3000; order += 1)
      learnOutcome(odds, [aForecast()], { wasLate: order % 50 === 0 });
    const before = lateChance(odds, lateFeatures(signs));
    for (let order = 0; order < 200; order += 1)
      learnOutcome(odds, [aForecast()], { wasLate: order % 3 === 0 });
    expect(lateChance(odds, lateFeatures(signs))).toBeGreaterThan(before * 3);
  });

  it("a further look at an order teaches less than the first", () => {
    const after = (looks: number) => {
      const odds = startingOdds();
      learnOutcome(
        odds,
        Array.from({ length: looks }, () => aForecast()),
        { wasLate: true },
      );
      return lateChance(odds, lateFeatures(signs));
    };
    expect(after(4) - after(3)).toBeLessThan((after(2) - after(1)) * 0.8);
    expect(after(2) - after(1)).toBeLessThan((after(1) - after(0)) * 0.8);
  });

  it("says early what becomes of a parcel, though what comes soon is looked at less often", () => {
    const odds = startingOdds();
    for (let order = 0; order < 4000; order += 1) {
      const looks = order % 4 < 2 ? [10, 4] : [10];
      const forecasts = looks.map((remainingDays) => aForecast({ remainingDays }));
      learnOutcome(odds, forecasts, { wasLate: order % 4 === 0 });
    }
    const early = lateChance(odds, lateFeatures({ ...signs, remainingDays: 10 }));
    expect(early).toBeGreaterThan(0.22);
    expect(early).toBeLessThan(0.28);
  });

  it("forgets: what a road did ten thousand orders ago no longer speaks against what it does now", () => {
    const odds = startingOdds();
    const surest = { survival: 0.9 };
    const play = (orders: number, every: number) => {
      for (let order = 0; order < orders; order += 1)
        learnOutcome(odds, [aForecast(order % 2 === 0 ? surest : {})], { wasLate: order % every === 0 });
    };
    play(10_000, 2);
    const before = lateChance(odds, lateFeatures({ ...signs, ...surest }));
    play(1500, 4);
    expect(before).toBeGreaterThan(0.9);
    expect(lateChance(odds, lateFeatures({ ...signs, ...surest }))).toBeLessThan(0.65);
  });

  it("is a chance of coming late, not of never coming: what hardly ever comes any more counts for little", () => {
    const after = (stillComes: number, wasLate = true) => {
      const odds = startingOdds();
      learnOutcome(odds, [aForecast({}, stillComes)], { wasLate });
      return lateChance(odds, lateFeatures(signs));
    };
    const before = lateChance(startingOdds(), lateFeatures(signs));
    expect(after(0.1, false)).toBeLessThan(before);
    expect(after(0.1)).toBeGreaterThan(before);
    expect(after(0.9) - before).toBeGreaterThan(5 * (after(0.1) - before));
  });

  it("a history that is certain does not break it", () => {
    for (const survival of [0, 1]) {
      const chance = lateChance(startingOdds(), lateFeatures({ ...signs, survival }));
      expect(Number.isFinite(chance)).toBe(true);
    }
  });
});
