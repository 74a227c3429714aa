// Days on which carriers and warehouses work: Monday to Friday without the country's public holidays.

import Holidays from "date-holidays";
import type { DateTime } from "luxon";

const calendars = new Map<string, Holidays>();
const knownDays = new Map<string, boolean>();

export function isWorkingDay(day: DateTime, country: string): boolean {
  if (day.weekday > 5) return false;
  const key = `${country}/${day.toISODate() ?? ""}`;
  const known = knownDays.get(key);
  if (known !== undefined) return known;
  const working = !isPublicHoliday(day, country);
  knownDays.set(key, working);
  return working;
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

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: DateTime, to: DateTime, country: string): number {
  let count = 0;
  for (let day = from.startOf("day").plus({ days: 1 }); day <= to.startOf("day"); day = day.plus({ days: 1 })) {
    if (isWorkingDay(day, country)) count += 1;
  }
  return count;
}

export function isPublicHoliday(day: DateTime, country: string): boolean {
  let calendar = calendars.get(country);
  if (!calendar) {
    calendar = new Holidays(country);
    calendars.set(country, calendar);
  }
  // Asked by the date as text: date-holidays reads a Date in the machine's own zone.
  const found = calendar.isHoliday(`${day.toISODate() ?? ""} 12:00:00`);
  return found !== false && found.some((holiday) => holiday.type === "public");
}
