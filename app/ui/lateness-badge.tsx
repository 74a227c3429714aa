import { Badge } from "@shopify/polaris";
import type { OrderFacts } from "~/insights/order-facts.server";
import { latenessWords } from "./lateness-words";
import { useWords } from "./use-words";

export function LatenessBadge({ facts }: { facts: Pick<OrderFacts, "order" | "delivery" | "delay"> }) {
  const { text, tone } = latenessWords(facts, useWords());
  return tone === null ? <Badge>{text}</Badge> : <Badge tone={tone}>{text}</Badge>;
}
