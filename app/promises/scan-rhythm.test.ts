import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { bandCount, bandOf } from "./age-bands";
import { weightAt } from "./arrival-tally";
import { usualSilence } from "./scan-rhythm";

const now = Date.parse("2026-11-16T09:00:00Z");

/** Parcels by their longest silence in business days. */
function parcels(...silences: Array<[parcels: number, days: number]>): number[] {
  const bands = new Array<number>(bandCount).fill(0);
  for (const [count, days] of silences)
    bands[bandOf(days)] = (bands[bandOf(days)] ?? 0) + count * weightAt(now);
  return bands;
}

describe("how long a silence is usual", () => {
  it.each([
    ["nobody knows before thirty parcels have told", parcels([29, 1.2]), null],
    ["thirty tell", parcels([30, 1.2]), 2],
    ["one parcel in twenty may be silent for longer", parcels([95, 1.2], [5, 9]), 2],
    ["one in ten may not", parcels([90, 1.2], [10, 9]), 10],
    ["a night is no news, however often a carrier scans", parcels([60, 0.1]), 1],
    ["the longest there is has an end", parcels([60, 100]), 60],
  ])("%s", (_title, longest, days) => {
    expect(usualSilence(longest, now)).toBe(days);
  });

  it("what was seen long ago is no longer enough", () => {
    const sixtyDays = 60 * dayMs;
    expect(usualSilence(parcels([40, 1.2]), now + sixtyDays)).toBeNull();
    expect(usualSilence(undefined, now)).toBeNull();
  });
});
