import type { Transaction } from "~/platform/database.server";
import { Prisma, type Order } from "~/platform/prisma/client";
import { assignments, insertion, together } from "~/platform/sql.server";
import {
  mergeOrder,
  type FulfillmentStatus,
  type OrderFacts,
  type OrderLinePicture,
  type OrderPicture,
} from "./order-record";

/**
 * Serialises everything that happens to one order until the transaction ends. Two webhooks of one order
 * applied at once would each decide on half the facts.
 */
export async function lockOrder(tx: Transaction, shopId: string, orderId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${shopId}/${orderId}`}, 0))`;
}

/** The same for several orders of a shop; whoever holds several has taken them in the same sequence. */
export async function lockOrders(tx: Transaction, shopId: string, orderIds: string[]): Promise<void> {
  const keys = [...new Set(orderIds)].sort().map((orderId) => `${shopId}/${orderId}`);
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended("key", 0)) FROM unnest(${keys}::text[]) AS keys ("key")`;
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

/** The order a checkout became; null while its webhook is on the way. */
export async function findOrderOfCheckout(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
  checkoutToken: string | null,
): Promise<Order | null> {
  const [order] = await tx.$queryRaw<Order[]>`
    SELECT * FROM "Order" WHERE "shopId" = ${shopId} AND "checkoutToken" = ${checkoutToken} LIMIT 1`;
  return order ?? null;
}

type OrderWithLines = Order & { lines: OrderLinePicture[] | null };

async function findOrderWithLines(
  tx: Transaction,
  shopId: string,
  orderId: string,
): Promise<OrderWithLines | null> {
  const [order] = await tx.$queryRaw<OrderWithLines[]>`
    SELECT o.*, (SELECT jsonb_agg(to_jsonb(l) - 'shopId' - 'orderId') FROM "OrderLine" l
      WHERE l."shopId" = ${shopId} AND l."orderId" = ${orderId}) AS "lines"
    FROM "Order" o WHERE o."shopId" = ${shopId} AND o."id" = ${orderId}`;
  return order ?? null;
}

interface RecordOrder {
  shopId: string;
  picture: OrderPicture;
  shopperKey: string | null;
  now: Date;
}

/**
 * Merges a picture into what we know. Answers whether the order is new to us, or tells anything new; `lines` are told
 * apart, because what hangs on them has to follow.
 */
export async function recordOrder(
  tx: Transaction,
  { shopId, picture, shopperKey, now }: RecordOrder,
): Promise<{ outcome: "new" | "changed" | "same"; lines: "changed" | "same" }> {
  const known = await findOrderWithLines(tx, shopId, picture.id);
  // Forgotten here or deleted at Shopify: a straggling picture must not bring her data back.
  if (known?.deletedAt || known?.forgottenAt) return { outcome: "same", lines: "same" };
  const before = known && factsOf(known);
  const after = mergeOrder(before, picture);
  const { id, lines, ...facts } = after;
  const columns = { ...facts, shopperKey };
  const order = before
    ? Prisma.sql`UPDATE "Order" SET ${assignments(columns)} WHERE "shopId" = ${shopId} AND "id" = ${id}`
    : Prisma.sql`INSERT INTO "Order" ${insertion([{ shopId, id, ...columns, recordedAt: now }])}`;
  const lineWrites = lineStatements({ shopId, orderId: id, known: before?.lines ?? [], lines: lines ?? [] });
  await tx.$executeRaw(lineWrites.length > 0 ? together([order, ...lineWrites]) : order);
  const isSame = lineWrites.length === 0;
  return {
    outcome: before === null ? "new" : isSame && isSameStory(before, after) ? "same" : "changed",
    lines: isSame ? "same" : "changed",
  };
}

/** What brings the lines we keep in line with those of the order; nothing where they are. */
function lineStatements({
  shopId,
  orderId,
  known,
  lines,
}: {
  shopId: string;
  orderId: string;
  known: OrderLinePicture[];
  lines: OrderLinePicture[];
}): Prisma.Sql[] {
  const keptAs = new Map(known.map((line) => [line.id, line]));
  const [first, ...others] = lines
    .filter((line) => !isSameLine(line, keptAs.get(line.id)))
    .map((line) => ({ shopId, orderId, ...line }));
  const told = new Set(lines.map(({ id }) => id));
  const gone = known.filter(({ id }) => !told.has(id)).map(({ id }) => id);
  const statements: Prisma.Sql[] = [];
  if (first)
    statements.push(Prisma.sql`
      INSERT INTO "OrderLine" ${insertion([first, ...others])}
      ON CONFLICT ("shopId", "orderId", "id") DO UPDATE SET "productId" = excluded."productId",
        "variantId" = excluded."variantId", "title" = excluded."title", "sku" = excluded."sku",
        "quantity" = excluded."quantity"`);
  if (gone.length > 0)
    statements.push(Prisma.sql`
      DELETE FROM "OrderLine"
      WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} AND "id" IN (${Prisma.join(gone)})`);
  return statements;
}

const isSameLine = (a: OrderLinePicture, b: OrderLinePicture | undefined): boolean =>
  b !== undefined &&
  a.productId === b.productId &&
  a.variantId === b.variantId &&
  a.title === b.title &&
  a.sku === b.sku &&
  a.quantity === b.quantity;

/** Many updates only move the order's own time. */
function isSameStory(before: OrderFacts, after: OrderFacts): boolean {
  const story = ({ changedAt: _, lines: _lines, totalAmount, ...facts }: OrderFacts) =>
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
  await tx.orderLine.updateMany({ where: { shopId, orderId }, data: { title: "" } });
}

function factsOf(order: OrderWithLines): OrderFacts {
  const {
    shopId: _shop,
    shopperKey: _key,
    imported: _imported,
    heldAt: _held,
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
