/** How long the name of a shipping option says a delivery takes, in days. */
export interface OptionEstimate {
  minDays: number;
  maxDays: number;
  areBusinessDays: boolean;
}

// What merchants write in the languages shops sell in: "Standard (3-5 business days)", "Espresso, 1/2 giorni
// lavorativi". A single number says how long only with the word for business days: "30 days returns" does not. Hours
// name a carrier's service ("24h"), counted from a hand-over nobody has dated yet.
const businessDays =
  "(?:business|working|week)[\\s-]?days?|giorn[oi] (?:lavorativ|ferial)|gg\\.? (?:lav|fer)|werktag|arbeitstag|jours? ouvr|d[ií]as? (?:h[aá]bil|laborable)|dias? [uú]t|werkdag";
const days = "days?|giorni|gg|tagen?|jours|d[ií]as|dagen";
const range = /(\d{1,2})\s*(?:[-–—/]|to|and|a|e|bis|und|à|et|y|tot|en)\s*(\d{1,2})\s*/;
const inBusinessDays = new RegExp(`${range.source}(?:${businessDays})`, "i");
const inOneNumber = new RegExp(`()(\\d{1,2})\\s*(?:${businessDays})`, "i");
const inDays = new RegExp(`${range.source}(?:${days})(?!\\p{L})`, "iu");

/**
 * The estimate a shipping option carries in its name, which is all that an order keeps of the option its shopper picked.
 * Null where the name has none.
 */
export function estimateOf(optionName: string | null): OptionEstimate | null {
  for (const [pattern, areBusinessDays] of [
    [inBusinessDays, true],
    [inOneNumber, true],
    [inDays, false],
  ] as const) {
    const [, first, last] = pattern.exec(optionName ?? "") ?? [];
    if (last === undefined) continue;
    const [minDays, maxDays] = [Number(first || last), Number(last)];
    return minDays <= maxDays ? { minDays, maxDays, areBusinessDays } : null;
  }
  return null;
}
