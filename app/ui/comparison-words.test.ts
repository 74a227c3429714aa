import { describe, expect, it } from "vitest";
import { comparisonWords, type Measured } from "./comparison-words";
import { speaker } from "./words/speaker";

const [en, it_] = [speaker("en"), speaker("it")];
const of = (points: number | null, n = 100): Measured => ({ points, n });

describe("a figure beside the one of the days before", () => {
  it.each([
    ["rose", of(94.2), of(93.1), "▲ 1.1 points on the days before (n = 100)"],
    ["fell", of(40), of(52.5, 30), "▼ 12.5 points on the days before (n = 30)"],
    ["fell below nothing", of(-10), of(5), "▼ 15.0 points on the days before (n = 100)"],
    ["hardly moved", of(50.04), of(50), "As in the days before (n = 100)"],
    ["stayed", of(50), of(50), "As in the days before (n = 100)"],
  ])("says that it %s, by how much, and what that rests on", (_title, now, before, words) => {
    expect(comparisonWords(now, before, en)).toBe(words);
  });

  it.each([
    ["too few now", of(90, 29), of(80), 100],
    ["too few before", of(90), of(80, 29), 29],
    ["nothing before", of(90), of(null, 0), 0],
    ["nothing now", of(null, 0), of(80), 100],
  ])("says nothing of a change with %s", (_title, now, before, n) => {
    expect(comparisonWords(now, before, en)).toBe(`Nothing to compare with yet (n = ${String(n)} before)`);
  });

  it("writes numbers as the language does", () => {
    expect(comparisonWords(of(94.2), of(93.1), it_)).toBe("▲ 1,1 punti sui giorni prima (n = 100)");
  });
});
