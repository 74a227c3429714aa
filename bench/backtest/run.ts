import { businessTimeOf } from "~/promises/business-time";
import type { HistoryOrder } from "../../sandbox/simulation/history-file";
import { createFigures, type BacktestFigures } from "./figures";
import type { BacktestOptions } from "./options";
import { playHistory, type Look } from "./play";
import { warningRules, type WarningRule } from "./rules";

/** Where the single looks and warnings go, beside the figures. */
export interface BacktestFiles {
  look(look: Look): void;
  warning(look: Look, rule: WarningRule): void;
}

/** Plays a history and measures: over delivered orders placed from the given day on, as far as is known. */
export function runBacktest(
  orders: HistoryOrder[],
  options: Pick<BacktestOptions, "from" | "until" | "country" | "timeZone">,
  { files, progress }: { files: BacktestFiles | null; progress: (atMs: number) => void },
): BacktestFigures {
  const { from, until, country, timeZone } = options;
  const clock = businessTimeOf(country, timeZone);
  const counted = orders.filter(
    ({ placedAt, status, deliveredAt }) =>
      status === "delivered" &&
      deliveredAt !== null &&
      (until === null || deliveredAt <= until) &&
      (from === null || clock.dateAt(placedAt.getTime()) >= from),
  );
  const figures = createFigures(counted, warningRules({ country, timeZone }), clock);
  playHistory(
    { orders, until, country, timeZone },
    {
      look(look) {
        files?.look(look);
        for (const rule of figures.look(look)) files?.warning(look, rule);
      },
      handOver: (played, arrival) => {
        figures.handOver(played, arrival);
      },
      progress,
    },
  );
  const late = counted.filter(
    ({ deliveredAt, promisedOn }) => Number(deliveredAt) >= clock.endOfDate(promisedOn.toISODate() ?? ""),
  );
  return figures.result(late.length);
}
