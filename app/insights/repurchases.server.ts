import type { Database } from "~/platform/database.server";
import type { Happening } from "~/surveys/happenings";
import type { Share } from "./delivery-figures";
import { whoseDaysEndOn, type Period } from "./insights-period";

/** Of the orders whose ninety days after the arrival ended on these days: whose shopper bought again, by what had happened. */
export async function readRepurchases(
  db: Database,
  { shopId, ...period }: Period & { shopId: string },
): Promise<Record<Happening, Share>> {
  const { fromOn, untilOn } = whoseDaysEndOn(period);
  const rows = await db.$queryRaw<Array<Share & { happened: string }>>`
    SELECT "happened", sum("again")::int AS "part", sum("orders")::int AS "n" FROM "RepurchaseRollup"
    WHERE "shopId" = ${shopId} AND "arrivedOn" BETWEEN ${fromOn}::date AND ${untilOn}::date
    GROUP BY 1`;
  const of = (happening: Happening): Share => {
    const { part = 0, n = 0 } = rows.find(({ happened }) => happened === happening) ?? {};
    return { part, n };
  };
  return {
    ...{ on_time: of("on_time"), late_warned: of("late_warned"), late_silent: of("late_silent") },
    made_good: of("made_good"),
  };
}
