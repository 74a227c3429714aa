import type { Language } from "~/messages/voices";
import type { Share } from "./delivery-figures";

// How a figure is printed, on the page and in the file alike.

/** 94.2 of a hundred; null while nothing is counted. */
export function percentOf({ part, n }: Share): number | null {
  return n === 0 ? null : Math.round((1000 * part) / n) / 10;
}

/** One decimal, as the merchant's language writes it: "94.2", "94,2", "0.8". */
export function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(language === "it" ? "it-IT" : "en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value);
}
