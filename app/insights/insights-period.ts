import { dayMs } from "~/platform/durations";
import { repurchaseDays } from "./repurchase";

// Days are counted here without the calendar library of promises/, which a page would have to load.

export interface Period {
  fromOn: string;
  /** The last day, included. */
  untilOn: string;
}

export const usualPeriods = [30, 90, 365] as const;
const usualDays = 90;
const longestDays = 800;

const plusDays = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * dayMs).toISOString().slice(0, 10);

/** Both ends included. */
export function lengthOf({ fromOn, untilOn }: Period): number {
  return Math.round((Date.parse(untilOn) - Date.parse(fromOn)) / dayMs) + 1;
}

/** So many days up to today. */
export function lastDays(days: number, today: string): Period {
  return { fromOn: plusDays(today, 1 - days), untilOn: today };
}

const isLocalDate = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The days an address asks for; what it says wrongly, or nothing, is the last ninety. Never into the future. */
export function readPeriod(search: URLSearchParams, today: string): Period {
  const [from, until] = [search.get("from"), search.get("until")];
  const untilOn = isLocalDate(until) && until <= today ? until : today;
  const usual = lastDays(usualDays, untilOn);
  if (!isLocalDate(from) || from > untilOn || lengthOf({ fromOn: from, untilOn }) > longestDays) return usual;
  return { fromOn: from, untilOn };
}

/** As many days, just before. */
export function periodBefore(period: Period): Period {
  return lastDays(lengthOf(period), plusDays(period.fromOn, -1));
}

/** The days of the arrivals, or messages, whose ninety days to buy again end on these. */
export function whoseDaysEndOn({ fromOn, untilOn }: Period): Period {
  return { fromOn: plusDays(fromOn, -repurchaseDays), untilOn: plusDays(untilOn, -repurchaseDays) };
}

/** A week from its Monday on, as far as it lies in a period, for an address. */
export function daysOfWeek(weekOf: string, { fromOn, untilOn }: Period): string {
  const sunday = plusDays(weekOf, 6);
  return new URLSearchParams({
    from: weekOf > fromOn ? weekOf : fromOn,
    until: sunday < untilOn ? sunday : untilOn,
  }).toString();
}
