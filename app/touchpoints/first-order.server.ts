import type { Database, Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";

type Placed = Pick<Order, "shopId" | "id" | "shopperKey" | "placedAt" | "orderNumber">;

/** Shopify's own count where it told us; else whether we know an earlier order of hers. */
export async function isFirstOrder(db: Database | Transaction, order: Placed): Promise<boolean> {
  return (await firstOrdersOf(db, [order])).has(order);
}

/** Those of the orders that are their shopper's first. */
export async function firstOrdersOf<One extends Placed>(
  db: Database | Transaction,
  orders: One[],
): Promise<Set<One>> {
  const uncounted = orders.filter(
    ({ orderNumber, shopperKey }) => orderNumber === null && shopperKey !== null,
  );
  const keys = uncounted.map(({ shopperKey, shopId, placedAt }, place) => ({
    place,
    shopId,
    shopperKey,
    placedAt,
  }));
  const rows =
    keys.length === 0
      ? []
      : await db.$queryRaw<Array<{ place: number }>>`
          SELECT k."place" FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
            AS k ("place" int, "shopId" text, "shopperKey" text, "placedAt" timestamp)
          WHERE EXISTS (SELECT 1 FROM "Order" o WHERE o."shopId" = k."shopId"
            AND o."shopperKey" = k."shopperKey" AND o."placedAt" < k."placedAt")`;
  const later = new Set(rows.map(({ place }) => uncounted[place]));
  return new Set(
    orders.filter((order) => (order.orderNumber === null ? !later.has(order) : order.orderNumber <= 1)),
  );
}
