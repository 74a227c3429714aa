import { dayMs } from "~/platform/durations";
import type { ShopSettings } from "~/settings/shop-settings";

export type SurpriseOccasion = "tagged" | "first_order" | "nth_order" | "anniversary";

interface PaidOrder {
  paidAt: Date;
  tags: readonly string[];
  /** Her n-th order; 1 is her first. */
  number: number;
  /** When she paid for the first time. */
  firstPaidAt: Date;
}

// Nobody orders on the day itself: the week that begins with it is near enough to be meant.
const anniversaryDays = 7;

/** What a little extra would be for; null where the merchant wants none. A tag speaks first: somebody put it there. */
export function surpriseOccasion(
  rules: ShopSettings["touchpoints"]["surprise"],
  order: PaidOrder,
): SurpriseOccasion | null {
  const { tag } = rules;
  if (tag !== null && order.tags.some((one) => one.trim().toLowerCase() === tag.toLowerCase()))
    return "tagged";
  if (rules.onFirst && order.number === 1) return "first_order";
  if (rules.everyOrders !== null && order.number % rules.everyOrders === 0) return "nth_order";
  return rules.onAnniversary && isAnniversary(order) ? "anniversary" : null;
}

/** A whole number of years after her first order, or in the six days that follow. */
function isAnniversary({ paidAt, firstPaidAt }: PaidOrder): boolean {
  const year = paidAt.getUTCFullYear();
  return [year - 1, year].some((one) => {
    if (one <= firstPaidAt.getUTCFullYear()) return false;
    const day = Date.UTC(one, firstPaidAt.getUTCMonth(), firstPaidAt.getUTCDate());
    return paidAt.getTime() >= day && paidAt.getTime() < day + anniversaryDays * dayMs;
  });
}
