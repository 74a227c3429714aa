export type NpsGroup = "promoter" | "passive" | "detractor";

/** 9 and 10 promoter, 7 and 8 passive, 0 to 6 detractor: Reichheld, "The One Number You Need to Grow", HBR 12/2003. */
export function groupOf(rating: number): NpsGroup {
  if (rating >= 9) return "promoter";
  return rating >= 7 ? "passive" : "detractor";
}

export interface NpsCounts {
  promoters: number;
  passives: number;
  detractors: number;
}

export interface NpsResult {
  /** −100 to 100, not rounded; null while nobody has answered. */
  nps: number | null;
  n: number;
  /** Where the NPS of all shoppers like these lies with 95 % confidence; null while nobody has answered. */
  interval: { low: number; high: number } | null;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const z95 = 1.96;

/**
 * % promoters − % detractors, with its 95 % interval by the adjusted Wald method: three invented answers
 * (¾ promoter, ¾ detractor, 1½ passive) are added before the variance of a difference of two proportions is
 * taken, so that a handful of equal answers does not look certain. Source: B. Rocks, "Interval Estimation
 * for the Net Promoter Score", The American Statistician 70(4), 2016, which found it the best of six.
 */
export function npsOf({ promoters, passives, detractors }: NpsCounts): NpsResult {
  const n = promoters + passives + detractors;
  if (n === 0) return { nps: null, n: 0, interval: null };

  const adjustedN = n + 3;
  const promoterShare = (promoters + 0.75) / adjustedN;
  const detractorShare = (detractors + 0.75) / adjustedN;
  const difference = promoterShare - detractorShare;
  const variance = promoterShare + detractorShare - difference ** 2;
  const margin = z95 * Math.sqrt(variance / adjustedN);

  return {
    nps: (100 * (promoters - detractors)) / n,
    n,
    interval: {
      low: Math.max(-100, 100 * (difference - margin)),
      high: Math.min(100, 100 * (difference + margin)),
    },
  };
}

/** How a list of ratings falls into the three groups. */
export function countGroups(ratings: readonly number[]): NpsCounts {
  const counts: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };
  for (const rating of ratings) counts[countedAs[groupOf(rating)]] += 1;
  return counts;
}

/** The plural under which a group is counted in sums and rollups. */
export const countedAs = {
  promoter: "promoters",
  passive: "passives",
  detractor: "detractors",
} as const satisfies Record<NpsGroup, keyof NpsCounts>;
