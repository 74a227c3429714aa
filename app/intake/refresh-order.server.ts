import { z } from "zod";
import { findSureToTell } from "~/delays/review-delivery.server";
import { groupDue } from "~/delays/sweep-due-deliveries.server";
import { findOrder, lockOrder, lockOrders } from "~/orders/orders.server";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Logger } from "~/platform/log.server";
import type { Secrets } from "~/platform/secrets.server";
import { togetherOrApart } from "~/platform/together-or-apart";
import { findShop, findShops, type KnownShop } from "~/settings/shops.server";
import { advanceOrders } from "./advance-order.server";
import {
  mayBeCutOff,
  narrowPages,
  orderSchema,
  ordersAnswerSchema,
  ordersAtOnce,
  ordersDocument,
  readOrderAnswer,
  widePages,
  type OrderAsItStands,
  type OrderPages,
} from "./order-document";
import { recordOrderNews } from "./record-news.server";
import type { OrderNews } from "./translate-webhook";

export interface RefreshDeps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
  log: Logger;
  secrets: Pick<Secrets, "shopperKey">;
}

type AskDeps = Pick<RefreshDeps, "shopify" | "log">;

/**
 * Asks Shopify for orders of one shop as they stand, in order; null for one Shopify will not tell this app
 * (uninstalled, no token, order gone or out of reach): then what the webhooks said has to do. Throws when it may answer
 * later.
 */
export async function askForOrders(
  deps: AskDeps,
  shopId: string,
  orderIds: string[],
): Promise<Array<OrderAsItStands | null>> {
  const answers: Array<OrderAsItStands | null> = [];
  for (let from = 0; from < orderIds.length; from += ordersAtOnce)
    answers.push(...(await askTogether(deps, shopId, orderIds.slice(from, from + ordersAtOnce))));
  return answers;
}

/** The same for one order. */
export async function askForOrder(
  deps: AskDeps,
  shopId: string,
  orderId: string,
): Promise<OrderAsItStands | null> {
  const [picture] = await askForOrders(deps, shopId, [orderId]);
  return picture ?? null;
}

/** As many as one request may cost. Those that did not fit, or among which one spoiled the answer, are asked for alone. */
async function askTogether(
  { shopify, log }: AskDeps,
  shopId: string,
  orderIds: string[],
): Promise<Array<OrderAsItStands | null>> {
  const isAlone = orderIds.length === 1;
  const pages: OrderPages = isAlone ? widePages : narrowPages;
  const askAlone = async (ids: string[]) =>
    (await Promise.all(ids.map((id) => askTogether({ shopify, log }, shopId, [id])))).flat();
  const notTold = (reason: string) => {
    for (const orderId of orderIds)
      log.warn({ shopId, orderId, error: reason }, "Shopify would not tell about an order");
    return orderIds.map(() => null);
  };
  let nodes: unknown[];
  try {
    const ids = orderIds.map((id) => `gid://shopify/Order/${id}`);
    ({ nodes } = await shopify.request(shopId, ordersDocument, { ids, ...pages }, ordersAnswerSchema));
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    if (error.kind === "refused" && !isAlone) return askAlone(orderIds);
    if (error.kind === "refused" || error.kind === "unauthorized") return notTold(error.message);
    throw error;
  }
  const told = nodes.map((node) => (node === null ? null : orderSchema.safeParse(node)));
  const pictures = new Map<string, OrderAsItStands>();
  const again: string[] = [];
  for (const [index, orderId] of orderIds.entries()) {
    const answer = told[index];
    if (!answer) continue;
    if (!answer.success) {
      if (isAlone) return notTold(`unexpected answer: ${z.prettifyError(answer.error)}`);
      again.push(orderId);
    } else if (!isAlone && mayBeCutOff(answer.data, pages)) again.push(orderId);
    else pictures.set(orderId, readOrderAnswer(answer.data));
  }
  for (const [index, picture] of (await askAlone(again)).entries())
    if (picture) pictures.set(again[index] ?? "", picture);
  return orderIds.map((id) => pictures.get(id) ?? null);
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
  await follow(deps, shop, [{ orderId, picture }]);
  return { outcome: picture ? "refreshed" : "out_of_reach" };
}

/** `failed`: Shopify may answer later, or what it said could not be followed. */
export type Confirmation = { outcome: "confirmed" } | Failed;

type Failed = { outcome: "failed"; error: unknown };

/**
 * Makes sure, before messages leave, that we know these orders as Shopify does; answers for each, in order. Nothing is
 * written where we do already, which is nearly always.
 */
export async function confirmOrders(deps: RefreshDeps, orders: OrderPlace[]): Promise<Confirmation[]> {
  const failed = (error: unknown): Confirmation => ({ outcome: "failed", error });
  const confirmed: Confirmation = { outcome: "confirmed" };
  const asked = new Map<string, Confirmation | { outcome: "told"; picture: OrderAsItStands | null }>();
  const askShop = async ([shopId, some]: [string, OrderPlace[]]) => {
    const orderIds = some.map(({ orderId }) => orderId);
    const answers = await askForOrders(deps, shopId, orderIds).catch(failed);
    for (const [index, order] of some.entries())
      asked.set(
        nameOf(order),
        "outcome" in answers ? answers : { outcome: "told", picture: answers[index] ?? null },
      );
  };
  await Promise.all([...Map.groupBy(orders, ({ shopId }) => shopId)].map(askShop));
  const told = orders.map((order) => ({ ...order, answer: asked.get(nameOf(order)) }));
  const pictures = told.flatMap(({ shopId, answer }) =>
    answer?.outcome === "told" && answer.picture ? [{ shopId, picture: answer.picture }] : [],
  );
  const known = await knownPictures(deps.db, pictures);
  return Promise.all(
    told.map(async ({ shopId, orderId, answer }) => {
      if (answer?.outcome !== "told") return answer ?? confirmed;
      const { picture } = answer;
      if (picture === null || known.has(picture)) return confirmed;
      return followAnswer(deps, { shopId, orderId, picture }).then(() => confirmed, failed);
    }),
  );
}

/**
 * The same for messages of an incident: what they say may have waited for a night or an answer, so their orders are
 * looked at once more whatever Shopify says. Those of a shop share what decision 057 has due orders share.
 */
export async function refreshOrders(deps: RefreshDeps, orders: OrderPlace[]): Promise<Confirmation[]> {
  const failed = new Map<string, unknown>();
  const shops = await findShops(deps.db, [...new Set(orders.map(({ shopId }) => shopId))]);
  const refreshGroup = async ({ shopId, orderIds }: { shopId: string; orderIds: string[] }) => {
    const shop = shops.get(shopId);
    if (!shop) return;
    for (const [orderId, error] of await refreshAll(deps, shop, orderIds))
      failed.set(nameOf({ shopId, orderId }), error);
  };
  await Promise.all(groupDue(orders).map(refreshGroup));
  return orders.map((order) =>
    failed.has(nameOf(order))
      ? { outcome: "failed", error: failed.get(nameOf(order)) }
      : { outcome: "confirmed" },
  );
}

interface OrderPlace {
  shopId: string;
  orderId: string;
}

const nameOf = ({ shopId, orderId }: OrderPlace): string => `${shopId}/${orderId}`;

async function followAnswer(
  deps: RefreshDeps,
  { shopId, orderId, picture }: OrderPlace & { picture: OrderAsItStands },
): Promise<void> {
  const shop = await findShop(deps.db, shopId);
  if (shop) await follow(deps, shop, [{ orderId, picture }]);
}

/**
 * The look at deliveries of one shop that have fallen due: first by what we know, and only where that would tell a
 * shopper something (or she is told of nothing yet because we do not know the order) Shopify is asked for the truth.
 * Answers for each, in order.
 */
export async function lookAtOrders(
  deps: RefreshDeps,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<Array<{ outcome: "looked_at" } | Failed>> {
  const shop = await findShop(deps.db, shopId);
  const failed = new Map<string, unknown>();
  /** Those that did not fail, and what came of each. */
  const apart = async <Result>(some: string[], work: (ids: string[]) => Promise<Result[]>) => {
    const settled = await togetherOrApart(some, work);
    return some.flatMap((orderId, index) => {
      const one = settled[index];
      if (one?.status === "rejected") failed.set(orderId, one.reason);
      return one?.status === "fulfilled" ? [{ orderId, result: one.value }] : [];
    });
  };
  if (shop) {
    const of = { shopId, settings: shop.settings, now: deps.clock.now() };
    const judged = await apart(orderIds, async (some) => {
      const sure = await findSureToTell(deps.db, of, some);
      return some.map((orderId) => sure.includes(orderId));
    });
    const idsOf = (some: Array<{ orderId: string }>) => some.map(({ orderId }) => orderId);
    const unsure = idsOf(judged.filter(({ result: isSure }) => !isSure));
    const looked = await apart(unsure, (some) => lookUnasked(deps, shop, some));
    const unanswered = looked.filter(({ result: outcome }) => outcome !== "reviewed");
    const toAsk = idsOf([...judged.filter(({ result: isSure }) => isSure), ...unanswered]);
    for (const [orderId, error] of await refreshAll(deps, shop, toAsk)) failed.set(orderId, error);
  }
  return orderIds.map((orderId) =>
    failed.has(orderId) ? { outcome: "failed", error: failed.get(orderId) } : { outcome: "looked_at" },
  );
}

/** A look by what we know. */
const lookUnasked = (deps: RefreshDeps, shop: KnownShop, orderIds: string[]) =>
  deps.db.$transaction(async (tx) => {
    await lockOrders(tx, shop.id, orderIds);
    const orders = orderIds.map((orderId) => ({
      ...{ orderId, parts: null, isNew: false, confirmed: false },
    }));
    const outcomes = await advanceOrders(tx, { shop, orders, now: deps.clock.now() });
    return orderIds.map((orderId) => outcomes.get(orderId) ?? "not_reviewed");
  });

/** Asks Shopify for orders and follows them together; answers which failed, and why. */
async function refreshAll(
  deps: RefreshDeps,
  shop: KnownShop,
  orderIds: string[],
): Promise<Map<string, unknown>> {
  if (orderIds.length === 0) return new Map();
  let pictures: Array<OrderAsItStands | null>;
  try {
    pictures = shop.uninstalledAt ? [] : await askForOrders(deps, shop.id, orderIds);
  } catch (error) {
    return new Map(orderIds.map((orderId) => [orderId, error]));
  }
  const told = orderIds.map((orderId, index) => ({ orderId, picture: pictures[index] ?? null }));
  const followed = await togetherOrApart(told, (some) => follow(deps, shop, some));
  return new Map(
    followed.flatMap((one, index) =>
      one.status === "rejected" ? [[orderIds[index] ?? "", one.reason as unknown]] : [],
    ),
  );
}

/** An order and what Shopify said of it, where it told us. */
interface ToldOrder {
  orderId: string;
  picture: OrderAsItStands | null;
}

async function follow<Told extends ToldOrder>(
  deps: RefreshDeps,
  shop: KnownShop,
  told: Told[],
): Promise<Told[]> {
  const shopId = shop.id;
  const now = deps.clock.now();
  await deps.db.$transaction(async (tx) => {
    await lockOrders(
      tx,
      shopId,
      told.map(({ orderId }) => orderId),
    );
    const known = await knownPictures(
      tx,
      told.flatMap(({ picture }) => (picture === null ? [] : [{ shopId, picture }])),
    );
    const news = told.flatMap(({ picture }) =>
      picture !== null && !known.has(picture) ? newsOf(picture) : [],
    );
    const recorded = await recordOrderNews(tx, deps, { shopId, news, now });
    const orders = told.map(({ orderId, picture }) => ({
      ...{ orderId, confirmed: true, isNew: recorded.get(orderId)?.isNew ?? false },
      parts: picture?.parts ?? null,
    }));
    await advanceOrders(tx, { shop, orders, now });
  });
  return told;
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
    await recordOrderNews(tx, deps, { shopId, news: newsOf(picture), now });
    await tx.$executeRaw`UPDATE "Order" SET "imported" = true WHERE "shopId" = ${shopId} AND "id" = ${orderId}`;
    const { parts } = picture;
    const orders = [{ orderId, parts, isNew: true, confirmed: false }];
    await advanceOrders(tx, { shop, orders, now });
    return { outcome: "taken_up" };
  });
}

/** What the webhooks would have told of it by now. */
const newsOf = ({ order, shipments, events, refunds }: OrderAsItStands): OrderNews[] => [
  { about: "order", order, shipments, refunds },
  ...events.map((event) => ({ about: "shipment_event" as const, event, deleted: false })),
];

/**
 * Those we know so already: the same updated_at, and no scan we have not seen (scans do not always move the order's own
 * time).
 */
async function knownPictures(
  db: Pick<Transaction, "$queryRaw">,
  pictures: Array<{ shopId: string; picture: OrderAsItStands }>,
): Promise<Set<OrderAsItStands>> {
  if (pictures.length === 0) return new Set();
  const shopIds = pictures.map(({ shopId }) => shopId);
  const orderIds = pictures.map(({ picture }) => picture.order.id);
  const rows = await db.$queryRaw<Array<OrderPlace & { changedAt: Date; scans: number }>>`
    SELECT o."shopId", o."id" AS "orderId", o."changedAt", (SELECT count(*)::int FROM "ShipmentEvent" e
      WHERE e."shopId" = o."shopId" AND e."orderId" = o."id") AS "scans"
    FROM unnest(${shopIds}::text[], ${orderIds}::text[]) AS k ("shopId", "id")
    JOIN "Order" o ON o."shopId" = k."shopId" AND o."id" = k."id"`;
  const known = new Map(rows.map((row) => [nameOf(row), row]));
  const same = pictures.filter(({ shopId, picture: { order, events } }) => {
    const row = known.get(nameOf({ shopId, orderId: order.id }));
    return row?.changedAt.getTime() === order.changedAt.getTime() && row.scans >= events.length;
  });
  return new Set(same.map(({ picture }) => picture));
}
