import {
  recordConsent,
  recordCustomer,
  recordCustomerDeleted,
  recordCustomersMerged,
  recordPurchases,
} from "~/orders/customers.server";
import { findOrder, lockOrder, recordOrder, recordOrderDeleted } from "~/orders/orders.server";
import { recordRefund, recordReturn } from "~/orders/refunds-and-returns.server";
import { recordShipment, recordShipmentEventDeleted, recordShipmentEvents } from "~/orders/shipments.server";
import type { Shop } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { redactCustomer, redactShop } from "~/privacy/redact.server";
import { parseShopSettings } from "~/settings/shop-settings";
import { recordUninstall, type KnownShop } from "~/settings/shops.server";
import { advanceOrder } from "./advance-order.server";
import { withInstants } from "./order-file.server";
import { askForOrder, type RefreshDeps } from "./refresh-order.server";
import { translateWebhook, type News } from "./translate-webhook";

export type AppliedWebhook = { outcome: "applied" | "already" } | { outcome: "ignored" | "unreadable"; reason: string };

/** Applies one stored delivery: records what it says and whatever follows from it, in one transaction. */
export async function applyWebhook(
  deps: RefreshDeps,
  { shopId, deliveryId }: { shopId: string; deliveryId: string },
): Promise<AppliedWebhook> {
  const delivery = await findDelivery(deps.db, shopId, deliveryId);
  if (delivery?.state !== "received") return { outcome: "already" };
  const translation = translateWebhook({ ...delivery, triggeredAt: delivery.triggeredAt ?? delivery.receivedAt });
  const settle = (tx: Pick<Transaction, "webhookDelivery">, state: string, reason: string | null) =>
    tx.webhookDelivery.updateMany({
      where: { id: delivery.id, state: "received" },
      data: { state, reason, settledAt: deps.clock.now() },
    });

  if (translation.outcome === "unreadable") {
    await settle(deps.db, "unreadable", translation.reason);
    return translation;
  }
  const { news } = translation;
  const shop = delivery.shop && { ...delivery.shop, settings: parseShopSettings(delivery.shop.settings) };
  const reason = whyIgnored(news, shop);
  if (reason !== null) {
    await settle(deps.db, "ignored", reason);
    return { outcome: "ignored", reason };
  }
  const asItStands = await askAboutNewOrder(deps, shop, news);
  await deps.db.$transaction(async (tx) => {
    await apply(tx, deps, { shopId, shop, news, deliveryMethod: asItStands?.deliveryMethod ?? null });
    await settle(tx, "applied", null);
  });
  return { outcome: "applied" };
}

interface StoredDelivery {
  id: bigint;
  topic: string;
  body: string;
  state: string;
  triggeredAt: Date | null;
  receivedAt: Date;
  shop: Shop | null;
}

/** A delivery with its shop in one read: this happens for every webhook. */
async function findDelivery(db: RefreshDeps["db"], shopId: string, deliveryId: string): Promise<StoredDelivery | null> {
  const [row] = await db.$queryRaw<StoredDelivery[]>`
    SELECT d."id", d."topic", d."body", d."state", d."triggeredAt", d."receivedAt", to_jsonb(s) AS "shop"
    FROM "WebhookDelivery" d LEFT JOIN "Shop" s ON s."id" = d."shopId"
    WHERE d."shopId" = ${shopId} AND d."id" = ${BigInt(deliveryId)}`;
  return row ? { ...row, shop: row.shop && withInstants(row.shop) } : null;
}

/** A shop that left, or was never here, has nothing done for it but what privacy asks. */
function whyIgnored(news: News, shop: KnownShop | null): string | null {
  if (news.about === "nothing") return news.reason;
  if (news.about === "redact_shop" || news.about === "redact_customer" || news.about === "data_request") return null;
  if (!shop) return "the app is not installed in this shop";
  if (shop.uninstalledAt && news.about !== "uninstalled") return "the shop has uninstalled the app";
  return null;
}

/**
 * At first sight of an order Shopify is asked what it told the shopper at checkout: no webhook carries the
 * delivery dates, and the original promise is frozen only once.
 */
async function askAboutNewOrder(deps: RefreshDeps, shop: KnownShop | null, news: News) {
  if (news.about !== "order" || !shop?.liveAt || !news.order.requiresShipping) return null;
  if (news.order.placedAt < shop.liveAt || (await findOrder(deps.db, shop.id, news.order.id))) return null;
  return askForOrder(deps, shop.id, news.order.id);
}

interface Apply {
  shopId: string;
  shop: KnownShop | null;
  news: News;
  deliveryMethod: NonNullable<Awaited<ReturnType<typeof askForOrder>>>["deliveryMethod"];
}

async function apply(tx: Transaction, deps: RefreshDeps, { shopId, shop, news, deliveryMethod }: Apply): Promise<void> {
  const now = deps.clock.now();
  const orderId = orderIdOf(news);
  if (orderId !== null) await lockOrder(tx, shopId, orderId);
  const { isNew, isNews } = await recordNews(tx, deps, { shopId, news, now });
  if (orderId !== null && shop && isNews) await advanceOrder(tx, { shop, orderId, deliveryMethod, isNew, confirmed: false, now });
}

/** Writes what the news says; answers whether it told anything, and whether it brought an order we did not know. */
async function recordNews(
  tx: Transaction,
  deps: Pick<RefreshDeps, "secrets">,
  { shopId, news, now }: { shopId: string; news: News; now: Date },
): Promise<{ isNew: boolean; isNews: boolean }> {
  if (news.about === "shipment") {
    const recorded = await recordShipment(tx, { shopId, picture: news.shipment, now });
    return { isNew: false, isNews: recorded.outcome === "changed" };
  }
  if (news.about !== "order") {
    await recordOtherNews(tx, deps, { shopId, news, now });
    return { isNew: false, isNews: true };
  }
  const { order, shipments, refunds } = news;
  const shopperKey = order.email ? deps.secrets.shopperKey(shopId, order.email) : null;
  const recorded = await recordOrder(tx, { shopId, picture: order, shopperKey, now });
  for (const shipment of shipments) await recordShipment(tx, { shopId, picture: shipment, now });
  for (const refund of refunds) await recordRefund(tx, shopId, refund);
  return { isNew: recorded.outcome === "new", isNews: true };
}

async function recordOtherNews(
  tx: Transaction,
  { secrets }: Pick<RefreshDeps, "secrets">,
  { shopId, news, now }: { shopId: string; news: Exclude<News, { about: "order" | "shipment" }>; now: Date },
): Promise<void> {
  switch (news.about) {
    case "order_deleted":
      return recordOrderDeleted(tx, { shopId, orderId: news.orderId, at: now });
    case "shipment_event":
      if (news.deleted) return recordShipmentEventDeleted(tx, { shopId, event: news.event, now });
      await recordShipmentEvents(tx, { shopId, events: [news.event], now });
      return;
    case "refund":
      return recordRefund(tx, shopId, news.refund);
    case "return":
      return recordReturn(tx, shopId, news.return);
    case "customer":
      return recordCustomer(tx, { shopId, picture: news.customer, now });
    case "consent":
      return recordConsent(tx, { shopId, ...news, now });
    case "purchases":
      return recordPurchases(tx, { shopId, ...news, now });
    case "customer_deleted":
      return recordCustomerDeleted(tx, { shopId, customerId: news.customerId, at: now });
    case "customers_merged":
      return recordCustomersMerged(tx, { shopId, keptId: news.keptId, goneId: news.goneId, at: now });
    case "uninstalled":
      await recordUninstall(tx, { shopId, at: news.at });
      await tx.session.deleteMany({ where: { shop: shopId } });
      return;
    case "redact_customer":
      return redactCustomer(tx, secrets, { shopId, customerId: news.customerId, email: news.email, orderIds: news.orderIds, at: now });
    case "redact_shop":
      return redactShop(tx, shopId);
    case "data_request":
      // Kept in the inbox as applied: the operator answers from the order pages within thirty days.
      return;
    case "nothing":
      return;
  }
}

function orderIdOf(news: News): string | null {
  switch (news.about) {
    case "order":
      return news.order.id;
    case "order_deleted":
      return news.orderId;
    case "shipment":
      return news.shipment.orderId;
    case "shipment_event":
      return news.event.orderId;
    case "refund":
      return news.refund.orderId;
    case "return":
      return news.return.orderId;
    default:
      return null;
  }
}
