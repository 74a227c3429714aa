import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { plusDays } from "./local-dates";
import { emptyRangeTally, rangesAt, recordRange, watchedShares } from "./named-range";

const at = Date.parse("2026-11-16T00:00Z");
const first = "2026-11-16";
/** One day a share: day 1 is P5, day 18 is P90. */
const days = watchedShares.map((_, index) => plusDays(first, index + 1));

/** The shares of a shop whose parcels came on these days, in turn, two hundred of them; null: not by the last. */
function sharesAfter(arrivals: Array<number | null>, asOf = at) {
  const tally = emptyRangeTally();
  for (let parcel = 0; parcel < 200; parcel += 1) {
    const day = arrivals[parcel % arrivals.length] ?? null;
    recordRange(tally, { days, arrivedOn: day === null ? null : plusDays(first, day), atMs: at });
  }
  return rangesAt(new Map([["transit", tally]]), asOf)("transit");
}

/** Twenty parcels, one on each day and the last two later than all: the history is right. */
const asForetold = [...days.map((_, index) => index + 1), null, null];

describe("how wide a range of days has to be", () => {
  it("a new shop begins where four in five came within on other roads", () => {
    const { from, to } = rangesAt(new Map(), at)("transit");
    expect(from).toBeCloseTo(0.13, 9);
    expect(to).toBeCloseTo(0.86, 9);
  });

  it("where the history is right, fourteen in a hundred come after the last day", () => {
    expect(sharesAfter(asForetold).to).toBeCloseTo(0.86, 1);
  });

  it("where a third came later than said, the last day moves out as far as it may", () => {
    expect(sharesAfter([...asForetold, ...Array.from({ length: 8 }, () => null)]).to).toBe(0.9);
  });

  it("where nearly all come in the middle days, the range is drawn in", () => {
    const { from, to } = sharesAfter([7, 8, 9, 10]);
    expect(from).toBeGreaterThan(0.2);
    expect(to).toBeLessThan(0.8);
  });

  it("what was learned a year ago counts for nothing", () => {
    expect(sharesAfter([7, 8, 9, 10], at + 365 * dayMs).to).toBeCloseTo(0.86, 2);
  });

  it("each leg has its own", () => {
    const tally = emptyRangeTally();
    for (let parcel = 0; parcel < 200; parcel += 1)
      recordRange(tally, { days, arrivedOn: plusDays(first, 8), atMs: at });
    expect(rangesAt(new Map([["transit", tally]]), at)("handling").to).toBeCloseTo(0.86, 9);
  });
});
