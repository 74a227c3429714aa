import { isSureToTell } from "~/delays/review-delivery.server";
import { findOrder, lockOrder, recordOrder } from "~/orders/orders.server";
import { recordRefund } from "~/orders/refunds-and-returns.server";
import { recordShipment, recordShipmentEvents } from "~/orders/shipments.server";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Logger } from "~/platform/log.server";
import type { Secrets } from "~/platform/secrets.server";
import { findShop, type KnownShop } from "~/settings/shops.server";
import { noteProducts } from "~/surveys/answered-products.server";
import { advanceOrder } from "./advance-order.server";
import { orderAnswerSchema, orderDocument, readOrderAnswer, type OrderAsItStands } from "./order-document";

export interface RefreshDeps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
  log: Logger;
  secrets: Pick<Secrets, "shopperKey">;
}

/**
 * Asks Shopify for the order as it stands; null when Shopify will not tell this app (uninstalled, no token,
 * order gone or out of reach): then what the webhooks said has to do. Throws when it may answer later.
 */
export async function askForOrder(
  { shopify, log }: Pick<RefreshDeps, "shopify" | "log">,
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
    if (!(error instanceof AdminApiError) || (error.kind !== "unauthorized" && error.kind !== "refused"))
      throw error;
    log.warn({ shopId, orderId, error: error.message }, "Shopify would not tell about an order");
    return null;
  }
}

/** Asks Shopify for the truth about an order and follows it, as if every webhook had just arrived. */
export async function refreshOrder(
  deps: RefreshDeps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<{ outcome: "refreshed" | "out_of_reach" }> {
  const shop = await findShop(deps.db, shopId);
  return shop ? refresh(deps, shop, orderId) : { outcome: "out_of_reach" };
}

async function refresh(
  deps: RefreshDeps,
  shop: KnownShop,
  orderId: string,
): Promise<{ outcome: "refreshed" | "out_of_reach" }> {
  const picture = shop.uninstalledAt ? null : await askForOrder(deps, shop.id, orderId);
  await follow(deps, { shop, orderId, picture });
  return { outcome: picture ? "refreshed" : "out_of_reach" };
}

/**
 * Makes sure, before a message leaves, that we know the order as Shopify does. Nothing is written where we do
 * already, which is nearly always.
 */
export async function confirmOrder(
  deps: RefreshDeps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<void> {
  const picture = await askForOrder(deps, shopId, orderId);
  if (!picture || (await isKnown(deps.db, shopId, picture))) return;
  const shop = await findShop(deps.db, shopId);
  if (shop) await follow(deps, { shop, orderId, picture });
}

/**
 * The look at a delivery that has fallen due: first by what we know, and only where that would tell the shopper
 * something (or she is told of nothing yet because we do not know the order) Shopify is asked for the truth.
 */
export async function lookAtOrder(
  deps: RefreshDeps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<void> {
  const shop = await findShop(deps.db, shopId);
  if (!shop) return;
  const now = deps.clock.now();
  if (await isSureToTell(deps.db, { shopId, orderId, settings: shop.settings, now })) {
    await refresh(deps, shop, orderId);
    return;
  }
  const look = await deps.db.$transaction(async (tx) => {
    await lockOrder(tx, shopId, orderId);
    return advanceOrder(tx, { shop, orderId, deliveryMethod: null, isNew: false, confirmed: false, now });
  });
  if (look.outcome !== "reviewed") await refresh(deps, shop, orderId);
}

async function follow(
  deps: RefreshDeps,
  { shop, orderId, picture }: { shop: KnownShop; orderId: string; picture: OrderAsItStands | null },
): Promise<void> {
  const shopId = shop.id;
  const now = deps.clock.now();
  await deps.db.$transaction(async (tx) => {
    await lockOrder(tx, shopId, orderId);
    const isNews = picture !== null && !(await isKnown(tx, shopId, picture));
    const isNew = isNews && (await record(tx, deps, { shopId, picture, now })) === "new";
    const deliveryMethod = picture?.deliveryMethod ?? null;
    await advanceOrder(tx, { shop, orderId, deliveryMethod, isNew, confirmed: true, now });
  });
}

/**
 * Takes up an order of before: known from now on, its roads learned, and marked as imported, so that nobody is ever
 * written to because of it. One we know is left as it is; one placed since the shop went live was missed, and is
 * followed as if its webhooks had just arrived.
 */
export async function followPastOrder(
  deps: RefreshDeps,
  { shop, picture }: { shop: KnownShop; picture: OrderAsItStands },
): Promise<{ outcome: "taken_up" | "known" | "missed" }> {
  const shopId = shop.id;
  const { id: orderId, placedAt } = picture.order;
  if (await findOrder(deps.db, shopId, orderId)) return { outcome: "known" };
  if (shop.liveAt && placedAt >= shop.liveAt) {
    await refreshOrder(deps, { shopId, orderId });
    return { outcome: "missed" };
  }
  const now = deps.clock.now();
  return deps.db.$transaction(async (tx) => {
    await lockOrder(tx, shopId, orderId);
    if (await findOrder(tx, shopId, orderId)) return { outcome: "known" };
    await record(tx, deps, { shopId, picture, now });
    await tx.$executeRaw`UPDATE "Order" SET "imported" = true WHERE "shopId" = ${shopId} AND "id" = ${orderId}`;
    const { deliveryMethod } = picture;
    await advanceOrder(tx, { shop, orderId, deliveryMethod, isNew: true, confirmed: false, now });
    return { outcome: "taken_up" };
  });
}

async function record(
  tx: Transaction,
  { secrets }: Pick<RefreshDeps, "secrets">,
  { shopId, picture, now }: { shopId: string; picture: OrderAsItStands; now: Date },
): Promise<"new" | "changed" | "same"> {
  const { order, shipments, events, refunds } = picture;
  const shopperKey = order.email ? secrets.shopperKey(shopId, order.email) : null;
  const { outcome, lines } = await recordOrder(tx, { shopId, picture: order, shopperKey, now });
  if (outcome === "changed" && lines === "changed") await noteProducts(tx, { shopId, orderId: order.id });
  for (const shipment of shipments) await recordShipment(tx, { shopId, picture: shipment, now });
  await recordShipmentEvents(tx, { shopId, events, now });
  for (const refund of refunds) await recordRefund(tx, shopId, refund);
  return outcome;
}

/** The same updated_at, and no scan we have not seen: scans do not always move the order's own time. */
async function isKnown(
  db: Pick<Transaction, "$queryRaw">,
  shopId: string,
  { order, events }: OrderAsItStands,
): Promise<boolean> {
  const [known] = await db.$queryRaw<Array<{ changedAt: Date; scans: number }>>`
    SELECT o."changedAt", (SELECT count(*)::int FROM "ShipmentEvent" e
      WHERE e."shopId" = ${shopId} AND e."orderId" = ${order.id}) AS "scans"
    FROM "Order" o WHERE o."shopId" = ${shopId} AND o."id" = ${order.id}`;
  return known?.changedAt.getTime() === order.changedAt.getTime() && known.scans >= events.length;
}
