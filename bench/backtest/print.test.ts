import { expect, it } from "vitest";
import type { BacktestFigures, RuleFigures } from "./figures";
import { printFigures } from "./print";

const rule = (one: Pick<RuleFigures, "rule" | "threshold">): RuleFigures => ({
  ...one,
  warningsPer1000: 1000,
  ...{ precision: 1, recall: 1, medianLeadHours: 1440, meanLeadHours: 1440 },
  ...{ lateWarned48h: 1, lateWarned96h: 1 },
});
const figures: BacktestFigures = {
  ...{ orders: 38_000, late: 2_500 },
  rules: [rule({ rule: "clock", threshold: 120 }), rule({ rule: "forecast", threshold: 0.25 })],
  ranking: [{ hoursBefore: 168, n: 38_000, lateShare: 1, auc: 0.75, averagePrecision: 0.75, brier: 0.25 }],
  lookingOnce: [0.8, 0.9].map((recall) => ({ recall, precision: 1 })),
  calibration: {
    ece: 0.05,
    bins: [
      { forecast: 0.05, observed: 0, n: 1_000_000 },
      { forecast: null, observed: null, n: 0 },
      { forecast: 1, observed: 1, n: 1_000_000 },
    ],
  },
  dates: [{ moment: "hand-over", window: "P20-P80", coverage: 1, medianDays: 14 }],
};

it("a back-test can be read in a terminal of eighty columns", () => {
  const lines = printFigures(figures, 100).split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

it("a chance nobody was given has no bar", () => {
  const bars = printFigures(figures, 100)
    .split("\n")
    .filter((line) => line.includes("n 1000000"));
  expect(bars).toHaveLength(2);
  expect(printFigures(figures, 100)).toContain(`${bars.join("\n")}\n\nDates given`);
});
