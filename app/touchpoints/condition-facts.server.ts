import type { OrderedProduct } from "~/orders/ordered-product";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import type { ConditionFacts } from "./touchpoint-conditions";

/** What conditions look at, of many orders in two reads. */
export async function listConditionFacts(
  db: Pick<Transaction, "order" | "orderLine">,
  { shopId, orders }: { shopId: string; orders: Order[] },
): Promise<Map<string, ConditionFacts>> {
  const shoppers = [...new Set(orders.flatMap(({ shopperKey }) => shopperKey ?? []))];
  const [lines, firsts] = await Promise.all([
    db.orderLine.findMany({ where: { shopId, orderId: { in: orders.map(({ id }) => id) } } }),
    db.order.groupBy({
      by: ["shopperKey"],
      where: { shopId, shopperKey: { in: shoppers } },
      _min: { placedAt: true },
    }),
  ]);
  const firstAt = new Map(firsts.map(({ shopperKey, _min }) => [shopperKey, _min.placedAt]));
  const productsOf = new Map<string, OrderedProduct[]>();
  for (const line of lines) productsOf.set(line.orderId, [...(productsOf.get(line.orderId) ?? []), line]);
  return new Map(
    orders.map((order) => [
      order.id,
      {
        countryCode: order.countryCode,
        tags: order.tags,
        firstOrder:
          order.orderNumber === null
            ? order.shopperKey === null ||
              firstAt.get(order.shopperKey)?.getTime() === order.placedAt.getTime()
            : order.orderNumber <= 1,
        totalAmount: order.totalAmount.toNumber(),
        products: productsOf.get(order.id) ?? [],
      },
    ]),
  );
}
