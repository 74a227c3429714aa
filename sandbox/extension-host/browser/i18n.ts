/** Shopify's i18n over an extension's own words. A key without words is said in the console. */
export function createI18n(words: unknown, locale: string, currency: string) {
  return {
    translate(key: string, values: Record<string, string | number> = {}): string {
      const found = key
        .split(".")
        .reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), words);
      if (typeof found !== "string") {
        console.error(`The extension has no words for "${key}".`);
        return key;
      }
      return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (braces, name: string) => String(values[name] ?? braces));
    },
    formatNumber: (number: number) => new Intl.NumberFormat(locale).format(number),
    formatCurrency: (number: number) =>
      new Intl.NumberFormat(locale, { style: "currency", currency }).format(number),
    formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, options).format(date),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
