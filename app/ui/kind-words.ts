import type { Happening } from "~/surveys/happenings";
import type { WordKey, Words } from "./words/speaker";

// Codes from the records become words here. A code this version does not know is shown as it is, never hidden.

const touchpointKinds = [
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
const delayKinds = [
  "unshipped",
  "unscanned",
  "stalled",
  "carrier_delayed",
  "failed_attempt",
  "eta_past_promise",
  "predicted_late",
  "overdue",
] as const;
const stages = [
  "label_purchased",
  "label_printed",
  "confirmed",
  "carrier_picked_up",
  "in_transit",
  "delayed",
  "out_for_delivery",
  "attempted_delivery",
  "ready_for_pickup",
  "delivered",
  "failure",
] as const;
const promiseSources = [
  "shopify_delivery_method",
  "shipping_option",
  "promise_rules",
  "lane_history",
  "incident",
] as const;

function wordsFor<Code extends string>(codes: readonly Code[], keyOf: (code: Code) => WordKey) {
  return (code: string, say: Words): string => {
    const known = codes.find((one) => one === code);
    return known === undefined ? code.replaceAll("_", " ") : say(keyOf(known));
  };
}

export const touchpointWords = wordsFor(touchpointKinds, (kind) => `touchpoint.${kind}`);
export const delayKindWords = wordsFor(delayKinds, (kind) => `delay.${kind}`);
/** Where a parcel is, by its last scan. */
export const stageWords = wordsFor(stages, (stage) => `stage.${stage}`);
export const promiseSourceWords = wordsFor(promiseSources, (source) => `source.${source}`);

/** What had happened to an order when its shopper's ninety days were over: nobody had to answer anything. */
export function happenedWords(happening: Happening, say: Words): string {
  return say(happening === "made_good" ? "insights.repurchase.madeGood" : `insights.happened.${happening}`);
}

/** What is done so many times: not all of them are messages. A question is asked on a page, a little extra of the packer. */
export function volumeVerb(kind: string): "sent" | "asked" | "askedFor" {
  if (kind === "nps_survey") return "asked";
  return kind === "surprise" ? "askedFor" : "sent";
}
