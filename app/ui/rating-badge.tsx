import { Badge } from "@shopify/polaris";
import { groupOf } from "~/surveys/nps";
import { useWords } from "./use-words";

const tones = { promoter: "success", passive: "attention", detractor: "critical" } as const;

/** The number with its word: colour alone tells nothing to one shopper in twelve, and the same goes for merchants. */
export function RatingBadge({ rating }: { rating: number }) {
  const say = useWords();
  const group = groupOf(rating);
  return <Badge tone={tones[group]}>{`${String(rating)} · ${say(`group.${group}`)}`}</Badge>;
}
