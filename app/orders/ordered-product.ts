import type { ListedProduct } from "~/settings/product-list";

/** What a line of an order holds, as far as a list of products can tell. */
export interface OrderedProduct {
  productId: string | null;
  title: string;
  sku: string | null;
}

/** Whether an order holds any of the products listed: by number, title or article number, whatever the case. */
export function holdsAnyOf(products: readonly ListedProduct[], lines: readonly OrderedProduct[]): boolean {
  return products.some(({ id, words }) =>
    lines.some(
      ({ productId, title, sku }) =>
        (id !== null && id === productId) || isSame(words, title) || isSame(words, sku ?? ""),
    ),
  );
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();
