import { DateTime } from "luxon";

// Local dates are "YYYY-MM-DD": they sort and compare as text. Arithmetic on days runs in UTC, where every
// day has 24 hours; only the step between an instant and a date knows about time zones.

const DAY_MS = 86_400_000;

/** The day it is at an instant, in a time zone. */
export function localDateOf(at: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  const on = local.toISODate();
  if (on === null)
    throw new RangeError(`No local date in ${timeZone}: ${local.invalidReason ?? "invalid instant"}`);
  return on;
}

/** The time of day at an instant, "HH:MM", in a time zone. */
export function localTimeOf(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat("HH:mm");
}

/** The instant of a wall-clock time on a day. A time skipped by daylight saving is the one an hour later; a doubled one is the first. */
export function instantOf(on: string, time: string, timeZone: string): Date {
  return DateTime.fromISO(`${on}T${time}`, { zone: timeZone }).toJSDate();
}

// Asking a time zone is costly, and one look at a delivery asks for the end of the same few days again and again.
const endsOfDays = new Map<string, number>();
const MOST_ENDS = 20_000;

/** The first instant after a day is over: what is before it is still "on" that day. */
export function endOfDay(on: string, timeZone: string): Date {
  const key = `${on} ${timeZone}`;
  let endsAt = endsOfDays.get(key);
  if (endsAt === undefined) {
    endsAt = DateTime.fromISO(plusDays(on, 1), { zone: timeZone }).startOf("day").toMillis();
    if (endsOfDays.size >= MOST_ENDS) endsOfDays.clear();
    endsOfDays.set(key, endsAt);
  }
  return new Date(endsAt);
}

/** n calendar days later, or earlier when negative. */
export function plusDays(on: string, days: number): string {
  return new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one local date to another, negative when the second is earlier. */
export function daysBetween(fromOn: string, untilOn: string): number {
  return Math.round((Date.parse(untilOn) - Date.parse(fromOn)) / DAY_MS);
}

/** ISO weekday: Monday 1 to Sunday 7. */
export function weekdayOf(on: string): number {
  return new Date(Date.parse(on)).getUTCDay() || 7;
}

/** The later of two local dates. */
export function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}

/** A local date as a `@db.Date` column holds it: midnight UTC of that day. */
export function toDateColumn(on: string): Date {
  return new Date(Date.parse(on));
}

export function fromDateColumn(column: Date): string {
  return column.toISOString().slice(0, 10);
}
