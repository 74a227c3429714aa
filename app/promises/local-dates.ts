import { DateTime } from "luxon";
import { dayMs } from "~/platform/durations";

// Local dates are "YYYY-MM-DD": they sort and compare as text. Arithmetic on days runs in UTC, where every
// day has 24 hours; only the step between an instant and a date knows about time zones.

// Asking a time zone is costly, and one look at a delivery asks for the same few instants again and again.
const instants = new Map<string, number>();
const MOST_INSTANTS = 20_000;

function remembered(key: string, ask: () => DateTime): number {
  let at = instants.get(key);
  if (at === undefined) {
    at = ask().toMillis();
    if (instants.size >= MOST_INSTANTS) instants.clear();
    instants.set(key, at);
  }
  return at;
}

const endsAt = (on: string, timeZone: string): number =>
  remembered(`${on} ${timeZone}`, () =>
    firstOf(DateTime.fromISO(plusDays(on, 1), { zone: timeZone }).startOf("day")),
  );

/** A clock put back shows an hour twice. Left to itself luxon takes the one of the season the process runs in. */
export function firstOf(local: DateTime): DateTime {
  return local.getPossibleOffsets()[0] ?? local;
}

/** The day each zone was last asked for: most questions are about today. */
const lastDays = new Map<string, { on: string; beganAt: number; endedAt: number }>();

/** The day it is at an instant, in a time zone. Throws a RangeError where one of them is none. */
export function localDateOf(at: Date, timeZone: string): string {
  const last = lastDays.get(timeZone);
  if (last && last.beganAt <= at.getTime() && at.getTime() < last.endedAt) return last.on;
  const utc = at.toISOString();
  // Beyond the year 9999 a date is more than ten characters, and nothing to remember.
  if (utc.length > "2026-11-18T02:59:00.000Z".length) return askedDateOf(at, timeZone);
  // No zone is a whole day away from Greenwich.
  let on = plusDays(utc.slice(0, 10), -1);
  while (endsAt(on, timeZone) <= at.getTime()) on = plusDays(on, 1);
  const endedAt = endsAt(on, timeZone);
  if (Number.isNaN(endedAt)) return askedDateOf(at, timeZone);
  lastDays.set(timeZone, { on, beganAt: endsAt(plusDays(on, -1), timeZone), endedAt });
  return on;
}

function askedDateOf(at: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  const on = local.toISODate();
  if (on === null)
    throw new RangeError(`No local date in ${timeZone}: ${local.invalidReason ?? "invalid instant"}`);
  return on;
}

/** The time of day at an instant, "HH:MM", in a time zone. */
export function localTimeOf(at: Date, timeZone: string): string {
  const on = localDateOf(at, timeZone);
  const beganAt = endsAt(plusDays(on, -1), timeZone);
  // A day of another length has had its clock moved.
  if (endsAt(on, timeZone) - beganAt !== dayMs)
    return DateTime.fromJSDate(at, { zone: timeZone }).toFormat("HH:mm");
  return new Date(at.getTime() - beganAt).toISOString().slice(11, 16);
}

/** The instant of a wall-clock time on a day. A time skipped by daylight saving is the one an hour later; a doubled one is the first. */
export function instantOf(on: string, time: string, timeZone: string): Date {
  return new Date(
    remembered(`${on}T${time} ${timeZone}`, () =>
      firstOf(DateTime.fromISO(`${on}T${time}`, { zone: timeZone })),
    ),
  );
}

/**
 * An instant as it is written: on the clock of a time zone, save where the text names an offset of its own. Of a doubled
 * hour it is the first. Null where it is none.
 */
export function readInstant(text: string, timeZone: string): Date | null {
  // Spreadsheets write a space where ISO 8601 has a T.
  const at = DateTime.fromISO(text.replace(/^(\S+) (?=\d)/, "$1T"), { zone: timeZone });
  if (!at.isValid) return null;
  const namesOffset = /(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text.slice("2026-11-18".length));
  return (namesOffset ? at : firstOf(at)).toJSDate();
}

/** The first instant after a day is over: what is before it is still "on" that day. */
export function endOfDay(on: string, timeZone: string): Date {
  return new Date(endsAt(on, timeZone));
}

/** n calendar days later, or earlier when negative. */
export function plusDays(on: string, days: number): string {
  return new Date(Date.parse(on) + days * dayMs).toISOString().slice(0, 10);
}

/** Calendar days from one local date to another, negative when the second is earlier. */
export function daysBetween(fromOn: string, untilOn: string): number {
  return Math.round((Date.parse(untilOn) - Date.parse(fromOn)) / dayMs);
}

/** ISO weekday: Monday 1 to Sunday 7. */
export function weekdayOf(on: string): number {
  return new Date(Date.parse(on)).getUTCDay() || 7;
}

/** The later of two local dates, or of two instants. */
export function laterOf<When extends string | Date>(one: When, other: When): When {
  return one > other ? one : other;
}

/** A local date as a `@db.Date` column holds it: midnight UTC of that day. */
export function toDateColumn(on: string): Date {
  return new Date(Date.parse(on));
}

/** The local date a DATE column holds: the client reads it as midnight UTC. */
export function fromDateColumn(column: Date): string {
  return column.toISOString().slice(0, 10);
}
