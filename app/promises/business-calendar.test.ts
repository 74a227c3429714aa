import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addBusinessDays,
  addBusinessDaysTo,
  businessDayFrom,
  businessDayUntil,
  businessDaysBetween,
  countryCalendar,
  deliveryCalendar,
  shopCalendar,
} from "./business-calendar";
import { plusDays } from "./local-dates";

const italy = countryCalendar("IT");

describe("business days", () => {
  it.each([
    ["a Friday and one business day is Monday", "2026-11-20", 1, "2026-11-23"],
    ["a Saturday and one business day is Monday", "2026-11-21", 1, "2026-11-23"],
    ["zero business days is the day itself, even a Sunday", "2026-11-22", 0, "2026-11-22"],
    ["the Immaculate Conception (8 December) is skipped in Italy", "2026-12-07", 1, "2026-12-09"],
    ["Christmas and the two days around it fall out", "2026-12-24", 1, "2026-12-28"],
    ["the year turns", "2026-12-31", 1, "2027-01-04"],
    ["backwards over a weekend", "2026-11-23", -1, "2026-11-20"],
    ["a leap day is a day", "2028-02-28", 1, "2028-02-29"],
  ])("%s", (_title, on, days, expected) => {
    expect(addBusinessDays(on, days, italy)).toBe(expected);
  });

  it.each([
    ["the same day is no day apart", "2026-11-18", "2026-11-18", 0],
    ["Friday to Monday is one business day", "2026-11-20", "2026-11-23", 1],
    ["Friday to Sunday is none", "2026-11-20", "2026-11-22", 0],
    ["an earlier day counts below zero", "2026-11-23", "2026-11-20", -1],
  ])("%s", (_title, from, until, expected) => {
    expect(businessDaysBetween(from, until, italy)).toBe(expected);
  });

  it("counts the same days forward as it added", () => {
    fc.assert(
      fc.property(
        anyDay(),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom("IT", "US", "SA", "BR"),
        (on, days, country) => {
          const calendar = countryCalendar(country);
          expect(businessDaysBetween(on, addBusinessDays(on, days, calendar), calendar)).toBe(days);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds the working day around a holiday in both directions", () => {
    expect(businessDayFrom("2026-12-25", italy)).toBe("2026-12-28");
    expect(businessDayUntil("2026-12-27", italy)).toBe("2026-12-24");
  });

  it("keeps the hour over the night the clocks change", () => {
    const friday = new Date("2026-10-23T16:00:00Z"); // 18:00 in Rome, summer time
    const monday = addBusinessDaysTo(friday, 1, { calendar: italy, timeZone: "Europe/Rome" });
    expect(monday.toISOString()).toBe("2026-10-26T17:00:00.000Z"); // 18:00 in Rome, winter time
  });
});

describe("whose days", () => {
  it("a shop that works on Saturdays counts them, and not the days it is closed", () => {
    const shop = shopCalendar({
      originCountry: "IT",
      workingDays: [1, 2, 3, 4, 5, 6],
      closedOn: ["2026-08-11"],
    });
    expect(shop("2026-08-08")).toBe(true); // a Saturday
    expect(shop("2026-08-11")).toBe(false);
    expect(shop("2026-08-15")).toBe(false); // Ferragosto
  });

  it("parcels are brought on Saturdays, not on Sundays or holidays", () => {
    const brought = deliveryCalendar("IT");
    expect(brought("2026-11-21")).toBe(true);
    expect(brought("2026-11-22")).toBe(false);
    expect(brought("2026-12-08")).toBe(false);
  });

  it("the week of Saudi Arabia starts on Sunday", () => {
    const saudi = countryCalendar("SA");
    expect(saudi("2026-11-20")).toBe(false); // a Friday
    expect(saudi("2026-11-22")).toBe(true); // a Sunday
    expect(deliveryCalendar("SA")("2026-11-20")).toBe(false);
  });

  it("a holiday that lasts several days is closed on each of them", () => {
    const saudi = countryCalendar("SA");
    expect(["2026-05-26", "2026-05-27", "2026-05-28"].map(saudi)).toEqual([false, false, false]);
  });

  it("an American holiday on a Saturday is kept on the Friday before", () => {
    expect(countryCalendar("US")("2026-07-03")).toBe(false);
  });

  it("a country nobody knows still has weekends", () => {
    expect(countryCalendar("XX")("2026-11-20")).toBe(true);
    expect(countryCalendar("XX")("2026-11-21")).toBe(false);
  });
});

function anyDay() {
  return fc.integer({ min: 0, max: 1500 }).map((days) => plusDays("2025-01-01", days));
}
