import type { Language } from "~/messages/voices";

// Where most European shops send to. Any other country a shop already uses is added to its own list.
const usual = [
  "AT",
  "AU",
  "BE",
  "BG",
  "CA",
  "CH",
  "CY",
  "CZ",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "GB",
  "GR",
  "HR",
  "HU",
  "IE",
  "IT",
  "JP",
  "LT",
  "LU",
  "LV",
  "MT",
  "NL",
  "NO",
  "PL",
  "PT",
  "RO",
  "SE",
  "SI",
  "SK",
  "SM",
  "US",
  "VA",
];

/** Countries by name in the merchant's language, for a select. */
export function countryOptions(
  language: Language,
  inUse: Array<string | undefined>,
): Array<{ value: string; label: string }> {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const isCountry = (code: string | undefined): code is string =>
    code !== undefined && /^[A-Z]{2}$/.test(code);
  return [...new Set([...usual, ...inUse.filter(isCountry)])]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}
