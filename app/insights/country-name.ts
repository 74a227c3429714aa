import type { Language } from "~/messages/voices";

/** "Italy", "Italia"; null when it is not known. */
export function countryName(code: string, language: Language): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
}
