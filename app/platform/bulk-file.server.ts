import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** The lines of a file Shopify has made, as they arrive: it may be larger than memory. Throws when it breaks off. */
export async function* readBulkFile(url: string): AsyncGenerator<string> {
  const response = await fetch(url);
  if (!response.ok || !response.body)
    throw new Error(`The file of a bulk operation: HTTP ${response.status}`);
  const bytes = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  // readline swallows what goes wrong beneath it.
  let trouble: unknown = null;
  bytes.once("error", (error) => {
    trouble = error;
  });
  try {
    for await (const line of createInterface({ input: bytes, crlfDelay: Infinity })) {
      if (line !== "") yield line;
    }
  } finally {
    bytes.destroy();
  }
  if (trouble !== null) throw trouble instanceof Error ? trouble : new Error("The file broke off.");
}
