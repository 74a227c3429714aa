import { Badge } from "@shopify/polaris";
import { latenessWords } from "./lateness-words";
import { useWords } from "./use-words";

export function LatenessBadge({ facts }: { facts: Parameters<typeof latenessWords>[0] }) {
  const { text, tone } = latenessWords(facts, useWords());
  return tone === null ? <Badge>{text}</Badge> : <Badge tone={tone}>{text}</Badge>;
}
