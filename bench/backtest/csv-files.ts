import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Look } from "./play";
import type { WarningRule } from "./rules";

/** Writes looks.csv and warnings.csv as the play goes; ids are quoted where they must be. */
export async function openCsvFiles(folder: string) {
  await mkdir(folder, { recursive: true });
  const looks = createWriteStream(join(folder, "looks.csv"));
  const warnings = createWriteStream(join(folder, "warnings.csv"));
  looks.write("order_id,at,p_late,p10_on,p20_on,p50_on,p80_on,p90_on\n");
  warnings.write("order_id,at,rule\n");
  let [lookLines, warningLines] = ["", ""];

  function flush(atLeast: number): void {
    if (lookLines.length >= atLeast) {
      looks.write(lookLines);
      lookLines = "";
    }
    if (warningLines.length >= atLeast) {
      warnings.write(warningLines);
      warningLines = "";
    }
  }

  return {
    look({ played, atMs, lateChance, arrival }: Look): void {
      const { p10On, p20On, p50On, p80On, p90On } = arrival;
      const cells = [cell(played.order.orderId), new Date(atMs).toISOString(), lateChance.toFixed(6)];
      lookLines += [...cells, p10On, p20On, p50On, p80On, p90On].join(",") + "\n";
      flush(CHUNK);
    },
    warning({ played, atMs }: Look, { rule, threshold }: WarningRule): void {
      const cells = [
        cell(played.order.orderId),
        new Date(atMs).toISOString(),
        `${rule} ${String(threshold)}`,
      ];
      warningLines += cells.join(",") + "\n";
      flush(CHUNK);
    },
    async close(): Promise<void> {
      flush(0);
      await Promise.all([close(looks), close(warnings)]);
    },
  };
}

const CHUNK = 65_536;

async function close(stream: WriteStream): Promise<void> {
  stream.end();
  await finished(stream);
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
