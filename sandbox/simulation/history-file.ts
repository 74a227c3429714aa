// Reads an order history (the form of shared/data/history: one row an order, local times). Good rows are used,
// bad ones are listed by line and reason.

import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { DateTime } from "luxon";

export const historyZone = "America/Sao_Paulo";

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

export interface BadRow {
  line: number;
  reason: string;
}

export interface History {
  /** Earliest first. */
  orders: HistoryOrder[];
  badRows: BadRow[];
}

/** Local times are those of `timeZone`. */
export async function readHistoryFile(
  path: string,
  limit: number | null,
  timeZone = historyZone,
): Promise<History> {
  const bytes = await readFile(path);
  // By the content, not the name: a renamed archive is still one.
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return parseHistory((packed ? gunzipSync(bytes) : bytes).toString("utf8"), limit, timeZone);
}

/** The first `limit` good rows in order of the file. Throws when the header lacks a column that is needed. */
export function parseHistory(text: string, limit: number | null, timeZone = historyZone): History {
  const read: ReadTimes = { timeZone, midnights: new Map() };
  const rows = readCsv(text);
  const header = rows.next();
  const columns = new Map((header.done ? [] : header.value.cells).map((name, index) => [name.trim(), index]));
  const missing = neededColumns.filter((name) => !columns.has(name));
  if (missing.length > 0) throw new Error(`This is not an order history: no column ${missing.join(", ")}.`);

  const orders: HistoryOrder[] = [];
  const badRows: BadRow[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (limit !== null && orders.length >= limit) break;
    const order = readRow(row, columns, read);
    if (typeof order === "string") badRows.push({ line: row.line, reason: order });
    else if (seen.has(order.orderId))
      badRows.push({ line: row.line, reason: `order ${order.orderId} came before` });
    else {
      seen.add(order.orderId);
      orders.push(order);
    }
  }
  return { orders: orders.sort((one, other) => one.placedAt.getTime() - other.placedAt.getTime()), badRows };
}

const neededColumns = [
  "order_id",
  "customer_id",
  "placed_at",
  "promised_on",
  "handed_over_at",
  "delivered_at",
  "status",
  "rating",
];

interface CsvRow {
  line: number;
  cells: string[];
  /** The file ended inside quotes. */
  broken: boolean;
}

/** The order, or the reason why the row cannot be used. */
function readRow(row: CsvRow, columns: ReadonlyMap<string, number>, times: ReadTimes): HistoryOrder | string {
  if (row.broken) return "a quote is never closed";
  if (row.cells.length !== columns.size) return `${row.cells.length} cells, ${columns.size} expected`;
  const cell = (name: string) => (row.cells[columns.get(name) ?? -1] ?? "").trim();

  const status = statuses.find((known) => known === cell("status"));
  if (!status) return `unknown status "${cell("status")}"`;
  if (!cell("order_id")) return "no order_id";
  if (!cell("customer_id")) return "no customer_id";
  const placedAt = readInstant(cell("placed_at"), times);
  if (!placedAt) return `placed_at is no time: "${cell("placed_at")}"`;
  const promisedOn = DateTime.fromISO(cell("promised_on"), { zone: times.timeZone });
  if (!/^\d{4}-\d\d-\d\d$/.test(cell("promised_on")) || !promisedOn.isValid) {
    return `promised_on is no day: "${cell("promised_on")}"`;
  }
  const handedOverAt = readInstant(cell("handed_over_at"), times);
  if (handedOverAt === undefined) return `handed_over_at is no time: "${cell("handed_over_at")}"`;
  const deliveredAt = readInstant(cell("delivered_at"), times);
  if (deliveredAt === undefined) return `delivered_at is no time: "${cell("delivered_at")}"`;
  if (promisedOn.endOf("day").toJSDate() < placedAt) return "promised for a day before the order";
  if (handedOverAt && handedOverAt < placedAt) return "handed over before it was ordered";
  if (deliveredAt && deliveredAt < placedAt) return "delivered before it was ordered";
  if (deliveredAt && handedOverAt && deliveredAt < handedOverAt) return "delivered before it was handed over";
  if (status === "delivered" && !deliveredAt) return "delivered, but delivered_at is empty";
  if (deliveredAt && !handedOverAt) return "delivered, but handed_over_at is empty";
  if (status === "shipped" && !handedOverAt) return "shipped, but handed_over_at is empty";
  const rating = readNumber(cell("rating"));
  if (rating === undefined || (rating !== null && ![1, 2, 3, 4, 5].includes(rating))) {
    return `rating is not 1 to 5: "${cell("rating")}"`;
  }
  const items = readNumber(cell("items"));
  if (items === undefined || (items ?? 0) < 0) return `items is no number: "${cell("items")}"`;
  const value = readNumber(cell("value"));
  if (value === undefined || (value ?? 0) < 0) return `value is no amount: "${cell("value")}"`;
  return {
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
    region: cell("destination_region") || null,
    postcode: cell("destination_postcode") || null,
    carrier: cell("carrier") || null,
    service: cell("service") || null,
    // Rows of unavailable goods carry 0 items; an order has at least one line.
    items: Math.max(1, Math.round(items ?? 1)),
    valueCents: Math.round((value ?? 0) * 100),
    rating,
  };
}

/** How local times are read: the zone, and the days already looked up. */
interface ReadTimes {
  timeZone: string;
  /** The instant a day of 24 hours begins; null for any other day. */
  midnights: Map<string, number | null>;
}

/** null when empty, undefined when it cannot be read. */
function readInstant(text: string, times: ReadTimes): Date | null | undefined {
  if (text === "") return null;
  const quick = quickInstant(text, times);
  if (quick !== null) return quick;
  const at = DateTime.fromISO(text, { zone: times.timeZone });
  return at.isValid ? at.toJSDate() : undefined;
}

const DAY_MS = 86_400_000;

/** Days are few and rows are many: on a day of 24 hours a time is its midnight and the hours since. */
function quickInstant(text: string, { timeZone, midnights }: ReadTimes): Date | null {
  const written = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text);
  const [, on = "", hours, minutes, seconds] = written ?? [];
  if (!written) return null;
  let midnight = midnights.get(on);
  if (midnight === undefined) {
    const day = DateTime.fromISO(on, { zone: timeZone }).startOf("day");
    const isOrdinary = day.plus({ days: 1 }).startOf("day").toMillis() - day.toMillis() === DAY_MS;
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

/** RFC 4180: quoted cells may hold commas, doubled quotes and line breaks. Empty lines are left out. */
function* readCsv(text: string): Generator<CsvRow> {
  const end = text.length;
  let index = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (index < end) {
    const row: CsvRow = { line, cells: [], broken: false };
    for (;;) {
      const cell = readCell(text, index);
      row.cells.push(cell.value);
      row.broken ||= cell.broken;
      line += cell.lineBreaks;
      index = cell.next;
      if (text[index] !== ",") break;
      index += 1;
    }
    if (text[index] === "\r") index += 1;
    if (text[index] === "\n") index += 1;
    line += 1;
    if (row.cells.length > 1 || row.cells[0]?.trim()) yield row;
  }
}

function readCell(
  text: string,
  from: number,
): { value: string; next: number; lineBreaks: number; broken: boolean } {
  if (text[from] !== '"') {
    let next = from;
    while (next < text.length && text[next] !== "," && text[next] !== "\n" && text[next] !== "\r") next += 1;
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
  // What stands between the closing quote and the next comma belongs to no cell of a well-made file; it is kept.
  const rest = readCell(text, next);
  return { ...rest, value: value + rest.value, lineBreaks: countBreaks(value) };
}

function countBreaks(text: string): number {
  return text.split("\n").length - 1;
}
