import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";

// The figures whose orders can be looked at, apart by what falls on the days asked for.

/** The last promised day. */
export const promiseFilters = [
  "all",
  "on_time",
  "late",
  "in_full",
  "not_in_full",
  "on_time_in_full",
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
  /** The answer after the delivery, or on the thank-you page. */
  | "answered"
  /** The end of the ninety days after a message that is measured: with the order it was about. */
  | "written"
  | "written_again"
  | "held_out"
  | "held_out_again"
  /** The merchant's yes to a gift. */
  | "given"
  /** The refund after a complaint. */
  | "refunded"
  /** The decision not to send a message. */
  | "held_back"
  /** The sending of a text message. */
  | "texted"
  | "text_not_delivered";

// Kinds that follow no order: there are shoppers behind their numbers, and no list of orders.
const kindsOfNoOrder: readonly string[] = ["welcome", "new_arrivals"] satisfies TouchpointKind[];

/** Whether messages of a kind are about an order each, which can be listed. */
export const isAboutAnOrder = (kind: string): boolean => !kindsOfNoOrder.includes(kind);

/** The address of the orders behind a figure; `of` is what tells them from others: the road, the location, what happened … */
export function ordersBehind(days: string, which: OrderFilter, of: Record<string, string> = {}): string {
  return `/app/insights/orders?${days}&${new URLSearchParams({ which, ...of }).toString()}`;
}
