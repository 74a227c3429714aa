import type { Transaction } from "~/platform/database.server";
import { Prisma, type Order } from "~/platform/prisma/client";
import { givenRows, insertionOf, together, updatesOf, type Columns } from "~/platform/sql.server";
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

/** Which of them we know. */
export async function findKnownOrders(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
  orderIds: string[],
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<Array<{ id: string }>>`
    SELECT "id" FROM "Order" WHERE "shopId" = ${shopId} AND "id" = ANY(${orderIds})`;
  return new Set(rows.map(({ id }) => id));
}

type OrderWithLines = Order & { lines: OrderLinePicture[] | null };

async function findOrdersWithLines(
  tx: Transaction,
  shopId: string,
  orderIds: string[],
): Promise<Map<string, OrderWithLines>> {
  const orders = await tx.$queryRaw<OrderWithLines[]>`
    SELECT o.*, (SELECT jsonb_agg(to_jsonb(l) - 'shopId' - 'orderId') FROM "OrderLine" l
      WHERE l."shopId" = o."shopId" AND l."orderId" = o."id") AS "lines"
    FROM "Order" o WHERE o."shopId" = ${shopId} AND o."id" = ANY(${orderIds})`;
  return new Map(orders.map((order) => [order.id, order]));
}

interface RecordOrders {
  shopId: string;
  pictures: OrderPicture[];
  shopperKeyOf: (email: string) => string;
  now: Date;
}

export interface RecordedOrder {
  outcome: "new" | "changed" | "same";
  /** Told apart, because what hangs on them has to follow. */
  lines: "changed" | "same";
}

/**
 * Merges pictures of a shop's orders into what we know; several of one order add up. Answers by the order's id whether
 * it is new to us, or told anything new. Under the orders' locks.
 */
export async function recordOrders(
  tx: Transaction,
  { shopId, pictures, shopperKeyOf, now }: RecordOrders,
): Promise<Map<string, RecordedOrder>> {
  if (pictures.length === 0) return new Map();
  const picturesOf = Map.groupBy(pictures, ({ id }) => id);
  const known = await findOrdersWithLines(tx, shopId, [...picturesOf.keys()]);
  const recorded = new Map<string, RecordedOrder>();
  const writes: OrderWrites = { created: [], changed: [], lines: [], linesGone: [] };
  for (const [id, [first, ...others]] of picturesOf) {
    const row = known.get(id);
    // Forgotten here or deleted at Shopify: a straggling picture must not bring her data back.
    if (!first || row?.deletedAt || row?.forgottenAt) continue;
    const before = row ? factsOf(row) : null;
    const after = others.reduce(mergeOrder, mergeOrder(before, first));
    const { lines: _lines, ...facts } = after;
    const columns = { shopId, ...facts, shopperKey: after.email ? shopperKeyOf(after.email) : null };
    if (before) writes.changed.push(columns);
    else writes.created.push({ ...columns, recordedAt: now });
    const changes = lineChanges(before?.lines ?? [], after.lines ?? []);
    writes.lines.push(...changes.told.map((line) => ({ shopId, orderId: id, ...line })));
    writes.linesGone.push(...changes.gone.map((line) => ({ shopId, orderId: id, ...line })));
    const isSame = changes.told.length + changes.gone.length === 0;
    recorded.set(id, {
      outcome: before === null ? "new" : isSame && isSameStory(before, after) ? "same" : "changed",
      lines: isSame ? "same" : "changed",
    });
  }
  if (recorded.size > 0) await tx.$executeRaw(together(orderStatements(writes)));
  return recorded;
}

interface OrderWrites {
  created: Columns[];
  changed: Columns[];
  lines: Columns[];
  linesGone: Columns[];
}

function orderStatements({ created, changed, lines, linesGone }: OrderWrites): Array<Prisma.Sql | null> {
  const linesTold = insertionOf("OrderLine", lines);
  return [
    insertionOf("Order", created),
    ...updatesOf("Order", changed, ["shopId", "id"]),
    linesTold &&
      Prisma.sql`${linesTold}
        ON CONFLICT ("shopId", "orderId", "id") DO UPDATE SET "productId" = excluded."productId",
          "variantId" = excluded."variantId", "title" = excluded."title", "sku" = excluded."sku",
          "quantity" = excluded."quantity"`,
    linesGone.length === 0
      ? null
      : Prisma.sql`
          DELETE FROM "OrderLine" l USING ${givenRows("OrderLine", linesGone)} AS g
          WHERE l."shopId" = g."shopId" AND l."orderId" = g."orderId" AND l."id" = g."id"`,
  ];
}

/** What brings the lines we keep in line with those of the order. */
function lineChanges(
  known: OrderLinePicture[],
  lines: OrderLinePicture[],
): { told: OrderLinePicture[]; gone: OrderLinePicture[] } {
  const keptAs = new Map(known.map((line) => [line.id, line]));
  const ids = new Set(lines.map(({ id }) => id));
  return {
    told: lines.filter((line) => !isSameLine(line, keptAs.get(line.id))),
    gone: known.filter(({ id }) => !ids.has(id)),
  };
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
