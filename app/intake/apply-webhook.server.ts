import {
  recordConsent,
  recordCustomer,
  recordCustomerDeleted,
  recordCustomersMerged,
  recordPurchases,
} from "~/orders/customers.server";
import { troubleMarkScope } from "~/channels/trouble-mark.server";
import type { OrderPicture } from "~/orders/order-record";
import { findKnownOrders, lockOrders } from "~/orders/orders.server";
import type { Transaction } from "~/platform/database.server";
import { gatherByKey } from "~/platform/gathering";
import { assignments } from "~/platform/sql.server";
import { togetherOrApart } from "~/platform/together-or-apart";
import { takeTurns } from "~/platform/turns";
import { recordDataRequest } from "~/privacy/data-requests.server";
import { redactCustomer, redactShop } from "~/privacy/redact.server";
import { findShops, recordUninstall, type KnownShop } from "~/settings/shops.server";
import { planWelcome } from "~/touchpoints/plan-welcome.server";
import { checkAllTroubles } from "~/touchpoints/trouble-checks.server";
import { advanceOrders } from "./advance-order.server";
import type { OrderAsItStands } from "./order-document";
import { recordOrderNews } from "./record-news.server";
import { askForOrders, type RefreshDeps } from "./refresh-order.server";
import {
  isOrderNews,
  orderIdOf,
  translateWebhook,
  type News,
  type OrderNews,
  type OtherNews,
} from "./translate-webhook";

export type AppliedWebhook =
  | { outcome: "applied" | "already" }
  | { outcome: "ignored" | "unreadable"; reason: string }
  | { outcome: "failed"; error: unknown };

interface DeliveryKey {
  shopId: string;
  deliveryId: string;
}

// As many as a look at due deliveries takes: their locks are held for a tenth of a second.
const ordersAtOnce = 25;

// While this many groups are written, what is told of other shops waits and becomes larger groups: more would only
// share the one core that a process has.
const groupsAtOnce = 2;

/**
 * A process' way of applying stored deliveries: records what they say and whatever follows from it; answers for each, in
 * order. Those of one order are applied together, since a carrier's scan alone is told two or three times and what
 * follows is asked of all we know; and those of several orders of a shop, since most of what each statement costs is its
 * way to the database and back. One group of a shop is under way at a time: what is told meanwhile is the next one,
 * whoever asks. What is not about an order comes after and has a transaction of its own.
 */
export function createWebhookApplier(deps: RefreshDeps): (keys: DeliveryKey[]) => Promise<AppliedWebhook[]> {
  const turn = takeTurns(groupsAtOnce);
  const applyOfShop = gatherByKey((told: ToldToShop[]) => applyOrders(deps, turn, told));
  return async (keys) => {
    const deliveries = await findDeliveries(deps.db, keys);
    const shops = await findShops(deps.db, [...new Set(keys.map(({ shopId }) => shopId))]);
    const outcomes = new Map<string, AppliedWebhook>();
    const ofOrders: ToldToShop[] = [];
    const ofOthers: Array<Told<OtherNews> & { shopId: string; shop: KnownShop | null }> = [];
    for (const delivery of deliveries) {
      const { id: deliveryId, shopId } = delivery;
      const shop = shops.get(shopId) ?? null;
      const read = await readDelivery(deps, delivery, shop);
      if (read.outcome !== "news") outcomes.set(deliveryId.toString(), read);
      else if (!isOrderNews(read.news)) ofOthers.push({ deliveryId, shopId, shop, news: read.news });
      else if (shop) ofOrders.push({ deliveryId, shop, news: read.news });
    }
    // Side by side: a shop that Shopify is slow to tell about holds up no other.
    const ofShops = [...Map.groupBy(ofOrders, ({ shop }) => shop.id)].map(async ([shopId, told]) => {
      const applied = await applyOfShop(shopId, told);
      for (const [index, { deliveryId }] of told.entries()) {
        const outcome = applied[index];
        if (outcome) outcomes.set(deliveryId.toString(), outcome);
      }
    });
    await Promise.all(ofShops);
    for (const told of ofOthers) outcomes.set(told.deliveryId.toString(), await applyAlone(deps, told));
    return keys.map(({ deliveryId }) => outcomes.get(deliveryId) ?? { outcome: "already" });
  };
}

type Turn = ReturnType<typeof takeTurns>;

type ToldToShop = Told<OrderNews> & { shop: KnownShop };

/** What several jobs brought of one shop; answers for each, in order. */
async function applyOrders(deps: RefreshDeps, turn: Turn, told: ToldToShop[]): Promise<AppliedWebhook[]> {
  const outcomes = new Map<string, AppliedWebhook>();
  // As the shop was when somebody last looked.
  const shop = told.at(-1)?.shop;
  if (shop)
    for (const group of groupsOf(told))
      for (const [id, outcome] of await applyGroup(deps, { shop, turn }, group)) outcomes.set(id, outcome);
  return told.map(({ deliveryId }) => outcomes.get(deliveryId.toString()) ?? { outcome: "already" });
}

interface Told<Some extends News> {
  deliveryId: bigint;
  news: Some;
}

/** All that is told of an order in one group. */
function groupsOf(told: Array<Told<OrderNews>>): Array<Array<Told<OrderNews>>> {
  const byOrder = [...Map.groupBy(told, ({ news }) => orderIdOf(news)).values()];
  const groups = [];
  for (let from = 0; from < byOrder.length; from += ordersAtOnce)
    groups.push(byOrder.slice(from, from + ordersAtOnce).flat());
  return groups;
}

/** What a delivery says, unless it says nothing to us: then it is settled with the reason at once. */
async function readDelivery(
  deps: RefreshDeps,
  delivery: StoredDelivery,
  shop: KnownShop | null,
): Promise<{ outcome: "news"; news: News } | AppliedWebhook> {
  if (delivery.state !== "received") return { outcome: "already" };
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
  return translation.outcome === "understood" ? { outcome: "news", news: translation.news } : translation;
}

/** By the delivery's id. Those of orders Shopify would not tell of yet wait; of the rest none waits for a bad one. */
async function applyGroup(
  deps: RefreshDeps,
  { shop, turn }: { shop: KnownShop; turn: Turn },
  told: Array<Told<OrderNews>>,
): Promise<Array<[string, AppliedWebhook]>> {
  const asked = await askAboutNewOrders(deps, shop, told);
  const isUnanswered = ({ news }: Told<OrderNews>) => asked.unanswered.includes(orderIdOf(news));
  const waiting = told.filter(isUnanswered);
  const ready = told.filter((one) => !isUnanswered(one));
  const apply = async (some: typeof ready) => {
    await applyTogether(deps, shop, { told: some, pictures: asked.pictures });
    return some;
  };
  const settled = await turn(() => togetherOrApart(ready, apply));
  const failed = (error: unknown): AppliedWebhook => ({ outcome: "failed", error });
  return [
    ...waiting.map(({ deliveryId }): [string, AppliedWebhook] => [
      deliveryId.toString(),
      failed(asked.error),
    ]),
    ...ready.map(({ deliveryId }, index): [string, AppliedWebhook] => {
      const one = settled[index];
      return [
        deliveryId.toString(),
        one?.status === "rejected" ? failed(one.reason) : { outcome: "applied" },
      ];
    }),
  ];
}

async function applyTogether(
  deps: RefreshDeps,
  shop: KnownShop,
  { told, pictures }: { told: Array<Told<OrderNews>>; pictures: Map<string, OrderAsItStands> },
): Promise<void> {
  const shopId = shop.id;
  const now = deps.clock.now();
  const news = told.map((one) => one.news);
  await deps.db.$transaction(async (tx) => {
    await lockOrders(tx, shopId, news.map(orderIdOf));
    const recorded = await recordOrderNews(tx, deps, { shopId, news, now });
    const orders = [...recorded].flatMap(([orderId, { isNew, isNews }]) => {
      const parts = pictures.get(orderId)?.parts ?? null;
      return isNews ? [{ orderId, parts, isNew, confirmed: false }] : [];
    });
    await advanceOrders(tx, { shop, orders, now });
    await settle(deps, tx, applied(told));
  });
}

const applied = (told: Array<Pick<Told<News>, "deliveryId">>) => ({
  ...{ ids: told.map(({ deliveryId }) => deliveryId), state: "applied", reason: null },
});

async function applyAlone(
  deps: RefreshDeps,
  { shopId, shop, ...told }: Told<OtherNews> & { shopId: string; shop: KnownShop | null },
): Promise<AppliedWebhook> {
  const { news } = told;
  const now = deps.clock.now();
  try {
    await deps.db.$transaction(async (tx) => {
      await recordOtherNews(tx, deps, { shopId, news, now });
      if (shop) await planForCustomer(tx, deps, { shop, news, now });
      if (shop && news.about === "scopes" && news.gained.includes(troubleMarkScope))
        await checkAllTroubles(tx, { shop, now });
      await settle(deps, tx, applied([told]));
    });
    return { outcome: "applied" };
  } catch (error) {
    return { outcome: "failed", error };
  }
}

const settle = (
  { clock }: Pick<RefreshDeps, "clock">,
  db: Pick<Transaction, "$executeRaw">,
  { ids, state, reason }: { ids: bigint[]; state: string; reason: string | null },
) =>
  db.$executeRaw`
    UPDATE "WebhookDelivery" SET ${assignments({ state, reason, settledAt: clock.now() })}
    WHERE "id" = ANY(${ids.map(String)}::bigint[]) AND "state" = 'received'`;

interface StoredDelivery {
  id: bigint;
  shopId: string;
  topic: string;
  body: string;
  state: string;
  triggeredAt: Date | null;
  receivedAt: Date;
}

/** In one read, oldest first: this happens for every webhook. */
async function findDeliveries(db: RefreshDeps["db"], keys: DeliveryKey[]): Promise<StoredDelivery[]> {
  const ids = keys.map(({ deliveryId }) => deliveryId);
  const rows = await db.$queryRaw<StoredDelivery[]>`
    SELECT "id", "shopId", "topic", "body", "state", "triggeredAt", "receivedAt" FROM "WebhookDelivery"
    WHERE "id" = ANY(${ids}::bigint[]) ORDER BY "receivedAt", "id"`;
  const shopOf = new Map(keys.map(({ deliveryId, shopId }) => [deliveryId, shopId]));
  return rows.filter((row) => shopOf.get(row.id.toString()) === row.shopId);
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
 * At first sight of orders Shopify is asked what it told the shoppers at checkout: no webhook carries the
 * delivery dates, and the original promise is frozen only once. By the order's id; where it may answer later, whose
 * news has to wait.
 */
async function askAboutNewOrders(
  deps: RefreshDeps,
  { id: shopId, liveAt }: KnownShop,
  told: Array<Told<OrderNews>>,
): Promise<{ pictures: Map<string, OrderAsItStands>; unanswered: string[]; error?: unknown }> {
  const isAskedAbout = ({ requiresShipping, placedAt }: OrderPicture) =>
    requiresShipping && liveAt !== null && placedAt >= liveAt;
  const ids = told.flatMap(({ news }) =>
    news.about === "order" && isAskedAbout(news.order) ? [news.order.id] : [],
  );
  const pictures = new Map<string, OrderAsItStands>();
  if (ids.length === 0) return { pictures, unanswered: [] };
  const known = await findKnownOrders(deps.db, shopId, ids);
  const orderIds = [...new Set(ids)].filter((id) => !known.has(id));
  try {
    const answers = await askForOrders(deps, shopId, orderIds);
    for (const [index, picture] of answers.entries())
      if (picture) pictures.set(orderIds[index] ?? "", picture);
    return { pictures, unanswered: [] };
  } catch (error) {
    return { pictures, unanswered: orderIds, error };
  }
}

/** Her address and her consent are told apart: after either she may be somebody to welcome. */
async function planForCustomer(
  tx: Transaction,
  { secrets }: Pick<RefreshDeps, "secrets">,
  { shop, news, now }: { shop: KnownShop; news: OtherNews; now: Date },
): Promise<void> {
  const customerId =
    news.about === "customer" ? news.customer.id : news.about === "consent" ? news.customerId : null;
  if (customerId !== null) await planWelcome(tx, secrets, { shop, customerId, now });
}

async function recordOtherNews(
  tx: Transaction,
  { secrets }: Pick<RefreshDeps, "secrets">,
  { shopId, news, now }: { shopId: string; news: OtherNews; now: Date },
): Promise<void> {
  switch (news.about) {
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
    // Other scopes are read when they are used.
    case "scopes":
    case "nothing":
      return;
  }
}
