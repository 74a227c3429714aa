import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { ageAtHazard } from "./arrival-curve";
import { historyOf, today, toPalermo } from "./an-example-road";
import type { Lane } from "./lane";
import { curvesAt, shareToCome, type LaneCurve } from "./lane-curves";
import { emptyHistory, recordEnd, recordSetOut, type LaneHistory } from "./lane-history";

const curves = (history: LaneHistory, usual: number | null = null, asOf = today) =>
  curvesAt(history, { asOf, usualDays: () => usual });
const medianDays = (curve: LaneCurve) => ageAtHazard(curve, Math.LN2);
const toRome: Lane = { ...toPalermo, destination: "IT-RM" };

describe("what a shop has learned of its roads", () => {
  it("on day one expects what the merchant's own rules allow: nearly all within the longest transit", () => {
    const domestic = curves(emptyHistory(), 4).curve("transit", toPalermo);
    expect(domestic.speaks).toBe("prior");
    expect(medianDays(domestic)).toBeGreaterThan(1.5);
    expect(ageAtHazard(domestic, -Math.log(0.15))).toBeLessThan(5);
    const overseas = curves(emptyHistory(), 12).curve("transit", { ...toPalermo, zone: "international" });
    expect(medianDays(overseas) / medianDays(domestic)).toBeGreaterThan(2.5);
  });

  it("a road that takes a week is expected to take a week, and only that road", () => {
    const history = historyOf(toPalermo, [7, 8, 9], historyOf(toRome, [2, 3]));
    const slow = curves(history).curve("transit", toPalermo);
    const fast = curves(history).curve("transit", toRome);
    expect(slow.speaks).toBe("lane");
    expect(medianDays(slow)).toBeGreaterThan(4.5);
    expect(medianDays(fast)).toBeLessThan(3);
  });

  it("a road nobody took yet is as fast as the others of the shop", () => {
    const known = curves(historyOf(toRome, [2, 3]));
    const unknown = known.curve("transit", { ...toPalermo, destination: "IT-AO" });
    expect(unknown.speaks).toBe("shop");
    expect(medianDays(unknown)).toBeCloseTo(medianDays(known.curve("transit", toRome)), 0);
  });

  it("a road that has come to a standstill slows down before a single parcel has arrived late", () => {
    const history = historyOf(toPalermo, [2, 3]);
    const before = medianDays(curves(history).curve("transit", toPalermo));
    for (let parcel = 0; parcel < 40; parcel += 1)
      recordSetOut(history, { leg: "transit", lane: toPalermo, startedAt: today });
    const later = curves(history, null, today + 7 * dayMs).curve("transit", toPalermo);
    expect(medianDays(later)).toBeGreaterThan(before * 1.3);
  });

  it("what happened two months ago gives way to what happens now", () => {
    const history = historyOf(toPalermo, [2, 3]);
    for (let day = 1; day <= 60; day += 1) {
      const journey = { leg: "transit", lane: toPalermo, startedAt: today + day * dayMs } as const;
      recordSetOut(history, journey);
      recordEnd(history, journey, { endedAt: today + (day + 8) * dayMs, hasArrived: true });
    }
    const later = curves(history, null, today + 70 * dayMs).curve("transit", toPalermo);
    expect(medianDays(later)).toBeGreaterThan(4.5);
  });

  it("learns how many never come, from those lost long ago too", () => {
    const history = emptyHistory();
    for (let day = 150; day >= 1; day -= 1) {
      const journey = { leg: "transit", lane: toPalermo, startedAt: today - day * dayMs } as const;
      recordSetOut(history, journey);
      const endedAt = journey.startedAt + 3 * dayMs;
      if (day % 5 !== 0 && endedAt < today) recordEnd(history, journey, { endedAt, hasArrived: true });
    }
    const lossy = curves(history).curve("transit", toPalermo);
    expect(shareToCome(lossy, "transit", 0)).toBeGreaterThan(0.72);
    expect(shareToCome(lossy, "transit", 0)).toBeLessThan(0.88);
    expect(shareToCome(lossy, "transit", 10)).toBeLessThan(0.3);
    const sure = curves(historyOf(toPalermo, [2, 3, 7])).curve("transit", toPalermo);
    expect(shareToCome(sure, "transit", 0)).toBeGreaterThan(0.95);
  });

  it("a cancelled parcel teaches nothing", () => {
    const history = emptyHistory();
    const journey = { leg: "handling", lane: toPalermo, startedAt: today } as const;
    recordSetOut(history, journey);
    recordEnd(history, journey, { endedAt: today + dayMs, hasArrived: false });
    expect(history).toEqual(emptyHistory());
  });

  it("learns the same in whatever order it is told", () => {
    const parcel = fc.record({
      setOutDaysAgo: fc.integer({ min: 1, max: 90 }),
      daysUnderWay: fc.double({ min: 0, max: 20, noNaN: true }),
      destination: fc.constantFrom("IT-PA", "IT-RM", "IT-AO"),
    });
    const stories = fc.array(parcel, { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(stories, fc.infiniteStream(fc.nat()), (parcels, numbers) => {
        const learn = (order: typeof parcels) => {
          const history = emptyHistory();
          for (const { setOutDaysAgo, daysUnderWay, destination } of order) {
            const startedAt = today - setOutDaysAgo * dayMs;
            const journey = { leg: "transit", lane: { ...toPalermo, destination }, startedAt } as const;
            recordSetOut(history, journey);
            const endedAt = startedAt + daysUnderWay * dayMs;
            if (endedAt < today) recordEnd(history, journey, { endedAt, hasArrived: true });
          }
          return curves(history).curve("transit", toPalermo);
        };
        const shuffled = parcels
          .map((one) => ({ one, at: numbers.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(medianDays(learn(shuffled))).toBeCloseTo(medianDays(learn(parcels)), 6);
      }),
      { numRuns: 40 },
    );
  });
});
