import { Badge } from "@shopify/polaris";
import { openDelayStates } from "~/insights/open-delay-states";
import type { OrderFacts } from "~/insights/order-facts.server";
import { delayKindWords } from "./kind-words";
import { useWords } from "./use-words";

/** Late or at risk with the reason, else how it ended. */
export function LatenessBadge({
  facts: { order, delivery, delay },
}: {
  facts: Pick<OrderFacts, "order" | "delivery" | "delay">;
}) {
  const say = useWords();
  const { lateness, arrivedOn } = delivery;
  if (order.cancelledAt) return <Badge>{say("state.cancelled")}</Badge>;
  const isLate = lateness !== null && lateness > 0;
  if (arrivedOn) {
    if (lateness === null) return <Badge>{say("state.arrived")}</Badge>;
    return isLate ? (
      <Badge tone="warning">{say.n("state.arrivedLate", lateness)}</Badge>
    ) : (
      <Badge tone="success">{say("state.arrivedOnTime")}</Badge>
    );
  }
  const reason = delay && openDelayStates.includes(delay.state) ? delayKindWords(delay.kind, say) : null;
  if (isLate)
    return (
      <Badge tone="critical">{[say.n("state.late", lateness), reason].filter(Boolean).join(" · ")}</Badge>
    );
  if (reason) return <Badge tone="warning">{`${say("state.atRisk")} · ${reason}`}</Badge>;
  if (!order.requiresShipping) return <Badge>{say("state.noShipping")}</Badge>;
  return delivery.parcel ? (
    <Badge tone="info">{say("state.onTheWay")}</Badge>
  ) : (
    <Badge>{say("state.preparing")}</Badge>
  );
}
