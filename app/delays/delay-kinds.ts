import type { DelayCause } from "~/messages/message-values";
import type { ScanRhythm } from "~/promises/scan-rhythm";
import type { ShopSettings } from "~/settings/shop-settings";
import type { DeliveryForecast } from "./delivery-facts";

export type DelayRules = ShopSettings["delays"] & Pick<ShopSettings, "quietHours">;

export const delayRulesOf = ({
  delays,
  quietHours,
}: Pick<ShopSettings, "delays" | "quietHours">): DelayRules => ({
  ...delays,
  quietHours,
});

/**
 * What can be wrong with a delivery, mildest first: a worse kind upgrades the incident. Silence is milder
 * than a date, a date than the carrier's word, that milder than a broken promise. An attempt that failed is
 * worst, because the parcel will not come by itself: the shopper has to do something.
 */
export const delayKinds = [
  "unshipped",
  "unscanned",
  "stalled",
  "predicted_late",
  "eta_past_promise",
  "carrier_delayed",
  "overdue",
  "failed_attempt",
] as const;
export type DelayKind = (typeof delayKinds)[number];

/** A kind with the reason we can honestly give, and the instant from which it holds. */
export interface FoundDelay {
  kind: DelayKind;
  cause: DelayCause;
  since: Date;
  /** What it was found by, for predicted_late. */
  forecast?: DeliveryForecast;
  /** How long a silence is usual, for stalled: learned, or by the merchant's setting. */
  usualSilence?: { days: number; rhythm: ScanRhythm | null };
}

/** Whether the first kind is graver than the second. */
export function isWorse(kind: DelayKind, than: DelayKind): boolean {
  return delayKinds.indexOf(kind) > delayKinds.indexOf(than);
}

/** Reads a stored kind. Throws on one we never wrote. */
export function delayKindOf(stored: string): DelayKind {
  const kind = delayKinds.find((one) => one === stored);
  if (kind === undefined) throw new Error(`Unknown delay kind ${stored}`);
  return kind;
}
