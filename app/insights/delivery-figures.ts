import { dayMs } from "~/platform/durations";

// Figures from counted outcomes. A promise is judged when its last day is over: what has not arrived by then is late.

/** What became of so many promises. */
interface KeptOutcome {
  arrived: boolean;
  /** Business days, or only its sign; above 0 is late. */
  lateness: number;
  inFull: boolean;
  count: number;
}

/** With how it went and what its shopper was told. */
export interface JudgedOutcome extends KeptOutcome {
  /** The carrier tried in vain before. */
  failedAttempt: boolean;
  noticed: boolean;
  leadDays: number;
}

export interface CountedOutcome extends KeptOutcome {
  /** The Monday of the week of the promised day. */
  weekOf: string;
  country: string;
  carrier: string;
}

/** A rate with what it rests on. */
export interface Share {
  part: number;
  n: number;
}

export interface KeptFigures {
  onTime: Share;
  inFull: Share;
  /** On time and in full, order by order. */
  otif: Share;
}

export interface DeliveryFigures extends KeptFigures {
  /** Delivered without an attempt in vain, of those delivered. */
  firstAttempt: Share;
  /** Late orders whose shopper heard from us before the promise broke. */
  warned: Share;
  /** Late orders about which we wrote only afterwards. */
  toldAfter: number;
  /** Notices sent for orders that then kept their promise, of all orders with a notice that have arrived. */
  needless: Share;
  /** Whole days between the first notice and the end of the promised day, the middle one of the late orders warned. */
  medianLeadDays: number | null;
}

const isKept = (row: Pick<KeptOutcome, "arrived" | "lateness">): boolean => row.arrived && row.lateness <= 0;
const sum = (rows: readonly Pick<KeptOutcome, "count">[]): number =>
  rows.reduce((total, { count }) => total + count, 0);

function share<Row extends Pick<KeptOutcome, "count">>(
  of: readonly Row[],
  holds: (row: Row) => boolean,
): Share {
  return { part: sum(of.filter(holds)), n: sum(of) };
}

/** Every rate over outcomes that have been judged, each with its n; leads in days, null where nobody was warned. */
export function deliveryFigures(rows: readonly JudgedOutcome[]): DeliveryFigures {
  const late = rows.filter((row) => !isKept(row));
  const noticed = rows.filter((row) => row.noticed);
  const warned = late.filter((row) => row.noticed && row.leadDays >= 0);
  return {
    ...keptFigures(rows),
    firstAttempt: share(
      rows.filter(({ arrived }) => arrived),
      ({ failedAttempt }) => !failedAttempt,
    ),
    warned: { part: sum(warned), n: sum(late) },
    toldAfter: sum(late.filter((row) => row.noticed && row.leadDays < 0)),
    needless: share(
      noticed.filter(({ arrived }) => arrived),
      isKept,
    ),
    medianLeadDays: medianOf(warned),
  };
}

function keptFigures(rows: readonly KeptOutcome[]): KeptFigures {
  return {
    onTime: share(rows, isKept),
    inFull: share(rows, ({ inFull }) => inFull),
    otif: share(rows, (row) => isKept(row) && row.inFull),
  };
}

function medianOf(rows: readonly JudgedOutcome[]): number | null {
  const n = sum(rows);
  let seen = 0;
  for (const { leadDays, count } of [...rows].sort((a, b) => a.leadDays - b.leadDays)) {
    seen += count;
    if (n > 0 && seen * 2 >= n) return leadDays;
  }
  return null;
}

export interface LatenessFigures {
  onTime: Share;
  /** Business days, over the late orders that have arrived. */
  meanLateness: number | null;
}

export interface LaneFigures extends LatenessFigures {
  country: string;
  carrier: string;
}

/** Lateness by where parcels go and who carries them, the busiest first. */
export function laneFigures(rows: readonly CountedOutcome[]): LaneFigures[] {
  return groupsBy(rows, ({ country, carrier }) => JSON.stringify([country, carrier]))
    .map((lane) => ({
      country: lane[0]?.country ?? "",
      carrier: lane[0]?.carrier ?? "",
      ...latenessFigures(lane),
    }))
    .sort((a, b) => b.onTime.n - a.onTime.n || (a.carrier < b.carrier ? -1 : 1));
}

type LateOutcome = Pick<KeptOutcome, "arrived" | "lateness" | "count">;

export interface OriginOutcome extends LateOutcome {
  /** The location that packed it; "" where it is not known. */
  originId: string;
}

export interface OriginFigures extends LatenessFigures {
  originId: string;
}

/** Lateness by the location that packs, the busiest first. */
export function originFigures(rows: readonly OriginOutcome[]): OriginFigures[] {
  return groupsBy(rows, ({ originId }) => originId)
    .map((origin) => ({ originId: origin[0]?.originId ?? "", ...latenessFigures(origin) }))
    .sort((a, b) => b.onTime.n - a.onTime.n || (a.originId < b.originId ? -1 : 1));
}

function latenessFigures(rows: readonly LateOutcome[]): LatenessFigures {
  const late = rows.filter((row) => row.arrived && row.lateness > 0);
  const days = late.reduce((total, { lateness, count }) => total + lateness * count, 0);
  return { onTime: share(rows, isKept), meanLateness: late.length === 0 ? null : days / sum(late) };
}

export interface Calibration {
  country: string;
  kept: Share;
  /** The fewest business days more at which nine promises in ten would have been kept; 0 when they are, null when ten do not help. */
  daysMore: number | null;
  /** What would have been kept with them. */
  withMore: Share | null;
}

const goal = 0.9;
const mostDaysMore = 10;

/** What would have to be promised to a country to be right nine times in ten. */
export function calibration(rows: readonly CountedOutcome[]): Calibration[] {
  return groupsBy(rows, ({ country }) => country)
    .map((lane) => {
      const keptWith = (days: number) => share(lane, (row) => row.arrived && row.lateness <= days);
      const enough = Array.from({ length: mostDaysMore + 1 }, (_, days) => days).find((days) => {
        const { part, n } = keptWith(days);
        return part >= goal * n;
      });
      return {
        country: lane[0]?.country ?? "",
        kept: keptWith(0),
        daysMore: enough ?? null,
        withMore: enough === undefined ? null : keptWith(enough),
      };
    })
    .sort((a, b) => b.kept.n - a.kept.n || (a.country < b.country ? -1 : 1));
}

export interface WeekFigures extends KeptFigures {
  /** Its Monday. */
  weekOf: string;
}

/** Week by week, by the promised day; weeks without a promise are shown as such. */
export function weekFigures(
  rows: readonly CountedOutcome[],
  { fromOn, untilOn }: { fromOn: string; untilOn: string },
): WeekFigures[] {
  const byWeek = new Map(groupsBy(rows, ({ weekOf }) => weekOf).map((week) => [week[0]?.weekOf ?? "", week]));
  return weeksOf({ fromOn, untilOn }).map((weekOf) => ({
    weekOf,
    ...keptFigures(byWeek.get(weekOf) ?? []),
  }));
}

/** The Mondays of the weeks some days lie in. */
export function weeksOf({ fromOn, untilOn }: { fromOn: string; untilOn: string }): string[] {
  const weeks: string[] = [];
  for (let weekOf = mondayOf(fromOn); weekOf <= untilOn; weekOf = daysAfter(weekOf, 7)) weeks.push(weekOf);
  return weeks;
}

const daysAfter = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * dayMs).toISOString().slice(0, 10);

/** The Monday of a local date's week. */
function mondayOf(on: string): string {
  return daysAfter(on, -((new Date(on).getUTCDay() + 6) % 7));
}

function groupsBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
