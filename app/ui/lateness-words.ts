import { openDelayStates } from "~/insights/open-delay-states";
import type { OrderFacts } from "~/insights/order-facts.server";
import { delayKindWords } from "./kind-words";
import type { Words } from "./words/speaker";

export interface LatenessWords {
  text: string;
  tone: "success" | "info" | "warning" | "critical" | null;
}

/** Late or at risk with the reason, else how it ended. */
export function latenessWords(
  { order, delivery, delay, isLikelyLate }: Pick<OrderFacts, "order" | "delivery" | "delay" | "isLikelyLate">,
  say: Words,
): LatenessWords {
  const { lateness, arrivedOn } = delivery;
  if (order.cancelledAt) return { text: say("state.cancelled"), tone: null };
  const isLate = lateness !== null && lateness > 0;
  if (arrivedOn) {
    if (lateness === null) return { text: say("state.arrived"), tone: null };
    return isLate
      ? { text: say.n("state.arrivedLate", lateness), tone: "warning" }
      : { text: say("state.arrivedOnTime"), tone: "success" };
  }
  const incident = delay && openDelayStates.includes(delay.state) ? delay.kind : null;
  const kind = incident ?? (isLikelyLate ? "predicted_late" : null);
  const reason = kind && delayKindWords(kind, say);
  if (isLate) {
    return { text: [say.n("state.late", lateness), reason].filter(Boolean).join(" · "), tone: "critical" };
  }
  if (reason) return { text: `${say("state.atRisk")} · ${reason}`, tone: "warning" };
  if (!order.requiresShipping) return { text: say("state.noShipping"), tone: null };
  return delivery.parcel
    ? { text: say("state.onTheWay"), tone: "info" }
    : { text: say("state.preparing"), tone: null };
}
