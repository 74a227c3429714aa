import { readBody } from "./read-body.server";

// A comment of 2,000 characters, each of them nine bytes once encoded, and room to spare.
const maxFormBytes = 64 * 1024;

/** The fields of a plain form; null when it is larger than any form of ours. NUL, which Postgres text cannot hold, is left out. */
export async function readForm(request: Request): Promise<URLSearchParams | null> {
  const read = await readBody(request, maxFormBytes);
  if (read.outcome === "too_large") return null;
  return new URLSearchParams(read.body.toString("utf8").replaceAll(/\0|%00/g, ""));
}
