import type { Share } from "~/insights/delivery-figures";
import { decimal, percentOf } from "~/insights/figure-words";
import { enoughToTell } from "./enough-to-tell";
import type { Words } from "./words/speaker";

/** A share as a table says it: "94.2 %", or that it is too few to tell. */
export function rateWords(share: Share, say: Words): string {
  const percent = percentOf(share);
  return percent === null || share.n < enoughToTell
    ? say("insights.fewShort")
    : `${decimal(percent, say.language)} %`;
}
