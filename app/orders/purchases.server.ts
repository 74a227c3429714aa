import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { countsAsBought } from "./counts-as-bought.server";
import { findCustomer } from "./customers.server";
import type { Purchases } from "./purchases";

/**
 * The larger of what Shopify told of her and what we know: its sum holds orders of before our time, ours the one that
 * was paid a moment ago. Orders that came to nothing count for nothing.
 */
export async function sumPurchases(
  tx: Pick<Transaction, "$queryRaw" | "customer">,
  { shopId, customerId, currency }: Pick<Order, "shopId" | "customerId" | "currency">,
): Promise<Purchases> {
  if (!customerId) return { orders: 0, spent: 0 };
  const [known] = await tx.$queryRaw<Purchases[]>`
    SELECT count(*)::int AS "orders", coalesce(sum("totalAmount"), 0)::float8 AS "spent" FROM "Order" o
    WHERE o."shopId" = ${shopId} AND o."customerId" = ${customerId} AND o."currency" = ${currency}
      AND ${countsAsBought}`;
  const customer = await findCustomer(tx, shopId, customerId);
  return {
    orders: Math.max(known?.orders ?? 0, customer?.ordersCount ?? 0),
    spent: Math.max(known?.spent ?? 0, customer?.amountSpent?.toNumber() ?? 0),
  };
}
