// `npm run --silent backtest -- --history FILE`: what the product would have done on an order history.

import { readHistoryFile } from "../sandbox/simulation/history-file";
import { openCsvFiles } from "./backtest/csv-files";
import { parseOptions, usage } from "./backtest/options";
import { nothingToPlay, printBadRows, printFigures } from "./backtest/print";
import { runBacktest } from "./backtest/run";

async function main(args: string[]): Promise<number> {
  const startedAt = performance.now();
  const options = parseOptions(args);
  if (options === "help") {
    process.stdout.write(usage);
    return 0;
  }
  if ("problem" in options) {
    process.stderr.write(`${options.problem}\n\n${usage}`);
    return 2;
  }
  const { orders, badRows } = await readHistoryFile(options.history, null, options.timeZone);
  process.stderr.write(printBadRows(badRows));
  // Figures of nothing would read as a back-test that went well.
  if (orders.length === 0) throw new Error(nothingToPlay(options.history, badRows));
  const files = options.out === null ? null : openCsvFiles(options.out);
  const { lookingOnce, ...figures } = runBacktest(orders, options, { files, progress: tellMonths() });
  files?.close();
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...figures, seconds })}\n`
      : printFigures({ ...figures, lookingOnce }, seconds),
  );
  return 0;
}

/** One line on stderr for every month that has been played. */
function tellMonths(): (atMs: number) => void {
  let told = "";
  return (atMs) => {
    const month = new Date(atMs).toISOString().slice(0, 7);
    if (month !== told) process.stderr.write(`playing ${month}\n`);
    told = month;
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
