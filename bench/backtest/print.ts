import type { BadRow } from "../../sandbox/simulation/history-file";
import type { BacktestFigures, RuleFigures } from "./figures";

/** The figures as tables and a small chart for a terminal. */
export function printFigures(figures: BacktestFigures, seconds: number): string {
  const { orders, late, rules, ranking, lookingOnce, calibration, dates } = figures;
  return [
    `${String(orders)} delivered orders, ${String(late)} of them late (${percent(orders === 0 ? null : late / orders)})`,
    "",
    "Warnings by rule, and how many hours before the end of the promised day",
    table(
      ["rule", "", "per 1000", "right", "found", "median", "mean", "≥ 48 h", "≥ 96 h"],
      rules
        .filter(isPrinted)
        .map((one) => [
          one.rule,
          one.rule === "clock" ? `${String(one.threshold)} h` : percent(one.threshold),
          number(one.warningsPer1000),
          percent(one.precision),
          percent(one.recall),
          number(one.medianLeadHours),
          number(one.meanLeadHours),
          percent(one.lateWarned48h),
          percent(one.lateWarned96h),
        ]),
    ),
    "",
    "How well open orders are told apart",
    table(
      ["hours before", "open", "late", "AUC", "avg. precision", "Brier"],
      ranking.map((one) => [
        String(one.hoursBefore),
        String(one.n),
        percent(one.lateShare),
        fixed(one.auc),
        fixed(one.averagePrecision),
        fixed(one.brier),
      ]),
    ),
    `Looking once at 48 h: ${lookingOnce
      .map(({ recall, precision }) => `${percent(precision)} right at ${number(100 * recall)} % found`)
      .join(", ")}`,
    "",
    `What was forecast (·) and what happened (█); calibration error ${fixed(calibration.ece)}`,
    ...calibration.bins.flatMap(({ forecast, observed, n }) =>
      forecast === null || observed === null ? [] : [bar(forecast, observed, n)],
    ),
    "",
    "Dates given",
    table(
      ["at", "window", "covers", "days named"],
      dates.map((one) => [one.moment, one.window, percent(one.coverage), number(one.medianDays)]),
    ),
    "",
    `${seconds.toFixed(1)} s`,
    "",
  ].join("\n");
}

/** Of the forecast's thresholds every tenth is enough to read. */
function isPrinted({ rule, threshold }: RuleFigures): boolean {
  return rule !== "forecast" || Number.isInteger(Math.round(threshold * 100) / 10);
}

const MOST_BAD_ROWS = 20;

/** The rows that could not be used, by line and reason. */
export function printBadRows(badRows: BadRow[]): string {
  if (badRows.length === 0) return "";
  const shown = badRows
    .slice(0, MOST_BAD_ROWS)
    .map(({ line, reason }) => `  line ${String(line)}: ${reason}\n`);
  const rest = badRows.length - shown.length;
  const more = rest > 0 ? `  and ${String(rest)} more\n` : "";
  return `${String(badRows.length)} rows cannot be used:\n${shown.join("")}${more}`;
}

/** Why there are no figures, and what to do about it. */
export function nothingToPlay(file: string, badRows: BadRow[]): string {
  return badRows.length === 0
    ? `${file} has its first row and no order below it: there is nothing to play.`
    : `No row of ${file} can be used: there is nothing to play. Put right what is said of the rows above, and start again.`;
}

const CHART_WIDTH = 50;

function bar(forecast: number, observed: number, n: number): string {
  const filled = "█".repeat(Math.round(observed * CHART_WIDTH)).padEnd(CHART_WIDTH + 1, " ");
  const mark = Math.round(forecast * CHART_WIDTH);
  return `${percent(forecast).padStart(6)} ${filled.slice(0, mark)}·${filled.slice(mark + 1)} ${percent(observed).padStart(6)}  n ${String(n)}`;
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}

const number = (value: number | null): string => (value === null ? "-" : value.toFixed(0));
const percent = (value: number | null): string => (value === null ? "-" : `${(value * 100).toFixed(1)} %`);
const fixed = (value: number | null): string => (value === null ? "-" : value.toFixed(3));
