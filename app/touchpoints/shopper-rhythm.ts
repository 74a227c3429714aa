import { dayMs } from "~/platform/durations";

// Two gaps are the fewest that can be called a rhythm.
const fewestOrders = 3;

// Who buys every week is not missed after eight days, and half of all gaps are longer than the median.
const shortestSilenceDays = 30;

/** The median gap in days between her paid orders, in whatever order they come; null below three of them. */
export function rhythmOf(paidAt: readonly Date[]): number | null {
  if (paidAt.length < fewestOrders) return null;
  const times = paidAt.map((at) => at.getTime()).sort((a, b) => a - b);
  const gaps = times.slice(1).map((time, n) => time - (times[n] ?? time));
  gaps.sort((a, b) => a - b);
  const middle = Math.floor(gaps.length / 2);
  const upper = gaps[middle] ?? 0;
  const median = gaps.length % 2 === 1 ? upper : (upper + (gaps[middle - 1] ?? upper)) / 2;
  return median / dayMs;
}

// Who bought it twice in a week bought for two.
const shortestUseDays = 7;

/** After how many days a product is likely to run out: by her own rhythm of buying it, else as the shop has set. */
export function runsOutAfterDays(paidAt: readonly Date[], usualDays: number): number {
  return Math.max(shortestUseDays, Math.round(rhythmOf(paidAt) ?? usualDays));
}

/** How long after her last paid order, in days, she counts as silent: by her own rhythm, else as the shop has set. */
export function silenceDays(paidAt: readonly Date[], usualDays: number): number {
  return Math.max(shortestSilenceDays, Math.ceil(rhythmOf(paidAt) ?? usualDays));
}
