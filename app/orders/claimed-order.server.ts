import type { Database } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";

/** What a page says it is about. Nothing of it is a fact: whoever holds any token of the shop can write it. */
export interface OrderClaim {
  orderId: string;
  /** Shopify's word for her checkout; only the order's own pages know it. */
  checkoutToken: string | null;
  /** From the session token, signed by Shopify; null while she is not logged in. */
  customerId: string | null;
}

/**
 * The claimed order, where the claim is proved: by its checkout token, which cannot be guessed, or by the
 * customer Shopify says is logged in. Null for every other claim, so that an order of somebody else and one that
 * does not exist look the same.
 */
export async function findClaimedOrder(
  db: Database,
  shopId: string,
  { orderId, checkoutToken, customerId }: OrderClaim,
): Promise<Order | null> {
  const order = await db.order.findUnique({ where: { shopId_id: { shopId, id: orderId } } });
  if (order === null || order.deletedAt !== null) return null;
  // Logged in as somebody else: whatever she holds, it is not hers to see.
  if (customerId !== null && order.customerId !== null && customerId !== order.customerId) return null;
  const hasToken = checkoutToken !== null && checkoutToken === order.checkoutToken;
  const isHers = customerId !== null && customerId === order.customerId;
  return hasToken || isHers ? order : null;
}
