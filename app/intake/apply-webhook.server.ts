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
import { Prisma, type Shop } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { withInstants } from "~/platform/json-rows";
import { assignments } from "~/platform/sql.server";
import { recordDataRequest } from "~/privacy/data-requests.server";
import { redactCustomer, redactShop } from "~/privacy/redact.server";
import { parseShopSettings } from "~/settings/shop-settings";
import { recordUninstall, type KnownShop } from "~/settings/shops.server";
import { noteProducts } from "~/surveys/answered-products.server";
import { planWelcome } from "~/touchpoints/plan-welcome.server";
import { advanceOrder } from "./advance-order.server";
import type { OrderAsItStands } from "./order-document";
import { askForOrder, type RefreshDeps } from "./refresh-order.server";
import { translateWebhook, type News } from "./translate-webhook";

export type AppliedWebhook =
  | { outcome: "applied" | "already" }
  | { outcome: "ignored" | "unreadable"; reason: string }
  | { outcome: "failed"; error: unknown };

interface DeliveryKey {
  shopId: string;
  deliveryId: string;
}

/**
 * Applies stored deliveries: records what they say and whatever follows from it. Those of one order share a
 * transaction, since a carrier's scan alone is told two or three times and what follows is asked of all we know.
 */
export async function applyWebhooks(deps: RefreshDeps, keys: DeliveryKey[]): Promise<AppliedWebhook[]> {
  const deliveries = await findDeliveries(deps.db, keys);
  const outcomes = new Map<string, AppliedWebhook>();
  const groups = new Map<string, NewsGroup>();
  for (const delivery of deliveries) {
    const read = await readDelivery(deps, delivery);
    if (read.outcome !== "news") {
      outcomes.set(delivery.id.toString(), read);
      continue;
    }
    const orderId = orderIdOf(read.news);
    const key = orderId === null ? delivery.id.toString() : `${delivery.shopId}/${orderId}`;
    const group = groups.get(key) ?? { shopId: delivery.shopId, shop: read.shop, orderId, told: [] };
    group.told.push({ deliveryId: delivery.id, news: read.news });
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    for (const [id, outcome] of await applyGroup(deps, group)) outcomes.set(id, outcome);
  }
  return keys.map(({ deliveryId }) => outcomes.get(deliveryId) ?? { outcome: "already" });
}

interface NewsGroup {
  shopId: string;
  shop: KnownShop | null;
  orderId: string | null;
  told: Array<{ deliveryId: bigint; news: News }>;
}

/** What a delivery says, unless it says nothing to us: then it is settled with the reason at once. */
async function readDelivery(
  deps: RefreshDeps,
  delivery: StoredDelivery,
): Promise<{ outcome: "news"; news: News; shop: KnownShop | null } | AppliedWebhook> {
  if (delivery.state !== "received") return { outcome: "already" };
  const shop = delivery.shop && { ...delivery.shop, settings: parseShopSettings(delivery.shop.settings) };
  const translation = translateWebhook({
    ...delivery,
    triggeredAt: delivery.triggeredAt ?? delivery.receivedAt,
  });
  const settled: AppliedWebhook | null =
    translation.outcome === "unreadable" ? translation : ignored(translation.news, shop);
  if (settled !== null) {
    await settle(deps, deps.db, { ids: [delivery.id], state: settled.outcome, reason: settled.reason });
    // A shop that is gone has nobody to look into its bodies, and no right to have them kept.
    if (!shop) await deps.db.webhookDelivery.updateMany({ where: { id: delivery.id }, data: { body: "" } });
    return settled;
  }
  return translation.outcome === "understood"
    ? { outcome: "news", news: translation.news, shop }
    : translation;
}

/** One bad delivery must not hold up its neighbours: a group that fails is tried again one by one. */
async function applyGroup(deps: RefreshDeps, group: NewsGroup): Promise<Array<[string, AppliedWebhook]>> {
  const each = (outcome: AppliedWebhook) =>
    group.told.map(({ deliveryId }): [string, AppliedWebhook] => [deliveryId.toString(), outcome]);
  try {
    const asItStands = await askAboutNewOrder(deps, group);
    await deps.db.$transaction(async (tx) => {
      await apply(tx, deps, { group, deliveryMethod: asItStands?.deliveryMethod ?? null });
      await settle(deps, tx, {
        ids: group.told.map(({ deliveryId }) => deliveryId),
        state: "applied",
        reason: null,
      });
    });
    return each({ outcome: "applied" });
  } catch (error) {
    if (group.told.length === 1) return each({ outcome: "failed", error });
    const outcomes: Array<[string, AppliedWebhook]> = [];
    for (const told of group.told) outcomes.push(...(await applyGroup(deps, { ...group, told: [told] })));
    return outcomes;
  }
}

const settle = (
  { clock }: Pick<RefreshDeps, "clock">,
  db: Pick<Transaction, "$executeRaw">,
  { ids, state, reason }: { ids: bigint[]; state: string; reason: string | null },
) =>
  db.$executeRaw`
    UPDATE "WebhookDelivery" SET ${assignments({ state, reason, settledAt: clock.now() })}
    WHERE "id" IN (${Prisma.join(ids)}) AND "state" = 'received'`;

interface StoredDelivery {
  id: bigint;
  shopId: string;
  topic: string;
  body: string;
  state: string;
  triggeredAt: Date | null;
  receivedAt: Date;
  shop: Shop | null;
}

/** Deliveries with their shops in one read, oldest first: this happens for every webhook. */
async function findDeliveries(db: RefreshDeps["db"], keys: DeliveryKey[]): Promise<StoredDelivery[]> {
  const rows = await db.$queryRaw<StoredDelivery[]>`
    SELECT d."id", d."shopId", d."topic", d."body", d."state", d."triggeredAt", d."receivedAt", to_jsonb(s) AS "shop"
    FROM "WebhookDelivery" d LEFT JOIN "Shop" s ON s."id" = d."shopId"
    WHERE d."id" IN (${Prisma.join(keys.map(({ deliveryId }) => BigInt(deliveryId)))}) ORDER BY d."receivedAt", d."id"`;
  const shopOf = new Map(keys.map(({ deliveryId, shopId }) => [deliveryId, shopId]));
  return rows
    .filter((row) => shopOf.get(row.id.toString()) === row.shopId)
    .map((row) => ({ ...row, shop: row.shop && withInstants(row.shop) }));
}

/** A shop that left, or was never here, has nothing done for it but what privacy asks. */
function ignored(news: News, shop: KnownShop | null): { outcome: "ignored"; reason: string } | null {
  const ignore = (reason: string) => ({ outcome: "ignored" as const, reason });
  if (news.about === "nothing") return ignore(news.reason);
  if (news.about === "redact_shop" || news.about === "redact_customer" || news.about === "data_request")
    return null;
  if (!shop) return ignore("the app is not installed in this shop");
  if (shop.uninstalledAt && news.about !== "uninstalled") return ignore("the shop has uninstalled the app");
  return null;
}

/**
 * At first sight of an order Shopify is asked what it told the shopper at checkout: no webhook carries the
 * delivery dates, and the original promise is frozen only once.
 */
async function askAboutNewOrder(
  deps: RefreshDeps,
  { shop, told }: NewsGroup,
): Promise<OrderAsItStands | null> {
  const news = told.map((one) => one.news).find((one) => one.about === "order");
  if (!news || !shop?.liveAt || !news.order.requiresShipping || news.order.placedAt < shop.liveAt)
    return null;
  if (await findOrder(deps.db, shop.id, news.order.id)) return null;
  return askForOrder(deps, shop.id, news.order.id);
}

async function apply(
  tx: Transaction,
  deps: RefreshDeps,
  { group, deliveryMethod }: { group: NewsGroup; deliveryMethod: OrderAsItStands["deliveryMethod"] | null },
): Promise<void> {
  const { shopId, shop, orderId, told } = group;
  const now = deps.clock.now();
  if (orderId !== null) await lockOrder(tx, shopId, orderId);
  const recorded = [];
  for (const { news } of told) recorded.push(await recordNews(tx, deps, { shopId, news, now }));
  if (shop) await planForCustomers(tx, deps, { shop, told, now });
  if (orderId === null || !shop || !recorded.some(({ isNews }) => isNews)) return;
  const isNew = recorded.some((one) => one.isNew);
  await advanceOrder(tx, { shop, orderId, deliveryMethod, isNew, confirmed: false, now });
}

/** Her address and her consent are told apart: after either she may be somebody to welcome. */
async function planForCustomers(
  tx: Transaction,
  { secrets }: Pick<RefreshDeps, "secrets">,
  { shop, told, now }: { shop: KnownShop; told: NewsGroup["told"]; now: Date },
): Promise<void> {
  for (const { news } of told) {
    const customerId =
      news.about === "customer" ? news.customer.id : news.about === "consent" ? news.customerId : null;
    if (customerId !== null) await planWelcome(tx, secrets, { shop, customerId, now });
  }
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
  if (recorded.outcome === "changed" && recorded.lines === "changed")
    await noteProducts(tx, { shopId, orderId: order.id });
  let isNews = recorded.outcome !== "same";
  for (const shipment of shipments) {
    const { outcome } = await recordShipment(tx, { shopId, picture: shipment, now });
    isNews ||= outcome === "changed";
  }
  for (const refund of refunds) await recordRefund(tx, shopId, refund);
  return { isNew: recorded.outcome === "new", isNews: isNews || refunds.length > 0 };
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
      return redactCustomer(tx, secrets, {
        shopId,
        customerId: news.customerId,
        email: news.email,
        phone: news.phone,
        orderIds: news.orderIds,
        at: now,
      });
    case "redact_shop":
      return redactShop(tx, shopId);
    case "data_request":
      return recordDataRequest(tx, secrets, {
        shopId,
        requestId: news.requestId,
        customerId: news.customerId,
        email: news.email,
        orderIds: news.orderIds,
        at: now,
      });
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
