import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { getShop } from "~/settings/shops.server";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";

/** What the support agent sees of us beside a customer. */
export interface CustomerPicture {
  /** All orders of hers that we know. */
  orderCount: number;
  /** The newest few, newest first. */
  orders: OrderFacts[];
  lastAnswer: { rating: number; comment: string | null; answeredAt: Date; orderId: string | null } | null;
  openFollowUps: number;
  openDelays: number;
  /** She stopped these mails. */
  stopped: string[];
}

const shownOrders = 3;

/** Null for a customer of whom we know no order. */
export async function readCustomerPicture(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, customerId }: { shopId: string; customerId: string },
): Promise<CustomerPicture | null> {
  const hers = await db.order.findMany({
    where: { shopId, customerId, deletedAt: null },
    orderBy: { placedAt: "desc" },
    select: { id: true, shopperKey: true },
  });
  if (hers.length === 0) return null;
  const shop = await getShop(db, shopId);
  const orderIds = hers.map(({ id }) => id);
  const ofThese = { shopId, orderId: { in: orderIds } };
  const shopperKeys = [...new Set(hers.flatMap(({ shopperKey }) => shopperKey ?? []))];
  const [orders, lastAnswer, openFollowUps, openDelays, stopped] = await Promise.all([
    listOrderFacts(db, {
      shopId,
      orderIds: orderIds.slice(0, shownOrders),
      settings: shop.settings,
      now: clock.now(),
    }),
    db.surveyResponse.findFirst({
      where: ofThese,
      orderBy: { answeredAt: "desc" },
      select: { rating: true, comment: true, answeredAt: true, orderId: true },
    }),
    db.followUp.count({ where: { ...ofThese, state: "open" } }),
    db.delay.count({ where: { ...ofThese, state: { not: "closed" } } }),
    db.unsubscription.findMany({
      where: { shopId, shopperKey: { in: shopperKeys } },
      distinct: ["purpose"],
      select: { purpose: true },
    }),
  ]);
  return {
    orderCount: hers.length,
    orders,
    lastAnswer,
    openFollowUps,
    openDelays,
    stopped: stopped.map(({ purpose }) => purpose),
  };
}
