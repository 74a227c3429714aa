import { DateTime } from "luxon";
import type { Transaction } from "~/platform/database.server";
import { toDateColumn } from "~/promises/local-dates";
import type { ShopSettings } from "~/settings/shop-settings";

interface MonthOf {
  shopId: string;
  timeZone: string;
  rules: ShopSettings["touchpoints"]["surprise"];
  now: Date;
}

/**
 * What is left of the calendar month's budget, in the shop's currency: every little extra counts for what one is worth
 * now. Read from the day's sums, so it costs the same for a hundred and for a hundred thousand.
 */
export async function surpriseMoneyLeft(
  db: Pick<Transaction, "touchpointRollup">,
  { shopId, timeZone, rules, now }: MonthOf,
): Promise<number> {
  const monthFrom = DateTime.fromJSDate(now, { zone: timeZone }).startOf("month").toISODate() ?? "";
  const { _sum } = await db.touchpointRollup.aggregate({
    where: { shopId, kind: "surprise", outcome: "sent", onDate: { gte: toDateColumn(monthFrom) } },
    _sum: { count: true },
  });
  return rules.monthBudget - (_sum.count ?? 0) * rules.worth;
}
