import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import type { Logger } from "~/platform/log.server";
import { findShop } from "~/settings/shops.server";
import { forgetShopper } from "./forget-shopper.server";
import { emptyShopAfterMs } from "./privacy-deadlines";
import { redactShop } from "./redact.server";
import { findShopper } from "./shopper-rows.server";

interface Deps {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** How often a shop is looked through for what has grown too old. */
export const forgetEveryMs = dayMs;

// Small enough that one order's webhooks hardly wait for it.
const ordersAtOnce = 200;

/**
 * Forgets by age: whose order is older than the merchant wants to know, who came to the thank-you page and never
 * ordered, what was written without an order, and what every delivery long applied said. A shop that left and was never emptied is emptied.
 */
export async function forgetByAge({ db, clock, log }: Deps, { shopId }: { shopId: string }): Promise<void> {
  const now = clock.now();
  await emptyDeliveries(db, shopId, now);
  const shop = await findShop(db, shopId);
  if (!shop) return;
  if (shop.uninstalledAt && now.getTime() - shop.uninstalledAt.getTime() > emptyShopAfterMs) {
    await db.$transaction((tx) => redactShop(tx, shopId));
    log.info({ shopId }, "a shop that left was emptied");
    return;
  }
  const before = monthsBefore(now, shop.settings.retention.months);
  await db.shortLink.deleteMany({ where: { shopId, expiresAt: { lt: daysBefore(now, linksKeptDays) } } });
  await db.pageVisit.deleteMany({ where: { shopId, shownAt: { lt: before } } });
  await db.webhookDelivery.deleteMany({
    where: { shopId, state: { in: settledStates }, receivedAt: { lt: before } },
  });
  await db.message.deleteMany({ where: { shopId, orderId: null, sentAt: { lt: before } } });
  let forgotten = 0;
  for (;;) {
    const orders = await db.$transaction((tx) => forgetOrders(tx, { shopId, before, now }));
    forgotten += orders;
    if (orders < ordersAtOnce) break;
  }
  if (forgotten > 0) log.info({ shopId, forgotten }, "orders have grown old: who placed them was forgotten");
}

async function forgetOrders(
  tx: Transaction,
  { shopId, before, now }: { shopId: string; before: Date; now: Date },
): Promise<number> {
  const old = await tx.order.findMany({
    where: { shopId, placedAt: { lt: before }, forgottenAt: null },
    select: { id: true, customerId: true },
    orderBy: { placedAt: "asc" },
    take: ordersAtOnce,
  });
  if (old.length === 0) return 0;
  const orderIds = old.map(({ id }) => id);
  const shopper = await findShopper(tx, { shopId, customerId: null, shopperKey: null, orderIds });
  const gone = await customersWithoutOtherOrders(tx, shopId, old);
  // Her addresses stay out of it: a newer order of hers may still be waiting in the inbox.
  const ties = { ...shopper.ties, customer: gone };
  await forgetShopper(tx, { shopId, ties, addresses: [] }, now);
  return old.length;
}

/** Those who ordered nothing else that is still known. */
async function customersWithoutOtherOrders(
  tx: Transaction,
  shopId: string,
  orders: Array<{ id: string; customerId: string | null }>,
): Promise<string[]> {
  const customerIds = [...new Set(orders.flatMap(({ customerId }) => customerId ?? []))];
  const staying = await tx.order.findMany({
    where: { shopId, customerId: { in: customerIds }, id: { notIn: orders.map(({ id }) => id) } },
    select: { customerId: true },
    distinct: ["customerId"],
  });
  return customerIds.filter((id) => !staying.some(({ customerId }) => customerId === id));
}

// For a while she is told that her link has run out, not that there never was one.
const linksKeptDays = 90;

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs);

// Long enough to look into what went wrong, and far beyond the day within which Shopify may deliver again.
const bodiesKeptMs = 30 * dayMs;

// What was emptied at the last look is not looked through again; a process away for a month still catches up.
const lookBackMs = 60 * dayMs;

/**
 * Empties what was applied long ago. That it came stays on record as long as the orders do. One that nobody could
 * read is kept no longer: its body may be a person's.
 */
async function emptyDeliveries(db: Database, shopId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - bodiesKeptMs);
  const since = new Date(before.getTime() - lookBackMs);
  await db.webhookDelivery.updateMany({
    where: {
      shopId,
      state: { in: settledStates },
      receivedAt: { gte: since, lt: before },
      body: { not: "" },
    },
    data: { body: "" },
  });
}

const settledStates = ["applied", "ignored", "unreadable"];

/** The same day of the month, or its last, that many months ago. */
function monthsBefore(now: Date, months: number): Date {
  const before = new Date(now);
  before.setUTCDate(1);
  before.setUTCMonth(before.getUTCMonth() - months);
  const daysInMonth = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + 1, 0)).getUTCDate();
  before.setUTCDate(Math.min(now.getUTCDate(), daysInMonth));
  return before;
}
