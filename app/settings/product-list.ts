/** A product as a merchant names it in a list: chosen in the admin, or written by hand. */
export interface ListedProduct {
  /** Shopify's number; null where she wrote a title or an article number. */
  id: string | null;
  /** The line as it stands. */
  words: string;
}

/** One product a line. A chosen one ends with its number in brackets, a number alone is one too. */
export function readProductList(text: string): ListedProduct[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((words) => ({ id: /^(\d+)$|\((\d+)\)$/.exec(words)?.slice(1).find(Boolean) ?? null, words }));
}

/** As a merchant reads it in the list: the title, and behind it Shopify's number in brackets. */
export const writeListedProduct = ({ id, title }: { id: string; title: string }): string =>
  `${title} (${id})`;
