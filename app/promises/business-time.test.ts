import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { businessTimeOf } from "./business-time";

const rome = businessTimeOf("IT", "Europe/Rome");
const ms = (iso: string) => Date.parse(iso);
const between = (from: string, until: string) => rome.at(ms(until)) - rome.at(ms(from));

describe("the time a parcel ages in", () => {
  it.each([
    ["a Tuesday", "2026-11-17T00:00+01:00", "2026-11-18T00:00+01:00", 1],
    ["half a Tuesday", "2026-11-17T00:00+01:00", "2026-11-17T12:00+01:00", 0.5],
    ["a Saturday", "2026-11-21T00:00+01:00", "2026-11-22T00:00+01:00", 0.3],
    ["a Sunday", "2026-11-22T00:00+01:00", "2026-11-23T00:00+01:00", 0.07],
    ["a holiday on a Tuesday", "2026-12-08T00:00+01:00", "2026-12-09T00:00+01:00", 0.15],
    ["a week", "2026-11-16T09:00+01:00", "2026-11-23T09:00+01:00", 5.37],
    ["nothing", "2026-11-17T09:00+01:00", "2026-11-17T09:00+01:00", 0],
  ])("counts %s", (_, from, until, days) => {
    expect(between(from, until)).toBeCloseTo(days, 9);
  });

  it("the Sunday on which clocks go back is one Sunday, though it has 25 hours", () => {
    expect(between("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00")).toBeCloseTo(0.07, 9);
    expect(rome.startOfDay(ms("2026-10-25T12:00+01:00"))).toBe(ms("2026-10-25T00:00+02:00"));
  });

  it("where the week runs from Sunday to Thursday, Friday is the day of rest", () => {
    const riyadh = businessTimeOf("SA", "Asia/Riyadh");
    expect(riyadh.at(ms("2026-11-21T00:00+03:00")) - riyadh.at(ms("2026-11-20T00:00+03:00"))).toBeCloseTo(
      0.07,
    );
  });

  it("is the same whichever year was asked about first", () => {
    const fresh = businessTimeOf("IT", "Europe/Vatican");
    fresh.at(ms("2031-05-05T00:00Z"));
    const before = fresh.at(ms("2031-05-06T00:00Z")) - fresh.at(ms("2029-05-06T00:00Z"));
    fresh.at(ms("2019-05-05T00:00Z"));
    fresh.at(ms("2040-05-05T00:00Z"));
    expect(fresh.at(ms("2031-05-06T00:00Z")) - fresh.at(ms("2029-05-06T00:00Z"))).toBe(before);
  });

  it("never runs backwards, and its dates are the calendar's", () => {
    const instant = fc.integer({ min: ms("2016-01-01T00:00Z"), max: ms("2035-01-01T00:00Z") });
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        expect(rome.at(second)).toBeGreaterThanOrEqual(rome.at(first));
        expect(rome.dateAt(first) <= rome.dateAt(second)).toBe(true);
        expect(rome.dateOf(rome.at(first))).toBe(rome.dateAt(first));
        expect(rome.endOfDate(rome.dateAt(first))).toBeGreaterThan(first);
        expect(rome.startOfDay(first)).toBeLessThanOrEqual(first);
      }),
    );
  });
});
