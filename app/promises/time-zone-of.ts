import { mainTimeZones, provinceTimeZones } from "./country-time-zones";

/**
 * The time zone a shopper lives in, from the country and province of the shipping address; null for a country
 * we do not know. Provinces are Shopify's codes, with or without the country in front ("ON", "CA-ON", "PT-20").
 */
export function timeZoneOf(countryCode: string | null, provinceCode: string | null): string | null {
  if (countryCode === null) return null;
  const country = countryCode.trim().toUpperCase();
  const province = provinceCode?.trim().toUpperCase().replace(`${country}-`, "") ?? "";
  const provinces = Object.hasOwn(provinceTimeZones, country) ? provinceTimeZones[country] : undefined;
  if (provinces !== undefined && Object.hasOwn(provinces, province)) return provinces[province] ?? null;
  return Object.hasOwn(mainTimeZones, country) ? (mainTimeZones[country] ?? null) : null;
}
