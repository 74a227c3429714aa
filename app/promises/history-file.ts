// An order history as a file: one row an order, the first row naming the columns, times local. Good rows are used, bad
// ones told by line, column and what is wrong.

import { DateTime } from "luxon";
import { dayMs } from "~/platform/durations";
import { firstOf, readInstant } from "./local-dates";

export interface HistoryOrder {
  /** Line of the file, the header being line 1. */
  line: number;
  orderId: string;
  customerId: string;
  placedAt: Date;
  promisedOn: DateTime;
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  status: HistoryStatus;
  originRegion: string | null;
  originLocation: string | null;
  /** ISO code; null where the file does not say. */
  country: string | null;
  region: string | null;
  postcode: string | null;
  carrier: string | null;
  service: string | null;
  items: number;
  valueCents: number;
  /** 1 to 5 */
  rating: number | null;
}

const statuses = [
  "created",
  "approved",
  "invoiced",
  "processing",
  "shipped",
  "delivered",
  "canceled",
  "unavailable",
] as const;
export type HistoryStatus = (typeof statuses)[number];

/** What can be wrong with a row. */
export const historyProblems = [
  "broken_quote",
  "cells",
  "empty",
  "status",
  "time",
  "day",
  "country",
  "rating",
  "number",
  "promised_before_order",
  "handed_over_before_order",
  "delivered_before_order",
  "delivered_before_hand_over",
  "too_far",
  "not_yet",
  "came_before",
] as const;
export type HistoryProblem = (typeof historyProblems)[number];

export interface BadHistoryRow {
  line: number;
  /** null: the whole row. */
  column: string | null;
  problem: HistoryProblem;
  /** What stands there. */
  written: string;
}

/** One row of the file, read. */
export type HistoryRow = { order: HistoryOrder; bad: null } | { order: null; bad: BadHistoryRow };

/** The longest file a merchant may send. */
export const longestUpload = 20_000_000;

/** What every order history has to tell. */
export const neededColumns = [
  "order_id",
  "placed_at",
  "promised_on",
  "handed_over_at",
  "delivered_at",
] as const;

/** What it may tell besides. */
export const knownColumns = [
  "status",
  "origin_region",
  "origin_location",
  "destination_country",
  "destination_region",
  "carrier",
  "service",
] as const;

/** The needed columns its first row does not name, and whether any row follows it. */
export function missingColumns(text: string): { columns: string[]; isEmpty: boolean } {
  const rows = readCsv(text);
  const header = rows.next();
  const names = header.done ? [] : header.value.cells.map((name) => name.trim());
  return {
    columns: neededColumns.filter((name) => !names.includes(name)),
    isEmpty: header.done === true || rows.next().done === true,
  };
}

/**
 * Row by row, in order of the file. Nothing where the header lacks a needed column. `now` refuses what would have
 * happened after it; null where the file has a calendar of its own.
 */
export function* readHistory(
  text: string,
  { timeZone, now }: { timeZone: string; now: Date | null },
): Generator<HistoryRow> {
  const times: ReadTimes = { timeZone, now, midnights: new Map() };
  const rows = readCsv(text);
  const header = rows.next();
  if (header.done || missingColumns(text).columns.length > 0) return;
  // Where a name stands twice, as an empty one does behind the last column, its first place counts.
  const named = header.value.cells.map((name, index) => [name.trim(), index] as const);
  const columns: Columns = { width: named.length, places: new Map(named.toReversed()) };
  const seen = new Set<string>();
  for (const row of rows) {
    const read = readRow(row, columns, times);
    if (read.order && seen.has(read.order.orderId)) {
      yield bad(row, "order_id", "came_before", read.order.orderId);
      continue;
    }
    if (read.order) seen.add(read.order.orderId);
    yield read;
  }
}

function bad(row: CsvRow, column: string | null, problem: HistoryProblem, written = ""): HistoryRow {
  return { order: null, bad: { line: row.line, column, problem, written } };
}

interface CsvRow {
  line: number;
  cells: string[];
  /** The file ended inside quotes. */
  broken: boolean;
}

interface Columns {
  width: number;
  places: ReadonlyMap<string, number>;
}

function readRow(row: CsvRow, { width, places }: Columns, times: ReadTimes): HistoryRow {
  if (row.broken) return bad(row, null, "broken_quote");
  if (row.cells.length !== width)
    return bad(row, null, "cells", `${String(row.cells.length)}/${String(width)}`);
  const cell = (name: string) => (row.cells[places.get(name) ?? -1] ?? "").trim();
  const wrong = (column: string, problem: HistoryProblem) => bad(row, column, problem, cell(column));

  if (!cell("order_id")) return wrong("order_id", "empty");
  if (places.has("customer_id") && !cell("customer_id")) return wrong("customer_id", "empty");
  const unknown = (["placed_at", "promised_on"] as const).find((column) => !cell(column));
  if (unknown) return wrong(unknown, "empty");
  const placedAt = readTime(cell("placed_at"), times);
  if (!placedAt) return wrong("placed_at", "time");
  const promisedOn = DateTime.fromISO(cell("promised_on"), { zone: times.timeZone });
  if (!/^\d{4}-\d\d-\d\d$/.test(cell("promised_on")) || !promisedOn.isValid)
    return wrong("promised_on", "day");
  const handedOverAt = readTime(cell("handed_over_at"), times);
  if (handedOverAt === undefined) return wrong("handed_over_at", "time");
  const deliveredAt = readTime(cell("delivered_at"), times);
  if (deliveredAt === undefined) return wrong("delivered_at", "time");
  const status = places.has("status")
    ? statuses.find((known) => known === cell("status"))
    : statusOf(handedOverAt, deliveredAt);
  if (!status) return wrong("status", "status");
  const told = { placedAt, promisedOn, handedOverAt, deliveredAt };
  const impossible = findDisorder(told) ?? findFarDate(told, times.now);
  if (impossible) return wrong(impossible.column, impossible.problem);
  if (status === "delivered" && !deliveredAt) return wrong("delivered_at", "empty");
  if ((deliveredAt ?? status === "shipped") && !handedOverAt) return wrong("handed_over_at", "empty");
  const country = cell("destination_country") || null;
  if (country !== null && !/^[A-Z]{2}$/.test(country)) return wrong("destination_country", "country");
  const rating = readNumber(cell("rating"));
  if (rating === undefined || (rating !== null && ![1, 2, 3, 4, 5].includes(rating)))
    return wrong("rating", "rating");
  const items = readNumber(cell("items"));
  if (items === undefined || (items ?? 0) < 0) return wrong("items", "number");
  const value = readNumber(cell("value"));
  if (value === undefined || (value ?? 0) < 0) return wrong("value", "number");
  const order: HistoryOrder = {
    line: row.line,
    orderId: cell("order_id"),
    customerId: cell("customer_id"),
    placedAt,
    promisedOn,
    handedOverAt,
    deliveredAt,
    status,
    originRegion: cell("origin_region") || null,
    originLocation: cell("origin_location") || null,
    country,
    region: cell("destination_region") || null,
    postcode: cell("destination_postcode") || null,
    carrier: cell("carrier") || null,
    service: cell("service") || null,
    // Rows of unavailable goods carry 0 items; an order has at least one line.
    items: Math.max(1, Math.round(items ?? 1)),
    valueCents: Math.round((value ?? 0) * 100),
    rating,
  };
  return { order, bad: null };
}

function statusOf(handedOverAt: Date | null, deliveredAt: Date | null): HistoryStatus {
  return deliveredAt ? "delivered" : handedOverAt ? "shipped" : "processing";
}

type ToldTimes = Pick<HistoryOrder, "placedAt" | "promisedOn" | "handedOverAt" | "deliveredAt">;
type Impossible = { column: string; problem: HistoryProblem } | null;

/** Times that cannot have come in this order. */
function findDisorder({ placedAt, promisedOn, handedOverAt, deliveredAt }: ToldTimes): Impossible {
  if (promisedOn.endOf("day").toJSDate() < placedAt)
    return { column: "promised_on", problem: "promised_before_order" };
  if (handedOverAt && handedOverAt < placedAt)
    return { column: "handed_over_at", problem: "handed_over_before_order" };
  if (deliveredAt && deliveredAt < placedAt)
    return { column: "delivered_at", problem: "delivered_before_order" };
  if (deliveredAt && handedOverAt && deliveredAt < handedOverAt)
    return { column: "delivered_at", problem: "delivered_before_hand_over" };
  return null;
}

// Shop systems write 1900 or 9999 where they know no date: one such row would be played for thousands of years, and what
// is learned weighs more the later it was, which a double holds until 2080.
const EARLIEST_YEAR = 2000;
const LATEST_YEAR = 2075;
const LONGEST_WAY_MS = 2 * 365 * dayMs;

function findFarDate(
  { placedAt, promisedOn, handedOverAt, deliveredAt }: ToldTimes,
  now: Date | null,
): Impossible {
  const year = placedAt.getUTCFullYear();
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return { column: "placed_at", problem: "too_far" };
  const happened = { placed_at: placedAt, handed_over_at: handedOverAt, delivered_at: deliveredAt };
  const isFar = (at: Date | null) => at !== null && at.getTime() - placedAt.getTime() > LONGEST_WAY_MS;
  const far = Object.entries({ ...happened, promised_on: promisedOn.toJSDate() }).find(([, at]) => isFar(at));
  if (far) return { column: far[0], problem: "too_far" };
  const early = Object.entries(happened).find(([, at]) => now !== null && at !== null && at > now);
  return early ? { column: early[0], problem: "not_yet" } : null;
}

/** How local times are read: the zone, the instant nothing comes after, and the days already looked up. */
interface ReadTimes {
  timeZone: string;
  now: Date | null;
  /** The instant a day of 24 hours begins; null for any other day. */
  midnights: Map<string, number | null>;
}

/** null when empty, undefined when it cannot be read. */
function readTime(text: string, times: ReadTimes): Date | null | undefined {
  if (text === "") return null;
  const quick = quickInstant(text, times);
  if (quick !== null) return quick;
  return readInstant(text, times.timeZone) ?? undefined;
}

/** Days are few and rows are many: on a day of 24 hours a time is its midnight and the hours since. */
function quickInstant(text: string, { timeZone, midnights }: ReadTimes): Date | null {
  const written = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text);
  const [, on = "", hours, minutes, seconds] = written ?? [];
  if (!written) return null;
  let midnight = midnights.get(on);
  if (midnight === undefined) {
    const day = firstOf(DateTime.fromISO(on, { zone: timeZone }).startOf("day"));
    const nextDay = firstOf(day.plus({ days: 1 }).startOf("day"));
    const isOrdinary = nextDay.toMillis() - day.toMillis() === dayMs;
    midnight = day.isValid && isOrdinary ? day.toMillis() : null;
    midnights.set(on, midnight);
  }
  if (midnight === null) return null;
  return new Date(midnight + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}

/** null when empty, undefined when it cannot be read. */
function readNumber(text: string): number | null | undefined {
  if (text === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * RFC 4180: quoted cells may hold commas, doubled quotes and line breaks. Empty lines are left out. Spreadsheets of half
 * of Europe write a semicolon where the others write a comma, and a tab when asked for text.
 */
function* readCsv(text: string): Generator<CsvRow> {
  const end = text.length;
  const separator = separatorOf(text);
  let index = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (index < end) {
    const row: CsvRow = { line, cells: [], broken: false };
    for (;;) {
      const cell = readCell(text, index, separator);
      row.cells.push(cell.value);
      row.broken ||= cell.broken;
      line += cell.lineBreaks;
      index = cell.next;
      if (text[index] !== separator) break;
      index += 1;
    }
    if (text[index] === "\r") index += 1;
    if (text[index] === "\n") index += 1;
    line += 1;
    if (row.cells.length > 1 || row.cells[0]?.trim()) yield row;
  }
}

/** What parts the names in the first line; no column is called by one. */
function separatorOf(text: string): string {
  const firstLine = /^\s*([^\r\n]*)/.exec(text)?.[1] ?? "";
  return [",", ";", "\t"].find((one) => firstLine.includes(one)) ?? ",";
}

function readCell(
  text: string,
  from: number,
  separator: string,
): { value: string; next: number; lineBreaks: number; broken: boolean } {
  if (text[from] !== '"') {
    let next = from;
    while (next < text.length && text[next] !== separator && text[next] !== "\n" && text[next] !== "\r")
      next += 1;
    return { value: text.slice(from, next), next, lineBreaks: 0, broken: false };
  }
  let value = "";
  let next = from + 1;
  for (;;) {
    const quote = text.indexOf('"', next);
    if (quote < 0) {
      value += text.slice(next);
      return { value, next: text.length, lineBreaks: countBreaks(value), broken: true };
    }
    value += text.slice(next, quote);
    if (text[quote + 1] !== '"') {
      next = quote + 1;
      break;
    }
    value += '"';
    next = quote + 2;
  }
  // What stands between the closing quote and the next separator belongs to no cell of a well-made file; it is kept.
  const rest = readCell(text, next, separator);
  return { ...rest, value: value + rest.value, lineBreaks: countBreaks(value) };
}

function countBreaks(text: string): number {
  return text.split("\n").length - 1;
}
