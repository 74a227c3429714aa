import type { Language } from "~/messages/voices";

/** "49.90 EUR", "49,90 EUR" */
export function money(amount: string, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === "it" ? "it-IT" : "en-GB", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${format.format(Number(amount))} ${currency}`;
}
