import type { FeedbackReason } from "../shopper-page-words";
import type { Language } from "../voices";
import { reasons as english } from "./en/reasons";
import { reasons as italian } from "./it/reasons";

const reasonsIn: Record<Language, Record<FeedbackReason, string>> = { en: english, it: italian };

/**
 * A reason as she read it on the chip. Apart from the other words of her pages: the merchant's pages show reasons, and
 * need not load what mails and pages say.
 */
export function reasonWords(reason: FeedbackReason, language: Language): string {
  return reasonsIn[language][reason];
}
