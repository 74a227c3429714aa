/** How a brand speaks. Every voice has words of its own in every language. */
export const voices = ["warm", "playful", "essential", "elegant"] as const;
export type Voice = (typeof voices)[number];

/** Languages with a folder under words/. Adding one here makes the compiler ask for its files. */
export const languages = ["en", "it"] as const;
export type Language = (typeof languages)[number];

/** The language of a locale such as "it", "it-CH" or "IT_it"; the shop's fallback when we have no words in it. */
export function languageOf(locale: string | null, fallback: Language): Language {
  const code = locale?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === code) ?? fallback;
}
