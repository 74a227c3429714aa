import { listOrderedProducts } from "~/orders/order-lines.server";
import { holdsAnyOf } from "~/orders/ordered-product";
import type { Database } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { readProductList } from "~/settings/product-list";
import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointKind } from "./touchpoint-kinds";

/**
 * The product a follow-up asks after, by its title: the one it was chosen for, else the first of the order. Null for
 * other kinds, and for a gift: nobody reads what it is.
 */
export async function askedAfter(
  db: Database,
  { kind, order, settings }: { kind: TouchpointKind; order: Order; settings: ShopSettings },
): Promise<string | null> {
  if (kind !== "product_follow_up" || order.gift) return null;
  const products = await listOrderedProducts(db, order.shopId, order.id);
  const wanted = settings.touchpoints.product_follow_up.conditions
    .filter(({ rule }) => rule === "product_in")
    .flatMap(({ value }) => readProductList(value));
  return (products.find((product) => holdsAnyOf(wanted, [product])) ?? products[0])?.title ?? null;
}
