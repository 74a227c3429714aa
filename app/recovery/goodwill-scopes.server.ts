import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import { listUngrantedScopes } from "~/platform/granted-scopes.server";
import type { GoodwillGift } from "~/settings/goodwill-settings";

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
    return await listUngrantedScopes(shopify, shopId, wanted);
  } catch (error) {
    if (error instanceof AdminApiError) return [];
    throw error;
  }
}
