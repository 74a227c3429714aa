import type { Language } from "~/messages/voices";
import en from "./en.json";
import it from "./it.json";

export type WordKey = keyof typeof en;

type PluralKey = { [K in WordKey]: K extends `${infer Stem}.other` ? Stem : never }[WordKey];

export interface Words {
  (key: WordKey, values?: Record<string, string | number>): string;
  /** The form for a number: `<key>.one` or `<key>.other`; the number itself is {n}. */
  n(key: PluralKey, n: number, values?: Record<string, string | number>): string;
  /** A number by itself, with its thousands told apart. */
  count(n: number): string;
  language: Language;
}

// A missing key does not compile, here for Italian and at every use.
const dictionaries: Record<Language, Record<WordKey, string>> = { en, it };

/** A value nobody supplied leaves nothing behind: no braces ever reach a screen. */
export function speaker(language: Language): Words {
  const words = dictionaries[language];
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language === "it" ? "it-IT" : "en-GB");
  const fill = (text: string, values: Record<string, string | number>) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : (value ?? "");
    });
  return Object.assign((key: WordKey, values = {}) => fill(words[key], values), {
    n: (key: PluralKey, n: number, values: Record<string, string | number> = {}) =>
      fill(words[`${key}.${plurals.select(n) === "one" ? "one" : "other"}` as WordKey], { n, ...values }),
    count: (n: number) => numbers.format(n),
    language,
  });
}
