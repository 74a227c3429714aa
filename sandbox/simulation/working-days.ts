// Days on which carriers and warehouses work: Monday to Friday without the country's public holidays.

import Holidays from "date-holidays";
import type { DateTime } from "luxon";

const holidays = new Map<string, ReadonlySet<string>>();

export function isWorkingDay(day: DateTime, country: string): boolean {
  return day.weekday <= 5 && !isPublicHoliday(day, country);
}

/** The n-th working day after `day`; with 0 the day itself, or the next working day when it is none. */
export function addWorkingDays(day: DateTime, count: number, country: string): DateTime {
  let result = day;
  while (!isWorkingDay(result, country)) result = result.plus({ days: 1 });
  for (let left = count; left > 0; left -= 1) {
    do result = result.plus({ days: 1 });
    while (!isWorkingDay(result, country));
  }
  return result;
}

export function isPublicHoliday(day: DateTime, country: string): boolean {
  const key = `${country}/${day.year}`;
  let days = holidays.get(key);
  if (!days) {
    // Working a year out takes milliseconds, asking for a day takes none: once a country and year.
    const found = new Holidays(country).getHolidays(day.year).filter((holiday) => holiday.type === "public");
    days = new Set(found.map((holiday) => holiday.date.slice(0, 10)));
    holidays.set(key, days);
  }
  return days.has(day.toISODate() ?? "");
}
