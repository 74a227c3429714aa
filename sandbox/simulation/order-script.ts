// Everything that is going to happen to one order by itself: written before the first webhook, whatever the app does.

import type { CancelOrderInput, FulfillmentEventInput, PlaceOrderInput } from "../world/inputs";
import type { Shopper } from "./shoppers";

export type ScriptStep =
  | { type: "place"; at: Date; order: PlaceOrderInput }
  | { type: "pay"; at: Date }
  | { type: "cancel"; at: Date; reason: NonNullable<CancelOrderInput["reason"]> }
  | {
      type: "ship";
      at: Date;
      carrier: string | null;
      trackingNumber: string | null;
      trackingUrl: string | null;
    }
  | { type: "scan"; at: Date; scan: ScriptedScan }
  | { type: "refund"; at: Date; note: string }
  | { type: "request_return"; at: Date; reason: string; note: string }
  | { type: "close_return"; at: Date };

export type ScriptedScan = Required<
  Pick<FulfillmentEventInput, "status" | "city" | "countryCode" | "message" | "estimatedDeliveryAt">
>;

export interface OrderScript {
  /** Its place in the run, earliest order first; keys every draw about it. */
  index: number;
  shopper: Shopper;
  steps: ScriptStep[];
  truth: OrderTruth;
  /** What a history says she answered, 0 to 10; null when it does not say. undefined: she makes up her mind herself. */
  knownRating: number | null | undefined;
}

/** What really happens, for orders.jsonl and for how happy she is. */
export interface OrderTruth {
  placedAt: Date;
  paidAt: Date | null;
  cancelledAt: Date | null;
  test: boolean;
  gift: boolean;
  consent: boolean;
  /** Local date where the promise was given; null when nothing is shipped. */
  promisedLatestOn: string | null;
  handedOverAt: Date | null;
  arrivedAt: Date | null;
  country: string | null;
  damaged: boolean;
}
