import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Mishap, Order } from "~/platform/prisma/client";
import { listOrderedProducts } from "~/orders/order-lines.server";
import type { OrderedProduct } from "~/orders/ordered-product";
import { findOrder, lockOrder } from "~/orders/orders.server";
import type { Queue } from "~/platform/queue.server";
import { findShop, type KnownShop } from "~/settings/shops.server";
import { isBlocked } from "~/touchpoints/decide-touchpoint";
import { isFirstOrder } from "~/touchpoints/first-order.server";
import { notLookedAfter } from "~/touchpoints/plan-touchpoints";
import { lockGoodwill, sumGiven } from "./goodwill-given.server";
import { decideGoodwill, type ProposedGoodwill } from "./goodwill-ladder";
import { logGoodwill } from "./goodwill-log.server";

interface Deps {
  db: Database;
  clock: Clock;
  queue: Queue;
}

const sweepLimit = 500;

/** Queues the orders something went wrong with; in one statement, so that no two sweeps queue one. */
export async function sweepMishaps({ db, queue }: Pick<Deps, "db" | "queue">): Promise<{ taken: number }> {
  return db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ shopId: string; orderId: string }>>`
      UPDATE "Mishap" SET "state" = 'queued'
      WHERE ("shopId", "orderId", "cause") IN (
        SELECT "shopId", "orderId", "cause" FROM "Mishap" WHERE "state" = 'pending'
        ORDER BY "notedAt" LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "shopId", "orderId"`;
    const orders = new Map(due.map((row) => [`${row.shopId}/${row.orderId}`, row]));
    await queue.sendAll(tx, "goodwill.weigh", [...orders.values()]);
    return { taken: due.length };
  });
}

export type WeighedMishaps = {
  outcome: "nothing_new" | "already" | "not_eligible" | "no_rule" | "proposed" | "approved";
};

/**
 * Weighs what went wrong with an order and proposes what makes it good: once an order. Where the merchant lets it
 * go by itself, it is approved and given in the same breath.
 */
export async function weighMishaps(
  { db, clock, queue }: Deps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<WeighedMishaps> {
  return db.$transaction(async (tx) => {
    await lockGoodwill(tx, shopId);
    await lockOrder(tx, shopId, orderId);
    const mishaps = await tx.mishap.findMany({ where: { shopId, orderId }, orderBy: { notedAt: "asc" } });
    if (!mishaps.some(({ state }) => state !== "weighed")) return { outcome: "nothing_new" };
    const order = await findOrder(tx, shopId, orderId);
    const shop = await findShop(tx, shopId);
    if (!order || !shop) return { outcome: "nothing_new" };
    await tx.mishap.updateMany({ where: { shopId, orderId }, data: { state: "weighed" } });
    const weighed = await weigh(tx, { shop, order, mishaps, now: clock.now() });
    if (weighed.outcome === "approved") await queue.send(tx, "goodwill.give", { shopId, orderId });
    return weighed;
  });
}

interface Weigh {
  shop: KnownShop;
  order: Order;
  mishaps: Mishap[];
  now: Date;
}

async function weigh(tx: Transaction, facts: Weigh): Promise<WeighedMishaps> {
  const { shop, order, mishaps, now } = facts;
  const ofIt = { shopId: shop.id, orderId: order.id };
  const causes = mishaps.map(({ cause }) => cause).join(", ");
  if (await tx.goodwill.findUnique({ where: { shopId_orderId: ofIt } })) return { outcome: "already" };
  const products = await listOrderedProducts(tx, shop.id, order.id);
  const refused = refusalOf(shop, { ...order, products });
  if (refused) {
    await logGoodwill(tx, {
      ...ofIt,
      outcome: "goodwill_not_proposed",
      rule: refused,
      inputs: { causes },
      at: now,
    });
    return { outcome: "not_eligible" };
  }
  const ladder = await readFacts(tx, facts);
  const proposal = decideGoodwill(ladder);
  if (!proposal) {
    await logGoodwill(tx, {
      ...ofIt,
      outcome: "goodwill_not_proposed",
      rule: "no_rule",
      inputs: { causes },
      at: now,
    });
    return { outcome: "no_rule" };
  }
  const { hadMishap } = ladder.customer;
  return propose(tx, { ...facts, proposal, hadMishap });
}

/** Nobody is made a present of where nobody would be written to. */
function refusalOf(shop: KnownShop, order: Order & { products: readonly OrderedProduct[] }): string | null {
  if (shop.uninstalledAt) return "shop_uninstalled";
  const reason = notLookedAfter(order, shop.liveAt);
  if (reason) return reason;
  if (order.fullyRefundedAt) return "fully_refunded";
  if (order.forgottenAt) return "forgotten";
  return isBlocked(shop.settings.blocklist, order) ? "blocked" : null;
}

async function readFacts(tx: Transaction, { shop, order, mishaps, now }: Weigh) {
  const { goodwill, touchpoints } = shop.settings;
  return {
    mishaps,
    orderValue: order.totalAmount.toNumber(),
    customer: {
      isKnown: order.customerId !== null && order.email !== null,
      firstOrder: await isFirstOrder(tx, order),
      vip: order.tags.some((tag) => tag.toLowerCase() === "vip"),
      spent: await spentSoFar(tx, order),
      hadMishap: await hadMishap(tx, order),
    },
    given: await sumGiven(tx, { order, timeZone: shop.timeZone, now }),
    settings: goodwill,
    mayGoByItself: touchpoints.recovery_offer.enabled,
  };
}

/** Shopify's own sum where it told us; else what we know of. */
async function spentSoFar(tx: Transaction, { shopId, customerId, totalAmount }: Order): Promise<number> {
  if (!customerId) return totalAmount.toNumber();
  const customer = await tx.customer.findUnique({
    where: { shopId_id: { shopId, id: customerId } },
    select: { amountSpent: true },
  });
  if (customer?.amountSpent) return customer.amountSpent.toNumber();
  const orders = await tx.order.aggregate({
    where: { shopId, customerId, cancelledAt: null, test: false },
    _sum: { totalAmount: true },
  });
  return orders._sum.totalAmount?.toNumber() ?? 0;
}

async function hadMishap(tx: Transaction, { shopId, id, shopperKey, customerId }: Order): Promise<boolean> {
  const [before] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Mishap" m JOIN "Order" o ON o."shopId" = m."shopId" AND o."id" = m."orderId"
    WHERE m."shopId" = ${shopId} AND m."orderId" <> ${id}
      AND (o."shopperKey" = ${shopperKey} OR o."customerId" = ${customerId}) LIMIT 1`;
  return before !== undefined;
}

async function propose(
  tx: Transaction,
  { order, proposal, hadMishap, now }: Weigh & { proposal: ProposedGoodwill; hadMishap: boolean },
): Promise<WeighedMishaps> {
  const { shopId, id: orderId, currency } = order;
  const { cause, days, gives, amount, worth, place, cappedBy, isAutomatic } = proposal;
  const state = isAutomatic ? "approved" : "proposed";
  await tx.goodwill.create({
    data: {
      ...{ shopId, orderId, cause, days, gives, amount, currency, worth, state, proposedAt: now },
      reason: cappedBy ?? (hadMishap ? "second_mishap" : null),
      approvedAt: isAutomatic ? now : null,
    },
  });
  await logGoodwill(tx, {
    ...{ shopId, orderId, at: now },
    outcome: isAutomatic ? "goodwill_approved" : "goodwill_proposed",
    rule: isAutomatic ? "first_mishap" : (cappedBy ?? (hadMishap ? "second_mishap" : `goodwill_${cause}`)),
    inputs: { gives, amount, currency, worth, place, cause, ...(days === null ? {} : { days }) },
  });
  return { outcome: state };
}
