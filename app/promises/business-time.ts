import { dayMs } from "~/platform/durations";
import { countryWeek } from "./business-calendar";
import { endOfDay, plusDays, weekdayOf } from "./local-dates";
import { isPublicHoliday } from "./public-holidays";

/**
 * How much of a business day passes, on the clock of one country and time zone. A parcel ages in this time, so
 * that a weekend is not mistaken for a standstill.
 */
export interface BusinessTime {
  /** Business days passed at an instant since a day of this clock's own: only differences mean something. */
  at(atMs: number): number;
  /** The local date at an instant. */
  dateAt(atMs: number): string;
  /** The local date on which that many business days have passed. */
  dateOf(businessDays: number): string;
  /** The first instant of the local day an instant falls on. */
  startOfDay(atMs: number): number;
  /** The first instant after a local date. */
  endOfDate(on: string): number;
}

// Hundredths of a business day, in whole numbers so that sums are exact wherever a table begins: what arrives on
// such a day, measured against a weekday, on 28,000 parcels of a large marketplace.
const WORKING_DAY = 100;
const HALF_REST_DAY = 30;
const REST_DAY = 7;
const HOLIDAY = 15;

// A table grows by whole years; nobody ships outside of these.
const FIRST_YEAR = 1990;
const LAST_YEAR = 2200;

const clocks = new Map<string, BusinessTime>();

/** The business time of a country, days counted from midnight to midnight in a time zone. */
export function businessTimeOf(countryCode: string, timeZone: string): BusinessTime {
  const key = `${countryCode} ${timeZone}`;
  const known = clocks.get(key);
  if (known) return known;
  const clock = createBusinessTime(countryCode, timeZone);
  clocks.set(key, clock);
  return clock;
}

function createBusinessTime(countryCode: string, timeZone: string): BusinessTime {
  const dayWeights = weightsOf(countryCode);
  let table: DayTable | null = null;

  /** The table, grown until it holds an instant. */
  function tableFor(atMs: number): DayTable {
    const year = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, new Date(atMs).getUTCFullYear()));
    table ??= buildTable(year, year + 1, { dayWeights, timeZone });
    if (year > table.firstYear && year < table.lastYear) return table;
    // A year of slack on both sides, because a local year does not begin with the one of Greenwich.
    const firstYear = Math.min(table.firstYear, year - 1);
    const lastYear = Math.max(table.lastYear, year + 1);
    if (firstYear < table.firstYear || lastYear > table.lastYear)
      table = buildTable(firstYear, lastYear, { dayWeights, timeZone, anchor: table });
    return table;
  }

  function dayAt(days: DayTable, atMs: number): number {
    const { starts } = days;
    let day = Math.floor(atMs / dayMs) - days.firstDay;
    day = Math.min(starts.length - 2, Math.max(0, day));
    while (day > 0 && (starts[day] ?? 0) > atMs) day -= 1;
    while (day < starts.length - 2 && (starts[day + 1] ?? 0) <= atMs) day += 1;
    return day;
  }

  return {
    at(atMs) {
      const days = tableFor(atMs);
      const day = dayAt(days, atMs);
      const [startsAt = 0, endsAt = 0] = [days.starts[day], days.starts[day + 1]];
      const [before = 0, after = 0] = [days.passed[day], days.passed[day + 1]];
      const share = Math.min(1, Math.max(0, (atMs - startsAt) / (endsAt - startsAt)));
      return (before + (after - before) * share) / WORKING_DAY;
    },
    dateAt(atMs) {
      const days = tableFor(atMs);
      return days.dates[dayAt(days, atMs)] ?? "";
    },
    dateOf(businessDays) {
      let days = table ?? tableFor(0);
      const wanted = businessDays * WORKING_DAY;
      while (wanted > (days.passed.at(-1) ?? 0) && days.lastYear < LAST_YEAR)
        days = tableFor(Date.UTC(days.lastYear, 6));
      let [low, high] = [0, days.starts.length - 2];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((days.passed[middle + 1] ?? 0) >= wanted) high = middle;
        else low = middle + 1;
      }
      return days.dates[low] ?? "";
    },
    startOfDay(atMs) {
      const days = tableFor(atMs);
      return days.starts[dayAt(days, atMs)] ?? atMs;
    },
    endOfDate(on) {
      const days = tableFor(Date.parse(on));
      return days.starts[Math.round(Date.parse(on) / dayMs) - days.firstDay + 1] ?? Date.parse(on) + dayMs;
    },
  };
}

interface DayTable {
  firstYear: number;
  lastYear: number;
  /** Days since 1970 of the first row. */
  firstDay: number;
  dates: string[];
  /** The instant a local day begins; one more than there are days. */
  starts: Float64Array;
  /** Hundredths of business days passed before it, counted from the first table's first day. */
  passed: Float64Array;
}

function buildTable(
  firstYear: number,
  lastYear: number,
  {
    dayWeights,
    timeZone,
    anchor,
  }: { dayWeights: (on: string) => number; timeZone: string; anchor?: DayTable },
): DayTable {
  const firstDay = Date.UTC(firstYear, 0, 1) / dayMs;
  const length = Date.UTC(lastYear + 1, 0, 1) / dayMs - firstDay;
  const starts = new Float64Array(length + 1);
  const passed = new Float64Array(length + 1);
  const dates: string[] = [];
  const shift = anchor ? anchor.firstDay - firstDay : 0;
  let on = `${String(firstYear)}-01-01`;
  starts[0] = endOfDay(plusDays(on, -1), timeZone).getTime();
  for (let day = 0; day < length; day += 1) {
    // Days that were worked out before are taken over: asking a time zone is the costly part.
    const known = anchor?.dates[day - shift];
    dates.push(known ?? on);
    starts[day + 1] = (known && anchor?.starts[day - shift + 1]) || endOfDay(on, timeZone).getTime();
    passed[day + 1] = (passed[day] ?? 0) + dayWeights(on);
    on = plusDays(on, 1);
  }
  const passedBefore = anchor ? (passed[shift] ?? 0) - (anchor.passed[0] ?? 0) : 0;
  for (let day = 0; day <= length; day += 1) passed[day] = (passed[day] ?? 0) - passedBefore;
  return { firstYear, lastYear, firstDay, dates, starts, passed };
}

function weightsOf(countryCode: string): (on: string) => number {
  const { workingDays, restDay } = countryWeek(countryCode);
  return (on) => {
    if (isPublicHoliday(countryCode, on)) return HOLIDAY;
    const weekday = weekdayOf(on);
    if (workingDays.includes(weekday)) return WORKING_DAY;
    return weekday === restDay ? REST_DAY : HALF_REST_DAY;
  };
}
