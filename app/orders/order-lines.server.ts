import type { Transaction } from "~/platform/database.server";
import type { OrderedProduct } from "./ordered-product";

/** What an order holds; nothing where its lines are not known. */
export function listOrderedProducts(
  db: Pick<Transaction, "$queryRaw">,
  shopId: string,
  orderId: string,
): Promise<OrderedProduct[]> {
  return db.$queryRaw<OrderedProduct[]>`
    SELECT "productId", "title", "sku" FROM "OrderLine" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId}`;
}
