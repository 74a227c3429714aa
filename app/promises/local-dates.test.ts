import fc from "fast-check";
import { Settings } from "luxon";
import { describe, expect, it } from "vitest";
import {
  daysBetween,
  endOfDay,
  instantOf,
  localDateOf,
  localTimeOf,
  plusDays,
  weekdayOf,
} from "./local-dates";

describe("local dates", () => {
  it.each([
    ["late evening in Rome is already tomorrow there", "2026-11-17T23:30:00Z", "Europe/Rome", "2026-11-18"],
    [
      "the same instant is still yesterday in São Paulo",
      "2026-11-18T02:59:00Z",
      "America/Sao_Paulo",
      "2026-11-17",
    ],
    ["Samoa never saw the 30th", "2011-12-30T10:00:00Z", "Pacific/Apia", "2011-12-31"],
    ["a carrier's slip of the pen is a date too", "+012026-11-17T23:30:00Z", "Europe/Rome", "+012026-11-18"],
    ["Kiribati is a day ahead of Honolulu", "2026-11-18T10:30:00Z", "Pacific/Kiritimati", "2026-11-19"],
  ])("%s", (_title, at, zone, on) => {
    expect(localDateOf(new Date(at), zone)).toBe(on);
  });

  it("a day is over at local midnight, also on the short and the long day of the year", () => {
    expect(endOfDay("2026-03-29", "Europe/Rome").toISOString()).toBe("2026-03-29T22:00:00.000Z");
    expect(endOfDay("2026-10-25", "Europe/Rome").toISOString()).toBe("2026-10-25T23:00:00.000Z");
  });

  it("a day that starts at one o'clock because of daylight saving still starts once", () => {
    // São Paulo skipped midnight on 2018-11-04.
    expect(endOfDay("2018-11-03", "America/Sao_Paulo").toISOString()).toBe("2018-11-04T03:00:00.000Z");
  });

  it("a time that daylight saving skips is read as the hour after", () => {
    const skipped = instantOf("2026-03-29", "02:30", "Europe/Rome");
    expect(localTimeOf(skipped, "Europe/Rome")).toBe("03:30");
  });

  // Each asks for days of its own: answers are remembered.
  it.each([
    ["winter", "2026-01-10", "2023-10-29", "2023-10-28"],
    ["summer", "2026-07-10", "2024-10-27", "2024-10-26"],
  ])("of a time that comes twice it is the first, asked in %s or not", (_season, today, inRome, inAzores) => {
    const { now } = Settings;
    Settings.now = () => Date.parse(today);
    try {
      expect(instantOf(inRome, "02:30", "Europe/Rome").toISOString()).toBe(`${inRome}T00:30:00.000Z`);
      // The Azores put their clocks back from one o'clock to midnight, which comes twice.
      const midnight = endOfDay(inAzores, "Atlantic/Azores");
      expect(midnight.toISOString()).toBe(`${plusDays(inAzores, 1)}T00:00:00.000Z`);
      expect(localDateOf(midnight, "Atlantic/Azores")).toBe(plusDays(inAzores, 1));
    } finally {
      Settings.now = now;
    }
  });

  it("refuses a time zone that does not exist", () => {
    expect(() => localDateOf(new Date(0), "Mars/Olympus")).toThrow(RangeError);
    expect(() => localDateOf(new Date(Number.NaN), "Europe/Rome")).toThrow(RangeError);
  });

  it("knows the weekday by its ISO number", () => {
    expect(weekdayOf("2026-11-22")).toBe(7);
    expect(weekdayOf("2026-11-23")).toBe(1);
  });

  it("a local time lies on its own day, in every zone and season", () => {
    const zones = [
      "Europe/Rome",
      "America/Sao_Paulo",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Pacific/Apia",
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 4, max: 22 }),
        fc.constantFrom(...zones),
        (days, hour, zone) => {
          const on = plusDays("2024-01-01", days);
          const at = instantOf(on, `${String(hour).padStart(2, "0")}:15`, zone);
          expect(localDateOf(at, zone)).toBe(on);
          expect(localTimeOf(at, zone)).toBe(`${String(hour).padStart(2, "0")}:15`);
          expect(at < endOfDay(on, zone)).toBe(true);
          expect(daysBetween("2024-01-01", on)).toBe(days);
        },
      ),
    );
  });
});
