// The figures whose orders can be looked at, apart by what falls on the days asked for.

/** The last promised day. */
export const promiseFilters = [
  "all",
  "on_time",
  "late",
  "not_in_full",
  "tried_in_vain",
  "warned",
  "not_warned",
  "needless",
  "praised",
  "complained",
] as const;
export type PromiseFilter = (typeof promiseFilters)[number];

export type OrderFilter =
  | PromiseFilter
  /** The end of the ninety days after the arrival. */
  | "judged"
  | "bought_again"
  /** The answer after the delivery. */
  | "answered"
  /** The end of the ninety days after a message that is measured: with the order it was about. */
  | "written"
  | "written_again"
  | "held_out"
  | "held_out_again"
  /** The merchant's yes to a gift. */
  | "given"
  /** The refund after a complaint. */
  | "refunded";

/** The address of the orders behind a figure; `of` is what tells them from others: the road, the location, what happened … */
export function ordersBehind(days: string, which: OrderFilter, of: Record<string, string> = {}): string {
  return `/app/insights/orders?${days}&${new URLSearchParams({ which, ...of }).toString()}`;
}
