type Rows = ReadonlyArray<ReadonlyArray<string | number | null>>;

/** Stands at the beginning of a file: tells Excel that the letters are UTF-8. */
export const csvMark = "\uFEFF";

/** A table as a file every spreadsheet opens. */
export function csvOf(rows: Rows): string {
  return csvMark + csvLines(rows);
}

/** Some lines of such a file, for one that is written piece by piece. */
export function csvLines(rows: Rows): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * Text that begins like a formula would be run by a spreadsheet, and part of it is written by shoppers: a quote mark
 * before it makes it text. OWASP, "CSV Injection".
 */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
