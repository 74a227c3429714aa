import Holidays from "date-holidays";
import { dayMs } from "~/platform/durations";
import { plusDays } from "./local-dates";

// Working a country's year out takes some milliseconds; a year never changes while the process lives.
const years = new Map<string, ReadonlySet<string>>();

/**
 * Whether a day is a public holiday of a whole country (ISO code), substitute days included. Regional and
 * bank holidays do not count: carriers drive on most of them. An unknown country has none.
 */
export function isPublicHoliday(countryCode: string, on: string): boolean {
  return holidaysOf(countryCode, Number(on.slice(0, 4))).has(on);
}

function holidaysOf(countryCode: string, year: number): ReadonlySet<string> {
  const key = `${countryCode}:${String(year)}`;
  const known = years.get(key);
  if (known) return known;
  const days = new Set<string>();
  for (const { type, date, start, end } of new Holidays(countryCode).getHolidays(year)) {
    if (type !== "public") continue;
    // Some last several days (Eid), and daylight saving can make a day 23 or 25 hours long.
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
    for (let day = 0; day < length; day += 1) days.add(plusDays(date.slice(0, 10), day));
  }
  years.set(key, days);
  return days;
}
