import type { OrderFacts } from "~/insights/order-facts.server";
import type { Words } from "./words/speaker";

/** "1 day late, warned", "On time", "On its way" */
export function whatHappened(
  { order, delivery, told }: Pick<OrderFacts, "order" | "delivery" | "told">,
  say: Words,
): string {
  const { lateness, arrivedOn } = delivery;
  if (order.cancelledAt) return say("state.cancelled");
  if (lateness !== null && lateness > 0) {
    const late = arrivedOn ? say.n("state.arrivedLate", lateness) : say.n("state.late", lateness);
    return `${late}, ${say(told.some(({ kind }) => kind === "delay_notice") ? "state.warned" : "state.notWarned")}`;
  }
  if (!order.requiresShipping) return say("state.noShipping");
  if (!arrivedOn) return say(delivery.parcel ? "state.onTheWay" : "state.preparing");
  return say(lateness === null ? "state.arrived" : "state.arrivedOnTime");
}
