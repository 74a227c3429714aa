import type { Database } from "~/platform/database.server";
import { plusDays } from "~/promises/local-dates";
import { deliveryFigures } from "./delivery-figures";
import { sumOutcomeCounts } from "./outcome-counts.server";

export interface PromiseKeeping {
  /** Orders promised to be there in these days: how many were, complete, by the date first promised. */
  onTime: { kept: number; n: number };
  /** Orders that were late: how many shoppers had heard from us before the promise broke, and how early (median, days). */
  warned: { before: number; n: number; medianDays: number | null };
}

/** Over the promises whose last day is over, arrived or not: counting arrivals only would leave out the worst ones. */
export async function readPromiseKeeping(
  db: Database,
  { shopId, today, days }: { shopId: string; today: string; days: number },
): Promise<PromiseKeeping> {
  const rows = await sumOutcomeCounts(db, {
    shopId,
    fromOn: plusDays(today, -days),
    untilOn: plusDays(today, -1),
  });
  const { otif, warned, medianLeadDays } = deliveryFigures(rows);
  return {
    onTime: { kept: otif.part, n: otif.n },
    warned: { before: warned.part, n: warned.n, medianDays: medianLeadDays },
  };
}
