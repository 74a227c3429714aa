/**
 * Parses JSON without losing digits: whole numbers past 2^53 (Shopify's test ids are) become their text.
 * Throws SyntaxError on anything that is not JSON.
 */
export function parseExactJson(text: string): unknown {
  // The third argument is newer than TypeScript's library: the number as it was written.
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? context?.source
      : value;
  return JSON.parse(text, keepDigits) as unknown;
}
