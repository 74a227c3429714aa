import { delayKinds } from "~/delays/delay-kinds";
import { shipmentStages } from "~/orders/shipment-stages";
import { promiseSources } from "~/promises/delivery-promise";
import type { Happening } from "~/surveys/happenings";
import { touchpointKinds } from "~/touchpoints/touchpoint-kinds";
import type { WordKey, Words } from "./words/speaker";

// Codes from the records become words here. A code this version does not know is shown as it is, never hidden.

function wordsFor<Code extends string>(codes: readonly Code[], keyOf: (code: Code) => WordKey) {
  return (code: string, say: Words): string => {
    const known = codes.find((one) => one === code);
    return known === undefined ? code.replaceAll("_", " ") : say(keyOf(known));
  };
}

/** What a touchpoint is for, in a sentence. */
export const purposeWords = wordsFor(touchpointKinds, (kind) => `journey.does.${kind}`);
export const touchpointWords = wordsFor(touchpointKinds, (kind) => `touchpoint.${kind}`);
export const delayKindWords = wordsFor(delayKinds, (kind) => `delay.${kind}`);
/** Where a parcel is, by its last scan. */
export const stageWords = wordsFor(shipmentStages, (stage) => `stage.${stage}`);
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
