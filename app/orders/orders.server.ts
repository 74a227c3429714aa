import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { assignments, insertion } from "~/platform/sql.server";
import { mergeOrder, type FulfillmentStatus, type OrderFacts, type OrderPicture } from "./order-record";

/**
 * Serialises everything that happens to one order until the transaction ends. Two webhooks of one order
 * applied at once would each decide on half the facts.
 */
export async function lockOrder(tx: Transaction, shopId: string, orderId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${shopId}/${orderId}`}, 0))`;
}

export async function findOrder(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
  orderId: string,
): Promise<Order | null> {
  const [order] = await tx.$queryRaw<Order[]>`
    SELECT * FROM "Order" WHERE "shopId" = ${shopId} AND "id" = ${orderId}`;
  return order ?? null;
}

interface RecordOrder {
  shopId: string;
  picture: OrderPicture;
  shopperKey: string | null;
  now: Date;
}

/** Merges a picture into what we know. Answers whether the order is new to us, or tells anything new. */
export async function recordOrder(
  tx: Transaction,
  { shopId, picture, shopperKey, now }: RecordOrder,
): Promise<{ outcome: "new" | "changed" | "same" }> {
  const known = await findOrder(tx, shopId, picture.id);
  // Forgotten here or deleted at Shopify: a straggling picture must not bring her data back.
  if (known?.deletedAt || known?.forgottenAt) return { outcome: "same" };
  const before = known && factsOf(known);
  const after = mergeOrder(before, picture);
  const { id, ...facts } = after;
  const columns = { ...facts, shopperKey };
  if (!before) {
    await tx.$executeRaw`INSERT INTO "Order" ${insertion([{ shopId, id, ...columns, recordedAt: now }])}`;
    return { outcome: "new" };
  }
  await tx.$executeRaw`
    UPDATE "Order" SET ${assignments(columns)} WHERE "shopId" = ${shopId} AND "id" = ${id}`;
  return { outcome: isSameStory(before, after) ? "same" : "changed" };
}

/** Many updates only move the order's own time. */
function isSameStory(before: OrderFacts, after: OrderFacts): boolean {
  const story = ({ changedAt: _, totalAmount, ...facts }: OrderFacts) =>
    JSON.stringify(
      { ...facts, totalAmount: Number(totalAmount) },
      Object.keys(facts).concat("totalAmount").sort(),
    );
  return story(before) === story(after);
}

/** Shopify deleted the order: it is kept without the shopper, so that what was done for it can still be told. */
export async function recordOrderDeleted(
  tx: Transaction,
  { shopId, orderId, at }: { shopId: string; orderId: string; at: Date },
): Promise<void> {
  await tx.order.updateMany({
    where: { shopId, id: orderId, deletedAt: null },
    data: {
      deletedAt: at,
      email: null,
      phone: null,
      firstName: null,
      lastName: null,
      city: null,
      postcode: null,
      shopperKey: null,
    },
  });
}

function factsOf(order: Order): OrderFacts {
  const {
    shopId: _shop,
    shopperKey: _key,
    imported: _imported,
    deletedAt: _deleted,
    forgottenAt: _forgotten,
    recordedAt: _at,
    ...facts
  } = order;
  return {
    ...facts,
    totalAmount: order.totalAmount.toString(),
    fulfillmentStatus: order.fulfillmentStatus as FulfillmentStatus | null,
  };
}
