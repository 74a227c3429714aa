import { describe, expect, it } from "vitest";
import { countryCalendar } from "~/promises/business-calendar";
import { at, delayRules as rules } from "./an-example-delivery";
import { isForecastDay, isPredictedLate, nextForecastLook } from "./predicted-late";

describe("a warning by forecast", () => {
  // Promised for Monday 23 November 2026.
  it.each([
    ["six business days before", "2026-11-13", false],
    ["five business days before", "2026-11-16", true],
    ["two business days before", "2026-11-19", true],
    ["one business day before", "2026-11-20", false],
    ["on the Saturday before, one business day is left", "2026-11-21", false],
    ["on the promised day", "2026-11-23", false],
    ["after it", "2026-11-25", false],
  ])("%s", (_, today, isTime) => {
    const day = { today, promisedOn: "2026-11-23", calendar: countryCalendar("IT") };
    expect(isForecastDay(day, rules)).toBe(isTime);
  });

  it("is not given at the weekend, when no morning asks and only a late webhook would", () => {
    const day = { promisedOn: "2026-11-25", calendar: countryCalendar("IT") };
    expect(isForecastDay({ ...day, today: "2026-11-20" }, rules)).toBe(true);
    expect(isForecastDay({ ...day, today: "2026-11-21" }, rules)).toBe(false);
  });

  it("needs an even chance by default", () => {
    expect(isPredictedLate(0.5, rules)).toBe(true);
    expect(isPredictedLate(0.49, rules)).toBe(false);
  });

  it("is looked for from the first of those days to the promised one, for the merchant to see", () => {
    const day = { promisedOn: "2026-11-23", calendar: countryCalendar("IT"), timeZone: "Europe/Rome" };
    const mornings: string[] = [];
    let look = nextForecastLook(at("10 10:00"), day, rules);
    for (; look !== null; look = nextForecastLook(look, day, rules))
      mornings.push(look.toISOString().slice(0, 16));
    expect(mornings).toEqual([16, 17, 18, 19, 20, 23].map((on) => `2026-11-${String(on)}T07:00`));
  });
});
