import type { Share } from "./delivery-figures";

/** How much more of one group than of another, in points of a hundred, and where that lies with 95 % confidence. */
export interface Difference {
  points: number;
  low: number;
  high: number;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

/**
 * The difference of two independent shares by Newcombe's hybrid of Wilson's score intervals: it keeps its word for small
 * groups and for shares near nought. Source: R. G. Newcombe, "Interval estimation for the difference between
 * independent proportions", Statistics in Medicine 17, 1998, method 10. Null while either group is empty.
 */
export function differenceOf(one: Share, other: Share): Difference | null {
  if (one.n === 0 || other.n === 0) return null;
  const [p, q] = [one.part / one.n, other.part / other.n];
  const [a, b] = [wilson(one), wilson(other)];
  return {
    points: 100 * (p - q),
    low: 100 * (p - q - Math.hypot(p - a.low, b.high - q)),
    high: 100 * (p - q + Math.hypot(a.high - p, q - b.low)),
  };
}

function wilson({ part, n }: Share): { low: number; high: number } {
  const middle = part + (z * z) / 2;
  const reach = z * Math.sqrt((part * (n - part)) / n + (z * z) / 4);
  return { low: (middle - reach) / (n + z * z), high: (middle + reach) / (n + z * z) };
}
