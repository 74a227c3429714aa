import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";

/** The stages of an order as its shopper lives them. */
export const journeyStages = ["bought", "prepared", "on_its_way", "arrived", "afterwards"] as const;
export type JourneyStage = (typeof journeyStages)[number];

/** Where a touchpoint stands on the map. */
export interface JourneyPlace {
  stage: JourneyStage;
  /** Only these words of it stand here; null: all that stand nowhere else. */
  variants: readonly string[] | null;
}

/** A notice about goods that have not left belongs where the goods still are. */
export const journeyPlaces: Record<TouchpointKind, JourneyPlace[]> = {
  thank_you_note: [{ stage: "bought", variants: null }],
  nps_survey: [{ stage: "bought", variants: null }],
  delay_notice: [
    { stage: "prepared", variants: ["unshipped"] },
    { stage: "on_its_way", variants: null },
  ],
  delay_update: [{ stage: "on_its_way", variants: null }],
  arrival_notice: [{ stage: "on_its_way", variants: null }],
  feedback_invitation: [{ stage: "arrived", variants: null }],
  recovery_offer: [{ stage: "arrived", variants: null }],
  product_follow_up: [{ stage: "afterwards", variants: null }],
  replenishment: [{ stage: "afterwards", variants: null }],
  win_back: [{ stage: "afterwards", variants: null }],
  new_arrivals: [{ stage: "afterwards", variants: null }],
  welcome: [{ stage: "bought", variants: null }],
  surprise: [{ stage: "prepared", variants: null }],
  vip_reward: [{ stage: "afterwards", variants: null }],
};

/** One row of the day's sums. */
export interface CountedTouchpoints {
  kind: string;
  variant: string;
  outcome: string;
  reason: string;
  count: number;
}

export interface PlaceSums {
  sent: number;
  failed: number;
  answered: number;
  /** Why it was not sent, the most frequent reason first. An order that is gone is no reason of ours. */
  heldBack: Array<{ reason: string; count: number }>;
}

/** The sums that belong to one place on the map. */
export function sumsAt(place: JourneyPlace, kind: TouchpointKind, rows: CountedTouchpoints[]): PlaceSums {
  const elsewhere = journeyPlaces[kind].flatMap(({ variants }) => variants ?? []);
  return sumsOf(
    rows.filter(
      (row) =>
        row.kind === kind &&
        (place.variants ? place.variants.includes(row.variant) : !elsewhere.includes(row.variant)),
    ),
  );
}

/** Rows of one kind added up. */
export function sumsOf(here: CountedTouchpoints[]): PlaceSums {
  const total = (outcome: string) =>
    here.reduce((sum, row) => (row.outcome === outcome ? sum + row.count : sum), 0);
  const reasons = new Map<string, number>();
  for (const row of here)
    if (row.outcome === "suppressed") reasons.set(row.reason, (reasons.get(row.reason) ?? 0) + row.count);
  return {
    sent: total("sent"),
    failed: total("failed"),
    answered: total("answered"),
    heldBack: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
