import type { Language } from "~/messages/voices";
import { exportWords } from "./export-words";

interface ExportedTable {
  table: string;
  columns: readonly string[];
  rows: Array<Record<string, unknown>>;
}

interface ExportFile {
  language: Language;
  timeZone: string;
  shopName: string;
  at: Date;
  tables: ExportedTable[];
}

/** The file a shopper gets who asked what is known about her: one page that opens anywhere and prints well. */
export function writeExportFile({ language, timeZone, shopName, at, tables }: ExportFile): string {
  const words = exportWords[language];
  const locale = language === "it" ? "it-IT" : "en-GB";
  const instants = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: "long", timeStyle: "short" });
  const days = new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "long" });
  const write = (column: string, value: unknown): string => {
    if (value instanceof Date) return (column.endsWith("On") ? days : instants).format(value);
    if (typeof value === "boolean") return value ? words.yes : words.no;
    if (Array.isArray(value)) return value.map((item) => write(column, item)).join(", ");
    if (isRecord(value))
      return Object.entries(value)
        .map(([key, part]) => `${key}: ${write(key, part)}`)
        .join("\n");
    return String(value);
  };
  const card = ({ columns }: ExportedTable, row: Record<string, unknown>): string => {
    const lines = columns
      .filter((column) => !isEmpty(row[column]))
      .map(
        (column) =>
          `<dt>${escape(words.columns[column] ?? column)}</dt><dd>${escape(write(column, row[column]))}</dd>`,
      );
    return `<dl>${lines.join("")}</dl>`;
  };
  const section = (told: ExportedTable): string =>
    `<section><h2>${escape(words.tables[told.table] ?? told.table)}</h2>${told.rows.map((row) => card(told, row)).join("")}</section>`;

  const body = tables.length > 0 ? tables.map(section).join("\n") : `<p>${escape(words.nothing)}</p>`;
  const title = words.title(shopName);
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>${style}</style></head>
<body><h1>${escape(title)}</h1><p>${escape(words.intro(instants.format(at)))}</p>
${body}
</body></html>
`;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem;padding:1rem 0;border-bottom:1px solid #eee;break-inside:avoid}
dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}`;

/** What she wrote must not become part of the page. */
const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

function isRecord(value: unknown): value is Record<string, unknown> {
  // A decimal is an object of the database's client, and no record.
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
