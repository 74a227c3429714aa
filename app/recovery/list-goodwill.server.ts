import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Database } from "~/platform/database.server";
import type { Goodwill } from "~/platform/prisma/client";
import { showOrderGoods } from "./order-goods.server";
import { shownGoodwill, type ShownGoodwill } from "./shown-goodwill";

/** With what each replacement that waits would send again, as Shopify has it in stock now. */
export function withStock(
  { shopify }: { shopify: ShopifyAdmin },
  shopId: string,
  goodwill: ShownGoodwill[],
): Promise<ShownGoodwill[]> {
  return Promise.all(
    goodwill.map(async (one) =>
      one.gives === "replacement" && waitingStates.includes(one.state)
        ? { ...one, goods: await showOrderGoods(shopify, { shopId, orderId: one.orderId }) }
        : one,
    ),
  );
}

const waitingStates = ["proposed", "failed"];

/** What waits for the merchant of these orders. */
export async function listWaitingGoodwillOf(
  db: Database,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<ShownGoodwill[]> {
  const rows = await db.goodwill.findMany({
    where: { shopId, orderId: { in: orderIds }, state: { in: waitingStates } },
  });
  return named(db, shopId, rows);
}

/** What waits for the merchant, the oldest first, with how many there are in all. */
export async function listWaitingGoodwill(
  db: Database,
  { shopId, limit }: { shopId: string; limit: number },
): Promise<{ waiting: number; goodwill: ShownGoodwill[] }> {
  const where = { shopId, state: { in: waitingStates } };
  const [waiting, rows] = await Promise.all([
    db.goodwill.count({ where }),
    db.goodwill.findMany({ where, orderBy: [{ proposedAt: "asc" }, { orderId: "asc" }], take: limit }),
  ]);
  return { waiting, goodwill: await named(db, shopId, rows) };
}

async function named(db: Database, shopId: string, rows: Goodwill[]): Promise<ShownGoodwill[]> {
  if (rows.length === 0) return [];
  const orders = await db.order.findMany({
    where: { shopId, id: { in: rows.map(({ orderId }) => orderId) } },
    select: { id: true, name: true, firstName: true, lastName: true, totalAmount: true, currency: true },
  });
  const known = new Map(
    orders.map(({ id, totalAmount, ...order }) => [id, { ...order, totalAmount: totalAmount.toString() }]),
  );
  return rows.flatMap((row) => {
    const order = known.get(row.orderId);
    return order ? [shownGoodwill(row, order)] : [];
  });
}
