// Reads an order history (the form of shared/data/history) for the simulation. Good rows are used, bad ones are listed
// by line and reason.

import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import {
  missingColumns,
  readHistory,
  type BadHistoryRow,
  type HistoryOrder,
} from "../../app/promises/history-file";

export type { HistoryOrder };

export const historyZone = "America/Sao_Paulo";

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
  const missing = missingColumns(text);
  if (missing.length > 0) throw new Error(`This is not an order history: no column ${missing.join(", ")}.`);
  const orders: HistoryOrder[] = [];
  const badRows: BadRow[] = [];
  for (const { order, bad } of readHistory(text, timeZone)) {
    if (limit !== null && orders.length >= limit) break;
    if (order) orders.push(order);
    else badRows.push({ line: bad.line, reason: reasonOf(bad) });
  }
  return { orders: orders.sort((one, other) => one.placedAt.getTime() - other.placedAt.getTime()), badRows };
}

function reasonOf({ column, problem, written }: BadHistoryRow): string {
  return `${column ?? "row"}: ${problem.replaceAll("_", " ")}${written ? ` "${written}"` : ""}`;
}
