import { listOrderedProducts } from "~/orders/order-lines.server";
import type { Database } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { readTroubles } from "~/touchpoints/troubles.server";
import type { KnownShopper } from "./may-ask";

/** An order, as far as it tells who is behind it; without an id where it only stands for her. */
type HerOrder = Pick<
  Order,
  "shopId" | "customerId" | "shopperKey" | "email" | "tags" | "test" | "imported" | "cancelledAt"
> & { id: string | null };

/**
 * The customer Shopify says is in front of the page, while her order is on its way to us: by what her last one tells
 * of her. Null where she never ordered before.
 */
export async function loadReturningShopper(
  db: Database,
  { shopId, customerId }: { shopId: string; customerId: string },
): Promise<KnownShopper | null> {
  const last = await db.order.findFirst({ where: { shopId, customerId }, orderBy: { placedAt: "desc" } });
  if (last === null) return null;
  return loadKnownShopper(db, {
    ...last,
    id: null,
    tags: [],
    test: false,
    imported: false,
    cancelledAt: null,
  });
}

/** The shopper behind an order, as far as asking her depends on it. */
export async function loadKnownShopper(db: Database, order: HerOrder): Promise<KnownShopper> {
  const { shopId, customerId, shopperKey, email, tags, test, imported } = order;
  const products = order.id === null ? [] : await listOrderedProducts(db, shopId, order.id);
  const known = { email, tags, products, test, imported, cancelled: order.cancelledAt !== null };
  if (shopperKey === null) {
    return { ...known, unsubscribedFromSurveys: false, inTrouble: false, lastSurveyAt: null };
  }
  const notThisOrder = order.id === null ? {} : { OR: [{ orderId: null }, { orderId: { not: order.id } }] };
  const [unsubscribed, troubles, asked, answered] = await Promise.all([
    db.unsubscription.count({ where: { shopId, shopperKey, purpose: "survey" } }),
    readTroubles(db, { shopId, customerId, shopperKey }),
    db.touchpoint.aggregate({
      where: { shopId, shopperKey, class: "survey", state: "dispatched", ...notThisOrder },
      _max: { dispatchedAt: true },
    }),
    db.surveyResponse.aggregate({
      where: { shopId, shopperKey, ...notThisOrder },
      _max: { answeredAt: true },
    }),
  ]);
  const times = [asked._max.dispatchedAt, answered._max.answeredAt].filter((at) => at !== null);
  return {
    ...known,
    unsubscribedFromSurveys: unsubscribed > 0,
    inTrouble: troubles.isOpen,
    lastSurveyAt: times.length === 0 ? null : times.reduce((a, b) => (a > b ? a : b)),
  };
}
