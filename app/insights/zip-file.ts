// A ZIP archive written piece by piece (PKWARE APPNOTE 6.3): each file packed with its header, and a directory at the
// end. Files stay below 4 GB, their names plain ASCII.

import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  name: string;
  crc: number;
  packed: number;
  size: number;
  /** Where its header stands in the archive. */
  offset: number;
}

const headerLength = 30;
const version = 20;
const deflated = 8;
// DOS cannot say less than 1 January 1980.
const dosDate = 0x21;

/** One file with its header, and what the directory will say of it. */
export function zipPiece(
  { name, text }: { name: string; text: string },
  offset: number,
): { bytes: Uint8Array<ArrayBuffer>; entry: ZipEntry } {
  const content = Buffer.from(text);
  const body = deflateRawSync(content);
  const entry = { name, crc: crc32(content), packed: body.length, size: content.length, offset };
  const header = Buffer.alloc(headerLength);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(version, 4);
  writeFacts(header, 8, entry);
  header.writeUInt16LE(name.length, 26);
  return { bytes: joined([header, Buffer.from(name), body]), entry };
}

/** Where the next file's header stands. */
export function endOf(entries: readonly ZipEntry[]): number {
  const last = entries.at(-1);
  return last ? last.offset + headerLength + last.name.length + last.packed : 0;
}

/** What closes the archive. */
export function zipDirectory(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const files = entries.flatMap((entry) => {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(version, 4);
    header.writeUInt16LE(version, 6);
    writeFacts(header, 10, entry);
    header.writeUInt16LE(entry.name.length, 28);
    header.writeUInt32LE(entry.offset, 42);
    return [header, Buffer.from(entry.name)];
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    files.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(endOf(entries), 16);
  return joined([...files, end]);
}

function writeFacts(header: Buffer, at: number, { crc, packed, size }: ZipEntry): void {
  header.writeUInt16LE(deflated, at);
  header.writeUInt16LE(dosDate, at + 4);
  header.writeUInt32LE(crc, at + 6);
  header.writeUInt32LE(packed, at + 10);
  header.writeUInt32LE(size, at + 14);
}

function joined(parts: Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
