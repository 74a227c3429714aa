import { hourMs } from "~/platform/durations";

/** service: about her own order, needs no consent and is never capped. survey: asks. care: marketing. */
export type TouchpointClass = "service" | "survey" | "care";

export const touchpointKinds = [
  "thank_you_note",
  "delay_notice",
  "delay_update",
  "arrival_notice",
  "feedback_invitation",
  "nps_survey",
  "recovery_offer",
  "product_follow_up",
  "win_back",
  "vip_reward",
  "surprise",
  "replenishment",
  "welcome",
  "new_arrivals",
] as const;
export type TouchpointKind = (typeof touchpointKinds)[number];

const hours = (n: number): number => n * hourMs;
const days = (n: number): number => hours(n * 24);

interface KindFacts {
  class: TouchpointClass;
  /** Past this age after its due time the words would no longer be true or welcome. */
  tooOldAfterMs: number;
}

export const catalogue: Record<TouchpointKind, KindFacts> = {
  // Thanks still read well some days later: an order can reach us late when webhooks do.
  thank_you_note: { class: "service", tooOldAfterMs: days(5) },
  // News of a delay is news for a day or two; then the next look has newer news.
  delay_notice: { class: "service", tooOldAfterMs: hours(60) },
  delay_update: { class: "service", tooOldAfterMs: hours(60) },
  // "Today" is true for today.
  arrival_notice: { class: "service", tooOldAfterMs: hours(10) },
  feedback_invitation: { class: "survey", tooOldAfterMs: days(30) },
  nps_survey: { class: "survey", tooOldAfterMs: days(30) },
  // Its code lives for weeks; what was given late is better said late than never.
  recovery_offer: { class: "service", tooOldAfterMs: days(14) },
  // How she gets on with it is worth asking for some weeks; a waiting one may have been held by the cap.
  product_follow_up: { class: "care", tooOldAfterMs: days(30) },
  // A silence is no secret and grows only longer.
  win_back: { class: "care", tooOldAfterMs: days(30) },
  vip_reward: { class: "care", tooOldAfterMs: days(30) },
  // A month late she has found it elsewhere.
  replenishment: { class: "care", tooOldAfterMs: days(30) },
  // Who is welcomed a week after coming in has looked around alone.
  welcome: { class: "care", tooOldAfterMs: days(7) },
  // What came in a month ago is looked at no differently than all the rest.
  new_arrivals: { class: "care", tooOldAfterMs: days(30) },
  // By then the parcel is packed, or nobody packs here.
  surprise: { class: "service", tooOldAfterMs: days(3) },
};

/** News about a parcel fits a phone; thanks and questions do not. */
export const textedKinds: ReadonlySet<TouchpointKind> = new Set([
  "delay_notice",
  "delay_update",
  "arrival_notice",
]);
