import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js";

export interface TextRules {
  /** Which way a text goes: both have the same address form, WhatsApp with a word before it. */
  way: "sms" | "whatsapp";
  /** Countries whose numbers are written to: prices and laws differ. */
  countries: readonly string[];
}

export type TextAddress =
  { outcome: "usable"; phone: string; to: string } | { outcome: "unusable"; reason: "no_number" | "country" };

/**
 * Where a text would go: the number in international form ("+39…"), as people and checkouts write it, read with the
 * country the parcel goes to. A number of a country the merchant does not text to is no address.
 */
export function textAddressOf(
  written: string | null,
  countryCode: string | null,
  { way, countries }: TextRules,
): TextAddress {
  const number = written
    ? parsePhoneNumberFromString(written, (countryCode ?? undefined) as CountryCode)
    : null;
  if (!number?.isValid()) return { outcome: "unusable", reason: "no_number" };
  if (number.country === undefined || !countries.includes(number.country))
    return { outcome: "unusable", reason: "country" };
  const phone = number.number;
  return { outcome: "usable", phone, to: way === "whatsapp" ? `whatsapp:${phone}` : phone };
}
