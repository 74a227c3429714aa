import type { z } from "zod";
import { pageLength } from "./shipment-tabs";

/** A place in a list, small enough for the address bar. */
export function writeCursor(place: readonly (string | number)[]): string {
  return btoa(JSON.stringify(place)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Null for no cursor and for one nobody of ours wrote: the list then starts at its beginning. */
export function readCursor<Place>(cursor: string | null, schema: z.ZodType<Place>): Place | null {
  if (!cursor) return null;
  try {
    const read = schema.safeParse(JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** A page of rows read with one row more, and the cursor of the next page; null on the last one. */
export function pageOf<Row extends { id: string }>(
  rows: Row[],
  placeOf: (row: Row) => Array<string | number>,
  length = pageLength,
): { ids: string[]; next: string | null } {
  const page = rows.slice(0, length);
  const last = page.at(-1);
  return {
    ids: page.map((row) => row.id),
    next: rows.length > length && last ? writeCursor(placeOf(last)) : null,
  };
}
