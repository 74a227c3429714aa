import { describe, expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { enoughOpen, gatheringMs, groupsOf, liesWithin, mayBeWave, mostLate, takesMore } from "./wave";

const hours = (n: number) => new Date(Date.UTC(2026, 5, 12, 9 + n));
const lane = JSON.stringify(["1", "IT", "PA", "BRT"]);

describe("how many may turn late together", () => {
  it.each([
    [0, 20],
    [400, 20],
    [401, 20.05],
    [10_000, 500],
  ])("of %i open shipments, %f", (open, most) => {
    expect(mostLate(open)).toBeCloseTo(most);
  });

  it("twenty-one of four hundred are a wave, of four hundred and twenty they are not", () => {
    expect(21 > mostLate(400)).toBe(true);
    expect(21 > mostLate(420)).toBe(false);
  });

  it("open shipments are counted no further than it takes to rule a wave out", () => {
    expect(enoughOpen(21)).toBe(420);
    expect(21 > mostLate(enoughOpen(21))).toBe(false);
    expect(21 > mostLate(enoughOpen(21) - 1)).toBe(true);
  });

  it("up to twenty are never one", () => {
    expect([mayBeWave(20), mayBeWave(21)]).toEqual([false, true]);
  });

  it("a notice waits an hour for company, and not at all where there is none to come", () => {
    expect([gatheringMs(20), gatheringMs(21)]).toEqual([0, hourMs]);
  });
});

describe("what belongs to a batch", () => {
  const brt = { scope: "carrier", key: "BRT" } as const;

  it("a parcel counts under its carrier, the location it left from and its lane, the widest first", () => {
    expect(groupsOf({ carrier: "BRT", originId: "1", lane }).map(({ scope }) => scope)).toEqual([
      "carrier",
      "location",
      "lane",
    ]);
    expect(groupsOf({ carrier: null, originId: "", lane: null })).toEqual([{ scope: "location", key: "" }]);
  });

  it("a lane lies within its carrier and its origin, and within no other", () => {
    const road = { scope: "lane", key: lane } as const;
    expect(liesWithin(road, brt)).toBe(true);
    expect(liesWithin(road, { scope: "location", key: "1" })).toBe(true);
    expect(liesWithin(road, { scope: "carrier", key: "GLS" })).toBe(false);
    expect(liesWithin(brt, road)).toBe(false);
  });

  const batch = { ...brt, id: "b", openedAt: hours(0) };
  it.each([
    ["while the merchant has not answered", { state: "pending", settledAt: null }, 59, true],
    ["not once its notices have lapsed", { state: "pending", settledAt: null }, 60, false],
    ["for a day after the answer", { state: "approved", settledAt: hours(10) }, 33, true],
    ["not longer", { state: "approved", settledAt: hours(10) }, 34, false],
    ["for a day after it was dismissed", { state: "dismissed", settledAt: hours(10) }, 33, true],
  ])("what turns late later joins it %s", (_title, state, after, joins) => {
    expect(takesMore({ ...batch, ...state }, hours(after))).toBe(joins);
  });
});
