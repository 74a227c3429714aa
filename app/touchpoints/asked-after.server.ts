import { listOrderedProducts } from "~/orders/order-lines.server";
import { holdsAnyOf } from "~/orders/ordered-product";
import type { Database } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { readProductList } from "~/settings/product-list";
import type { ShopSettings } from "~/settings/shop-settings";
import { findReplenished } from "./replenished-product.server";
import type { TouchpointKind } from "./touchpoint-kinds";

/**
 * The product a touchpoint is about, by its title. A follow-up: the one it was chosen for, else the first of the order.
 * A replenishment: the one that runs out. Null for other kinds, and for a gift: nobody reads what it is.
 */
export async function askedAfter(
  db: Database,
  { kind, order, settings }: { kind: TouchpointKind; order: Order; settings: ShopSettings },
): Promise<string | null> {
  if (order.gift) return null;
  if (kind === "replenishment") return (await findReplenished(db, order, settings))?.title ?? null;
  if (kind !== "product_follow_up") return null;
  const products = await listOrderedProducts(db, order.shopId, order.id);
  const wanted = settings.touchpoints.product_follow_up.conditions
    .filter(({ rule }) => rule === "product_in")
    .flatMap(({ value }) => readProductList(value));
  return (products.find((product) => holdsAnyOf(wanted, [product])) ?? products[0])?.title ?? null;
}
