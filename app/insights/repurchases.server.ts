import type { Database } from "~/platform/database.server";
import { plusDays } from "~/promises/local-dates";
import type { Happening } from "~/surveys/happenings";
import type { Share } from "./delivery-figures";
import type { Period } from "./insights-period";
import { repurchaseDays } from "./repurchase";

/** Of the orders whose ninety days after the arrival ended on these days: whose shopper bought again, by what had happened. */
export async function readRepurchases(
  db: Database,
  { shopId, fromOn, untilOn }: Period & { shopId: string },
): Promise<Record<Happening, Share>> {
  const rows = await db.$queryRaw<Array<Share & { happened: string }>>`
    SELECT "happened", sum("again")::int AS "part", sum("orders")::int AS "n" FROM "RepurchaseRollup"
    WHERE "shopId" = ${shopId} AND "arrivedOn" BETWEEN ${plusDays(fromOn, -repurchaseDays)}::date
      AND ${plusDays(untilOn, -repurchaseDays)}::date
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
