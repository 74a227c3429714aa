import { z } from "zod";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import type { GoodwillGift } from "~/settings/goodwill-settings";

export const grantedScopesQuery = `#graphql
  query GrantedScopes {
    currentAppInstallation { accessScopes { handle } }
  }
`;

const grantedScopes = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** What a gift asks Shopify for; optional, so that a shop which gives none of it grants none of it. */
export const scopesOf: Record<GoodwillGift, readonly string[]> = {
  words: [],
  free_shipping: ["write_discounts"],
  voucher_percent: ["write_discounts"],
  voucher_amount: ["write_discounts"],
  store_credit: ["write_store_credit_account_transactions", "read_store_credit_accounts"],
  replacement: ["write_draft_orders", "read_products"],
};

/**
 * The scopes a gift needs and the merchant has not granted. Where Shopify does not answer, none: giving finds out.
 */
export async function lackingScopes(
  shopify: ShopifyAdmin,
  shopId: string,
  gives: GoodwillGift,
): Promise<string[]> {
  const wanted = scopesOf[gives];
  if (wanted.length === 0) return [];
  try {
    const { currentAppInstallation } = await shopify.request(shopId, grantedScopesQuery, {}, grantedScopes);
    const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
    return wanted.filter((scope) => !granted.has(scope) && !granted.has(scope.replace(/^read_/, "write_")));
  } catch (error) {
    if (error instanceof AdminApiError) return [];
    throw error;
  }
}
