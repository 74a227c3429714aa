import { holdsAnyOf, type OrderedProduct } from "~/orders/ordered-product";
import { countsAsBought } from "~/orders/counts-as-bought.server";
import { listOrderedProducts } from "~/orders/order-lines.server";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { readProductList } from "~/settings/product-list";
import type { ShopSettings } from "~/settings/shop-settings";

/** The first product of the order that the merchant listed as one that runs out; null where it holds none. */
export async function findReplenished(
  db: Pick<Transaction, "$queryRaw">,
  { shopId, id }: Pick<Order, "shopId" | "id">,
  { touchpoints }: Pick<ShopSettings, "touchpoints">,
): Promise<OrderedProduct | null> {
  const listed = readProductList(touchpoints.replenishment.products);
  if (listed.length === 0) return null;
  const products = await listOrderedProducts(db, shopId, id);
  return products.find((product) => holdsAnyOf(listed, [product])) ?? null;
}

/** When she paid for the product, this order included; orders that came to nothing count for nothing. */
export async function listPaidAtFor(
  db: Pick<Transaction, "$queryRaw">,
  { shopId, shopperKey, id }: Pick<Order, "shopId" | "shopperKey" | "id">,
  { productId, title }: OrderedProduct,
): Promise<Date[]> {
  const rows = await db.$queryRaw<Array<{ paidAt: Date }>>`
    SELECT o."paidAt" FROM "Order" o
    WHERE o."shopId" = ${shopId} AND (o."id" = ${id} OR o."shopperKey" = ${shopperKey})
      AND ${countsAsBought}
      AND EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."shopId" = o."shopId" AND l."orderId" = o."id"
        AND (l."productId" = ${productId} OR (${productId}::text IS NULL AND l."title" = ${title})))`;
  return rows.map(({ paidAt }) => paidAt);
}

/** She has the product again since this order, so nothing is running out. */
export async function hasBoughtAgain(
  db: Pick<Transaction, "$queryRaw">,
  order: Pick<Order, "shopId" | "shopperKey" | "id" | "paidAt">,
  settings: Pick<ShopSettings, "touchpoints">,
): Promise<boolean> {
  const { paidAt } = order;
  const product = await findReplenished(db, order, settings);
  if (!product || !paidAt) return false;
  return (await listPaidAtFor(db, order, product)).some((at) => at > paidAt);
}
