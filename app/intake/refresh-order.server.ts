import { lockOrder, recordOrder } from "~/orders/orders.server";
import { recordRefund } from "~/orders/refunds-and-returns.server";
import { recordShipment, recordShipmentEvents } from "~/orders/shipments.server";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";
import { findShop } from "~/settings/shops.server";
import { advanceOrder } from "./advance-order.server";
import { orderAnswerSchema, orderDocument, readOrderAnswer, type OrderAsItStands } from "./order-document";

export interface RefreshDeps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
  secrets: Pick<Secrets, "shopperKey">;
}

/**
 * Asks Shopify for the order as it stands; null when Shopify will not tell this app (uninstalled, no token,
 * order gone or out of reach): then what the webhooks said has to do. Throws when it may answer later.
 */
export async function askForOrder(
  { shopify }: Pick<RefreshDeps, "shopify">,
  shopId: string,
  orderId: string,
): Promise<OrderAsItStands | null> {
  try {
    const answer = await shopify.request(
      shopId,
      orderDocument,
      { id: `gid://shopify/Order/${orderId}` },
      orderAnswerSchema,
    );
    return answer.order && readOrderAnswer(answer.order);
  } catch (error) {
    if (error instanceof AdminApiError && (error.kind === "unauthorized" || error.kind === "refused")) return null;
    throw error;
  }
}

/** Asks Shopify for the truth about an order and follows it, as if every webhook had just arrived. */
export async function refreshOrder(
  deps: RefreshDeps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<{ outcome: "refreshed" | "out_of_reach" }> {
  const shop = await findShop(deps.db, shopId);
  const picture = shop && !shop.uninstalledAt ? await askForOrder(deps, shopId, orderId) : null;
  if (!shop) return { outcome: "out_of_reach" };
  const now = deps.clock.now();
  await deps.db.$transaction(async (tx) => {
    await lockOrder(tx, shopId, orderId);
    let isNew = false;
    if (picture) {
      const { order, shipments, events, refunds } = picture;
      const shopperKey = order.email ? deps.secrets.shopperKey(shopId, order.email) : null;
      const recorded = await recordOrder(tx, { shopId, picture: order, shopperKey, now });
      isNew = recorded.outcome === "new";
      for (const shipment of shipments) await recordShipment(tx, { shopId, picture: shipment, now });
      await recordShipmentEvents(tx, { shopId, events, now });
      for (const refund of refunds) await recordRefund(tx, shopId, refund);
    }
    await advanceOrder(tx, { shop, orderId, deliveryMethod: picture?.deliveryMethod ?? null, isNew, confirmed: true, now });
  });
  return { outcome: picture ? "refreshed" : "out_of_reach" };
}
