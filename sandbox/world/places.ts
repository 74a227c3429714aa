// Countries the storefront ships to, with the names Shopify writes into addresses.

export interface Country {
  code: string;
  name: Record<"en" | "it", string>;
}

export const storefrontCountries: Country[] = [
  { code: "IT", name: { en: "Italy", it: "Italia" } },
  { code: "AT", name: { en: "Austria", it: "Austria" } },
  { code: "BE", name: { en: "Belgium", it: "Belgio" } },
  { code: "CH", name: { en: "Switzerland", it: "Svizzera" } },
  { code: "DE", name: { en: "Germany", it: "Germania" } },
  { code: "ES", name: { en: "Spain", it: "Spagna" } },
  { code: "FR", name: { en: "France", it: "Francia" } },
  { code: "GB", name: { en: "United Kingdom", it: "Regno Unito" } },
  { code: "IE", name: { en: "Ireland", it: "Irlanda" } },
  { code: "NL", name: { en: "Netherlands", it: "Paesi Bassi" } },
  { code: "US", name: { en: "United States", it: "Stati Uniti" } },
];

const englishNames = new Intl.DisplayNames(["en"], { type: "region" });

/** "IT" is "Italy", also for countries the storefront does not offer (replayed histories); an unknown code stays. */
export function countryName(code: string): string {
  try {
    return englishNames.of(code) ?? code;
  } catch {
    return code;
  }
}
