import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export interface Translations {
  /** The language the extension is drawn in: the shopper's where it has words for it, else its default. */
  extensionLanguage: string;
  words: unknown;
}

/** An extension's words as Shopify picks them: it-IT.json, else it.json, else <code>.default.json. */
export function readTranslations(localesDir: string, locale: string): Translations {
  const language = locale.split(/[-_]/)[0] ?? locale;
  for (const code of [locale, language]) {
    for (const name of [`${code}.json`, `${code}.default.json`]) {
      const file = path.join(localesDir, name);
      if (/^[\w-]+$/.test(code) && existsSync(file)) return { extensionLanguage: code, words: read(file) };
    }
  }
  const fallback = readdirSync(localesDir).find((name) => name.endsWith(".default.json"));
  if (fallback === undefined) throw new Error(`${localesDir} has no <code>.default.json.`);
  return {
    extensionLanguage: fallback.replace(".default.json", ""),
    words: read(path.join(localesDir, fallback)),
  };
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
