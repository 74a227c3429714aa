import type { ShownGoodwill } from "~/recovery/shown-goodwill";
import { goodwillReasons } from "~/insights/goodwill-words";
import { money } from "./money";
import type { Words } from "./words/speaker";

export const goodwillStates = ["proposed", "approved", "given", "not_needed", "failed"] as const;

/** "voucher of 5.00 EUR" */
export function giftWords(
  { gives, amount, currency }: Pick<ShownGoodwill, "gives" | "amount" | "currency">,
  say: Words,
): string {
  switch (gives) {
    case "free_shipping":
      return say("gift.free_shipping");
    case "voucher_percent":
      return say("gift.voucher", { worth: `${String(amount)} %` });
    case "voucher_amount":
      return say("gift.voucher", { worth: money(String(amount), currency, say.language) });
    case "store_credit":
      return say("gift.store_credit", { worth: money(String(amount), currency, say.language) });
    case "replacement":
      return say("gift.replacement");
    default:
      return say("gift.words");
  }
}

/** "It came 2 business days late" */
export function mishapWords({ cause, days }: Pick<ShownGoodwill, "cause" | "days">, say: Words): string {
  const known = { ...goodwillReasons[say.language] }[`goodwill_${cause}` as "goodwill_late"];
  const words = typeof known === "function" ? known({ days }) : known;
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
