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

/** The end of the ninety days after the arrival. */
export const repurchaseFilters = ["judged", "bought_again"] as const;
/** The answer after the delivery. */
export const answerFilters = ["answered"] as const;
/** The end of the ninety days after a message that is measured: with the order it was about. */
export const trialFilters = ["written", "written_again", "held_out", "held_out_again"] as const;

export type OrderFilter =
  | PromiseFilter
  | (typeof repurchaseFilters)[number]
  | (typeof answerFilters)[number]
  | (typeof trialFilters)[number];

/** The address of the orders behind a figure; `of` is what tells them from others: the road, the location, what happened … */
export function ordersBehind(days: string, which: OrderFilter, of: Record<string, string> = {}): string {
  return `/app/insights/orders?${days}&${new URLSearchParams({ which, ...of }).toString()}`;
}
