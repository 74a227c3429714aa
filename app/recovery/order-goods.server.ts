import { z } from "zod";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";

export const orderGoodsQuery = `#graphql
  query OrderGoods($id: ID!) {
    order(id: $id) {
      lineItems(first: 50) {
        nodes { title currentQuantity requiresShipping variant { id inventoryQuantity inventoryPolicy } }
      }
    }
  }
`;

const orderGoods = z.object({
  order: z
    .object({
      lineItems: z.object({
        nodes: z.array(
          z.object({
            title: z.string(),
            currentQuantity: z.number(),
            requiresShipping: z.boolean(),
            variant: z
              .object({
                id: z.string(),
                inventoryQuantity: z.number().nullable(),
                inventoryPolicy: z.string(),
              })
              .nullable(),
          }),
        ),
      }),
    })
    .nullable(),
});

export interface Goods {
  title: string;
  quantity: number;
  /** Null for goods that are no product any more. */
  variantId: string | null;
  /** How many the shop could send; null where it counts none. */
  stock: number | null;
  /** Sold whether they are there or not. */
  isSoldOut: boolean;
}

/** What of the order would have to be sent again, as Shopify knows it now. Null for an order it does not know. */
export async function readOrderGoods(
  shopify: ShopifyAdmin,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<Goods[] | null> {
  const { order } = await shopify.request(
    shopId,
    orderGoodsQuery,
    { id: `gid://shopify/Order/${orderId}` },
    orderGoods,
  );
  if (!order) return null;
  return order.lineItems.nodes
    .filter((line) => line.requiresShipping && line.currentQuantity > 0)
    .map(({ title, currentQuantity: quantity, variant }) => ({
      title,
      quantity,
      variantId: variant?.id ?? null,
      stock: variant?.inventoryQuantity ?? null,
      isSoldOut: variant?.inventoryPolicy === "DENY" && (variant.inventoryQuantity ?? quantity) < quantity,
    }));
}

/** The same for a page: null where Shopify does not tell, for want of permission or of an answer. */
export async function showOrderGoods(
  shopify: ShopifyAdmin,
  ids: { shopId: string; orderId: string },
): Promise<Goods[] | null> {
  try {
    return await readOrderGoods(shopify, ids);
  } catch (error) {
    if (error instanceof AdminApiError) return null;
    throw error;
  }
}
