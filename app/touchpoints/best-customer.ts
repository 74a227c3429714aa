import type { Purchases } from "~/orders/purchases";
import type { ShopSettings } from "~/settings/shop-settings";

/** Whether she has ordered often enough or spent enough; a threshold that is not set is reached by nobody. */
export function isBestCustomer(
  { ordersFrom, spentFrom }: ShopSettings["touchpoints"]["vip_reward"],
  { orders, spent }: Purchases,
): boolean {
  return (ordersFrom !== null && orders >= ordersFrom) || (spentFrom !== null && spent >= spentFrom);
}
