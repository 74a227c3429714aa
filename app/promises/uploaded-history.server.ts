import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { startLongTask } from "~/platform/long-tasks.server";
import { longestUpload, missingColumns } from "./history-file";

/** The longest text in a file: a few bytes can be packed from gigabytes. */
const longestHistory = 100_000_000;

/** What keeps a file from being read as text. */
type Unreadable = { outcome: "unpacked_too_large" | "broken_archive" | "unreadable" };

export type UploadOutcome =
  | { outcome: "started"; taskId: string }
  | { outcome: "busy" | "empty" | "too_large" | "zip" }
  | Unreadable
  | { outcome: "no_columns"; columns: string[] };

/** Looks at an uploaded history and starts its import. Refused at once where no row of it could be read. */
export async function importHistory(
  deps: Parameters<typeof startLongTask>[0],
  { shopId, file }: { shopId: string; file: Uint8Array<ArrayBuffer> },
): Promise<UploadOutcome> {
  if (file.length === 0) return { outcome: "empty" };
  if (file.length > longestUpload) return { outcome: "too_large" };
  if (file[0] === 0x50 && file[1] === 0x4b) return { outcome: "zip" };
  const text = await unpack(file);
  if (typeof text !== "string") return text;
  if (text.trim() === "") return { outcome: "empty" };
  const { columns, isEmpty } = missingColumns(text);
  if (columns.length > 0) return { outcome: "no_columns", columns };
  if (isEmpty) return { outcome: "empty" };
  const packed = isPacked(file) ? file : new Uint8Array(await promisify(gzip)(file));
  return startLongTask(deps, { shopId, kind: "history_import", file: packed });
}

/** By the content, not the name: a renamed file is still one. */
const isPacked = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The text of a file, packed or not; never more of it than may be. */
export async function unpack(bytes: Uint8Array): Promise<string | Unreadable> {
  try {
    const plain = isPacked(bytes)
      ? await promisify(gunzip)(bytes, { maxOutputLength: longestHistory })
      : bytes;
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ERR_BUFFER_TOO_LARGE") return { outcome: "unpacked_too_large" };
    return { outcome: code.startsWith("Z_") ? "broken_archive" : "unreadable" };
  }
}
