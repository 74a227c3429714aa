/** A table as a file every spreadsheet opens. */
export function csvOf(rows: ReadonlyArray<ReadonlyArray<string | number | null>>): string {
  // The mark at the beginning tells Excel that the letters are UTF-8.
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
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
