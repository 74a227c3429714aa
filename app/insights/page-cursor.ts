import type { z } from "zod";

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
