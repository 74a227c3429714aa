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
import words from "../../app/ui/words/en.json";

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
  return parseHistory(await readText(path), limit, timeZone);
}

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    // By the content, not the name: a renamed archive is still one.
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (packed ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    // Of a folder or a broken archive Node does not say which.
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The first `limit` good rows in order of the file. Throws when the header lacks a column that is needed. */
export function parseHistory(text: string, limit: number | null, timeZone = historyZone): History {
  const { columns } = missingColumns(text);
  if (columns.length > 0) throw new Error(`This is not an order history: no column ${columns.join(", ")}.`);
  const orders: HistoryOrder[] = [];
  const badRows: BadRow[] = [];
  for (const { order, bad } of readHistory(text, { timeZone, now: null })) {
    if (limit !== null && orders.length >= limit) break;
    if (order) orders.push(order);
    else badRows.push({ line: bad.line, reason: reasonOf(bad) });
  }
  return { orders: orders.sort((one, other) => one.placedAt.getTime() - other.placedAt.getTime()), badRows };
}

function reasonOf({ column, problem, written }: BadHistoryRow): string {
  return `${column ?? "row"}: ${words[`history.problem.${problem}`]}${written ? `: "${written}"` : ""}`;
}
