import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";

// What makes good follows the goodwill ladder, which knows mishaps only; a silence or a rhythm is longer than the sixty days played;
// what a customer had spent by a day is not kept; a little extra is a matter of that month's money;
// and the past is one of orders, not of who subscribed when, nor of what was new when.
const untriedKinds = [
  "recovery_offer",
  "win_back",
  "vip_reward",
  "surprise",
  "replenishment",
  "welcome",
  "new_arrivals",
] as const;
export type UntriedKind = (typeof untriedKinds)[number];
export type TriedKind = Exclude<TouchpointKind, UntriedKind>;

/** Whether a past cannot be played for the kind. */
export const isUntried = (kind: TouchpointKind): kind is UntriedKind =>
  untriedKinds.some((untried) => untried === kind);
