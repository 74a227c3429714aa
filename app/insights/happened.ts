import type { OrderFacts } from "./order-facts.server";

/** What became of an order, as far as an answer to it stands beside that: small enough for a page of answers. */
export type Happened =
  | { was: "cancelled" | "noShipping" | "preparing" | "onTheWay" | "arrived" | "arrivedOnTime" }
  | { was: "late" | "arrivedLate"; businessDays: number; isWarned: boolean };

/** What became of an order, in one: cancelled before late before arrived. Lateness in business days. */
export function happenedTo({
  order,
  delivery: { lateness, arrivedOn, parcel },
  told,
}: Pick<OrderFacts, "order" | "delivery" | "told">): Happened {
  if (order.cancelledAt) return { was: "cancelled" };
  if (lateness !== null && lateness > 0)
    return {
      was: arrivedOn ? "arrivedLate" : "late",
      businessDays: lateness,
      isWarned: told.some(({ kind }) => kind === "delay_notice"),
    };
  if (!order.requiresShipping) return { was: "noShipping" };
  if (!arrivedOn) return { was: parcel ? "onTheWay" : "preparing" };
  return { was: lateness === null ? "arrived" : "arrivedOnTime" };
}
