import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Look } from "./play";
import type { WarningRule } from "./rules";

/** Writes looks.csv and warnings.csv as the play goes: they have these names when they are whole. */
export function openCsvFiles(folder: string) {
  makeFolder(folder);
  const looks = openLines(
    join(folder, "looks.csv"),
    "order_id,at,p_late,p10_on,p20_on,p50_on,p80_on,p90_on\n",
  );
  const warnings = openLines(join(folder, "warnings.csv"), "order_id,at,rule\n");

  return {
    look({ played, atMs, lateChance, arrival }: Look): void {
      const { p10On, p20On, p50On, p80On, p90On } = arrival;
      const cells = [cell(played.order.orderId), new Date(atMs).toISOString(), lateChance.toFixed(6)];
      looks.add([...cells, p10On, p20On, p50On, p80On, p90On].join(",") + "\n");
    },
    warning({ played, atMs }: Look, { rule, threshold }: WarningRule): void {
      const cells = [
        cell(played.order.orderId),
        new Date(atMs).toISOString(),
        `${rule} ${String(threshold)}`,
      ];
      warnings.add(cells.join(",") + "\n");
    },
    close(): void {
      looks.close();
      warnings.close();
    },
  };
}

/** Node's own `recursive` never comes back where a file system takes no folders, as /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

const CHUNK = 65_536;

function openLines(path: string, header: string) {
  const file = openSync(`${path}.part`, "w");
  let waiting = header;
  return {
    add(line: string): void {
      waiting += line;
      if (waiting.length < CHUNK) return;
      appendFileSync(file, waiting);
      waiting = "";
    },
    close(): void {
      appendFileSync(file, waiting);
      closeSync(file);
      renameSync(`${path}.part`, path);
    },
  };
}

/** Quoted where it must be. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
