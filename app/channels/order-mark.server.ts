import { z } from "zod";
import type { ShopifyAdmin } from "~/platform/admin-api.server";

// Without a namespace the metafield is the app's own ($app): no other app can write it.
export const setOrderMarkMutation = `#graphql
  mutation SetOrderMark($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors { field message code }
    }
  }
`;

export const tagOrderMutation = `#graphql
  mutation TagOrder($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`;

const userErrors = z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string() }));
export const setOrderMarkResult = z.object({ metafieldsSet: z.object({ userErrors }).nullable() });
export const tagOrderResult = z.object({ tagsAdd: z.object({ userErrors }).nullable() });

interface OrderMark {
  shopId: string;
  /** Shopify's numeric id */
  orderId: string;
  /** thank_you_note | delay | choice | rating | surprise */
  key: string;
  /** Kept as JSON. */
  value: unknown;
  /** Added to those the order has. */
  tags?: readonly string[];
}

export type OrderMarkOutcome = { outcome: "written" } | { outcome: "refused"; reason: string };

/**
 * Leaves what we know on the order, for the merchant's themes, documents and staff. Writing the same again changes
 * nothing. Refused means Shopify will not have it (the order is gone); trouble on the way is thrown.
 */
export async function writeOrderMark(
  shopify: ShopifyAdmin,
  { shopId, orderId, key, value, tags = [] }: OrderMark,
): Promise<OrderMarkOutcome> {
  const id = `gid://shopify/Order/${orderId}`;
  const metafields = [{ ownerId: id, key, type: "json", value: JSON.stringify(value) }];
  const { metafieldsSet } = await shopify.request(
    shopId,
    setOrderMarkMutation,
    { metafields },
    setOrderMarkResult,
  );
  const refused = refusalOf(metafieldsSet);
  if (refused !== null) return refused;
  if (tags.length === 0) return { outcome: "written" };
  const { tagsAdd } = await shopify.request(shopId, tagOrderMutation, { id, tags }, tagOrderResult);
  return refusalOf(tagsAdd) ?? { outcome: "written" };
}

function refusalOf(payload: { userErrors: z.infer<typeof userErrors> } | null): OrderMarkOutcome | null {
  if (payload === null) return { outcome: "refused", reason: "Shopify gave no answer for this order" };
  const [first] = payload.userErrors;
  return first === undefined ? null : { outcome: "refused", reason: first.message };
}
