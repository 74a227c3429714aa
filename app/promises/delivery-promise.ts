import { endOfDay } from "./local-dates";

/** Where the dates came from, best first; `incident` are the revised ones a delay notice told. */
export const promiseSources = [
  "shopify_delivery_method",
  "shipping_option",
  "promise_rules",
  "lane_history",
  "incident",
] as const;
export type PromiseSource = (typeof promiseSources)[number];

/** The date range the shopper was told when buying. Frozen at the order; a revised promise stands beside it. */
export interface DeliveryPromise {
  earliestOn: string;
  latestOn: string;
  source: PromiseSource;
  /** Where its days are counted: the shopper's. */
  timeZone: string;
  /** Where its goods leave from, by the name the shop gave it: whose days ship-by is counted in. Null where nobody said. */
  location: string | null;
  /** When its goods may be taken up, where that is put off. */
  mayLeaveAt: Date | null;
  /** To keep it, the parcel must be with the carrier by then. */
  shipBy: Date | null;
  madeAt: Date;
}

/** The first instant at which the promise is broken: the latest promised day is over in the shopper's zone. */
export function promiseEndsAt(promise: Pick<DeliveryPromise, "latestOn" | "timeZone">): Date {
  return endOfDay(promise.latestOn, promise.timeZone);
}

/** A promise is kept when the parcel arrives before the promised day is over in the shopper's zone; early counts as kept. */
export function isPromiseKept(
  promise: Pick<DeliveryPromise, "latestOn" | "timeZone">,
  arrivedAt: Date,
): boolean {
  return arrivedAt < promiseEndsAt(promise);
}
