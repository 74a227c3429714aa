import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { addWorkingDays, isWorkingDay } from "./working-days";

const day = (iso: string) => DateTime.fromISO(iso, { zone: "Europe/Rome" });
const after = (iso: string, days: number, country = "IT") =>
  addWorkingDays(day(iso), days, country).toISODate();

describe("working days of the simulated carriers", () => {
  it("skip weekends and the country's public holidays", () => {
    expect(after("2026-03-06", 1)).toBe("2026-03-09");
    // Easter Monday
    expect(after("2026-04-03", 1)).toBe("2026-04-07");
    expect(after("2026-12-24", 1)).toBe("2026-12-28");
    expect(isWorkingDay(day("2026-07-04").plus({ days: 2 }), "US")).toBe(true);
  });

  it("zero days is the day itself, or the next working day", () => {
    expect(after("2026-03-06", 0)).toBe("2026-03-06");
    expect(after("2026-03-07", 0)).toBe("2026-03-09");
  });

  it("a holiday of one country is a working day in another", () => {
    expect(isWorkingDay(day("2026-04-25").minus({ days: 1 }), "IT")).toBe(true);
    expect(isWorkingDay(day("2026-06-02"), "IT")).toBe(false);
    expect(isWorkingDay(day("2026-06-02"), "DE")).toBe(true);
  });
});
