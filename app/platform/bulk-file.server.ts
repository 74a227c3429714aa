import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** A line without its end, and the byte of the file that follows it. */
interface BulkLine {
  text: string;
  endsAt: number;
}

const newline = 0x0a;

/**
 * The lines of a file Shopify has made, from a byte on, as they arrive: it may be larger than memory. What was read
 * before is not sent again where the server can leave it out, and passed over where it cannot. Throws when it breaks
 * off.
 */
export async function* readBulkFile(url: string, from = 0): AsyncGenerator<BulkLine> {
  let at = from;
  let rest: Buffer[] = [];
  const line = (endsAt: number): BulkLine => {
    const text = Buffer.concat(rest).toString("utf8").trimEnd();
    rest = [];
    return { text, endsAt };
  };
  for await (const bytes of readBytes(url, from)) {
    let begin = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, begin)) {
      rest.push(bytes.subarray(begin, end));
      begin = end + 1;
      const read = line(at + begin);
      if (read.text !== "") yield read;
    }
    if (begin < bytes.length) rest.push(bytes.subarray(begin));
    at += bytes.length;
  }
  const last = line(at);
  if (last.text !== "") yield last;
}

async function* readBytes(url: string, from: number): AsyncGenerator<Buffer> {
  // Packed bytes could not be counted.
  const headers = { "Accept-Encoding": "identity", ...(from > 0 ? { Range: `bytes=${from}-` } : {}) };
  const response = await fetch(url, { headers });
  // There is nothing behind the last byte.
  if (response.status === 416 && from > 0) return;
  if (!response.ok || !response.body)
    throw new Error(`The file of a bulk operation: HTTP ${response.status}`);
  const range = response.headers.get("content-range") ?? "";
  if (response.status === 206 && !range.startsWith(`bytes ${from}-`))
    throw new Error("The file of a bulk operation: another part of it was sent");
  let toSkip = response.status === 206 ? 0 : from;
  const stream = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    if (skipped < chunk.length) yield Buffer.from(chunk.subarray(skipped));
  }
}
