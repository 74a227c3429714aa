import { describe, expect, it } from "vitest";
import { rhythmOf, runsOutAfterDays, silenceDays } from "./shopper-rhythm";

const onDays = (...days: number[]) => days.map((day) => new Date(Date.UTC(2026, 0, 1 + day)));

describe("a shopper's rhythm", () => {
  it.each<[string, number[], number | null]>([
    ["is not known from one order", [0], null],
    ["is not known from two", [0, 40], null],
    ["is the middle of two gaps", [0, 40, 100], 50],
    ["is the median of three gaps, whatever one long summer says", [0, 40, 80, 300], 40],
    ["is the same in whatever order her orders come", [100, 0, 40], 50],
  ])("%s", (_title, days, gap) => {
    expect(rhythmOf(onDays(...days))).toBe(gap);
  });

  it("says when she is silent; without one the shop's own days do", () => {
    expect(silenceDays(onDays(0, 40, 100), 90)).toBe(50);
    expect(silenceDays(onDays(0, 40), 90)).toBe(90);
  });

  it("of buying one product says when it runs out, a week at least", () => {
    expect(runsOutAfterDays(onDays(0, 20, 43), 30)).toBe(22);
    expect(runsOutAfterDays(onDays(0, 1, 2), 30)).toBe(7);
    expect(runsOutAfterDays(onDays(0), 30)).toBe(30);
  });

  it("of a week makes nobody silent before a month", () => {
    expect(silenceDays(onDays(0, 7, 14, 21), 90)).toBe(30);
  });
});
