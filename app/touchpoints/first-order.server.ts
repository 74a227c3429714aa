import type { Database, Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";

/** Shopify's own count where it told us; else whether we know an earlier order of hers. */
export async function isFirstOrder(db: Database | Transaction, order: Order): Promise<boolean> {
  if (order.orderNumber !== null) return order.orderNumber <= 1;
  if (!order.shopperKey) return true;
  const { shopId, shopperKey, placedAt } = order;
  const earlier = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Order" WHERE "shopId" = ${shopId} AND "shopperKey" = ${shopperKey} AND "placedAt" < ${placedAt} LIMIT 1`;
  return earlier.length === 0;
}
