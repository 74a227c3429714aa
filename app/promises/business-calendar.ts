import type { ShopSettings } from "~/settings/shop-settings";
import { instantOf, localDateOf, localTimeOf, plusDays, weekdayOf } from "./local-dates";
import { isPublicHoliday } from "./public-holidays";

/** Says of every local date whether it is a business day. */
export type BusinessCalendar = (on: string) => boolean;

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
const SUNDAY_TO_THURSDAY = [7, 1, 2, 3, 4];

// Countries whose working week is not Monday to Friday (CLDR week data), and the day nobody delivers.
const weeks: Readonly<Record<string, { workingDays: number[]; restDay: number }>> = {
  ...Object.fromEntries(
    ["BD", "BH", "DZ", "EG", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"].map((country) => [
      country,
      { workingDays: SUNDAY_TO_THURSDAY, restDay: 5 },
    ]),
  ),
  IL: { workingDays: SUNDAY_TO_THURSDAY, restDay: 6 },
  IR: { workingDays: [6, 7, 1, 2, 3], restDay: 5 },
  NP: { workingDays: [7, 1, 2, 3, 4, 5], restDay: 6 },
};

// A calendar without any open day would be searched for ever. The settings take two hundred closed days of the shop and
// as many of a location: in a week of one working day that is eight years.
const LONGEST_CLOSURE_DAYS = 3_000;

/** The shop's own days: its working days, less what it closes on, less the holidays of the origin country. */
export function shopCalendar(
  rules: Pick<ShopSettings["promiseRules"], "originCountry" | "workingDays" | "closedOn">,
): BusinessCalendar {
  const workingDays = new Set(rules.workingDays);
  const closedOn = new Set(rules.closedOn);
  return (on) =>
    workingDays.has(weekdayOf(on)) && !closedOn.has(on) && !isPublicHoliday(rules.originCountry, on);
}

/** A country's working days and the day nobody delivers, ISO weekdays. */
export function countryWeek(countryCode: string): { workingDays: number[]; restDay: number } {
  return weeks[countryCode] ?? { workingDays: MONDAY_TO_FRIDAY, restDay: 7 };
}

/** The business days of a country: its working week less its public holidays. */
export function countryCalendar(countryCode: string): BusinessCalendar {
  const workingDays = new Set(countryWeek(countryCode).workingDays);
  return (on) => workingDays.has(weekdayOf(on)) && !isPublicHoliday(countryCode, on);
}

/** The days a carrier rings at doors: every day but the rest day (Sunday in most countries) and public holidays. */
export function deliveryCalendar(countryCode: string): BusinessCalendar {
  const { restDay } = countryWeek(countryCode);
  return (on) => weekdayOf(on) !== restDay && !isPublicHoliday(countryCode, on);
}

/** The day itself when it is a business day, else the next one. Throws when there is none for eight years. */
export function businessDayFrom(on: string, calendar: BusinessCalendar): string {
  return search(on, 1, calendar);
}

/** The day itself when it is a business day, else the one before. Throws when there is none for eight years. */
export function businessDayUntil(on: string, calendar: BusinessCalendar): string {
  return search(on, -1, calendar);
}

/** n business days after a day (before it when negative); 0 is the day itself, business day or not. From a Saturday, 1 is Monday. */
export function addBusinessDays(on: string, days: number, calendar: BusinessCalendar): string {
  const step = days < 0 ? -1 : 1;
  let day = on;
  for (let left = Math.abs(days); left > 0; left -= 1) day = search(plusDays(day, step), step, calendar);
  return day;
}

/** Business days after the first day up to and including the second; negative when the second is earlier, 0 on the same day. */
export function businessDaysBetween(fromOn: string, untilOn: string, calendar: BusinessCalendar): number {
  if (untilOn < fromOn) return -businessDaysBetween(untilOn, fromOn, calendar);
  let count = 0;
  for (let day = plusDays(fromOn, 1); day <= untilOn; day = plusDays(day, 1)) if (calendar(day)) count += 1;
  return count;
}

/** The same time of day, n business days later, where that clock hangs: "3 business days without a scan" end then. */
export function addBusinessDaysTo(
  at: Date,
  days: number,
  where: { calendar: BusinessCalendar; timeZone: string },
): Date {
  const on = addBusinessDays(localDateOf(at, where.timeZone), days, where.calendar);
  return instantOf(on, localTimeOf(at, where.timeZone), where.timeZone);
}

function search(on: string, step: 1 | -1, calendar: BusinessCalendar): string {
  let day = on;
  for (let tried = 0; tried < LONGEST_CLOSURE_DAYS; tried += 1) {
    if (calendar(day)) return day;
    day = plusDays(day, step);
  }
  throw new RangeError(`No business day within ${String(LONGEST_CLOSURE_DAYS)} days of ${on}`);
}
