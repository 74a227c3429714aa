// Instants as a reader in the shop's time zone says them.

const SHOP_ZONE = "Europe/Rome";

const moment = (locale: string) =>
  new Intl.DateTimeFormat(locale, {
    timeZone: SHOP_ZONE,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
const moments = { en: moment("en-GB"), it: moment("it-IT") };

/** "Mon 23 Nov, 10:42" */
export function inWords(at: Date | string, language: "en" | "it" = "en"): string {
  return moments[language].format(new Date(at));
}

/** A day range as the checkout shows it: "Wed 25 – Fri 27 Nov". */
export function dayRange(from: Date, until: Date, language: "en" | "it"): string {
  const locale = language === "it" ? "it-IT" : "en-GB";
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: SHOP_ZONE,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return day.format(from) === day.format(until)
    ? day.format(from)
    : `${day.format(from)} – ${day.format(until)}`;
}

export function euros(cents: number, language: "en" | "it" = "en", currency = "EUR"): string {
  return new Intl.NumberFormat(language === "it" ? "it-IT" : "en-IE", { style: "currency", currency }).format(
    cents / 100,
  );
}
