import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Database } from "~/platform/database.server";
import { showOrderGoods } from "./order-goods.server";
import { shownGoodwill, type ShownGoodwill } from "./shown-goodwill";

/** An order's goodwill; null where nothing was ever proposed. */
export async function findGoodwill(
  { db, shopify }: { db: Database; shopify: ShopifyAdmin },
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<ShownGoodwill | null> {
  const row = await db.goodwill.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  if (!row) return null;
  const order = await db.order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: { name: true },
  });
  const shown = shownGoodwill(row, order?.name ?? "");
  const isOpen = waitingStates.includes(row.state) && row.gives === "replacement";
  return isOpen ? { ...shown, goods: await showOrderGoods(shopify, { shopId, orderId }) } : shown;
}

const waitingStates = ["proposed", "failed"];

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
  const orders = await db.order.findMany({
    where: { shopId, id: { in: rows.map(({ orderId }) => orderId) } },
    select: { id: true, name: true },
  });
  const names = new Map(orders.map(({ id, name }) => [id, name]));
  return { waiting, goodwill: rows.map((row) => shownGoodwill(row, names.get(row.orderId) ?? "")) };
}
