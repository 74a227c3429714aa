import type { Transaction } from "~/platform/database.server";
import { withInstants } from "~/platform/json-rows";
import {
  Prisma,
  type Delay,
  type DeliveryOutcome,
  type DeliveryPromise,
  type DeliveryWatch,
  type Order,
  type Shipment,
  type ShipmentEvent,
  type Touchpoint,
} from "~/platform/prisma/client";

/** Everything we keep about one order's journey. */
export interface OrderFile {
  order: Order;
  shipments: Shipment[];
  /** Without those taken back. */
  events: ShipmentEvent[];
  /** By plannedAt. */
  touchpoints: Touchpoint[];
  /** By openedAt. */
  delays: Delay[];
  /** By sequence. */
  promises: DeliveryPromise[];
  watch: DeliveryWatch | null;
  outcome: DeliveryOutcome | null;
}

/** Reads an order's whole file; null when the order is not known yet. */
export async function loadOrderFile(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
  orderId: string,
): Promise<OrderFile | null> {
  const [file] = await readOrderFiles(tx, {
    shopId: Prisma.sql`${shopId}`,
    orderId: Prisma.sql`${orderId}`,
    which: Prisma.sql`"Order" o WHERE o."shopId" = ${shopId} AND o."id" = ${orderId}`,
  });
  return file ?? null;
}

/** Reads the whole files of orders, in no order; of those not known, none. */
export async function loadOrderFiles(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
  orderIds: string[],
): Promise<OrderFile[]> {
  return readOrderFiles(tx, {
    shopId: Prisma.sql`${shopId}`,
    orderId: Prisma.sql`o."id"`,
    which: Prisma.sql`"Order" o WHERE o."shopId" = ${shopId} AND o."id" = ANY(${orderIds})`,
  });
}

/** The same for orders of several shops. */
export async function loadFilesOfShops(
  tx: Pick<Transaction, "$queryRaw">,
  orders: ReadonlyArray<{ shopId: string; orderId: string }>,
): Promise<OrderFile[]> {
  if (orders.length === 0) return [];
  const shopIds = orders.map(({ shopId }) => shopId);
  const orderIds = orders.map(({ orderId }) => orderId);
  return readOrderFiles(tx, {
    shopId: Prisma.sql`o."shopId"`,
    orderId: Prisma.sql`o."id"`,
    which: Prisma.sql`unnest(${shopIds}::text[], ${orderIds}::text[]) AS k ("shopId", "id")
      JOIN "Order" o ON o."shopId" = k."shopId" AND o."id" = k."id"`,
  });
}

/**
 * Raw SQL because it pays: one is read for every webhook, and seven questions of the client cost eight times this one.
 * One order is asked for as one: for a list the database plans anew each time.
 */
async function readOrderFiles(
  tx: Pick<Transaction, "$queryRaw">,
  { shopId, orderId, which }: { shopId: Prisma.Sql; orderId: Prisma.Sql; which: Prisma.Sql },
): Promise<OrderFile[]> {
  const rows = await tx.$queryRaw<Array<Record<keyof OrderFile, unknown>>>`
    SELECT to_jsonb(o) AS "order",
      (SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s."createdAt", s."id"), '[]')
        FROM "Shipment" s WHERE s."shopId" = ${shopId} AND s."orderId" = ${orderId}) AS "shipments",
      (SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]')
        FROM "ShipmentEvent" e WHERE e."shopId" = ${shopId} AND e."orderId" = ${orderId} AND e."deletedAt" IS NULL) AS "events",
      (SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t."plannedAt"), '[]')
        FROM "Touchpoint" t WHERE t."shopId" = ${shopId} AND t."orderId" = ${orderId}) AS "touchpoints",
      (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d."openedAt", d."id"), '[]')
        FROM "Delay" d WHERE d."shopId" = ${shopId} AND d."orderId" = ${orderId}) AS "delays",
      (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p."sequence"), '[]')
        FROM "DeliveryPromise" p WHERE p."shopId" = ${shopId} AND p."orderId" = ${orderId}) AS "promises",
      (SELECT to_jsonb(w) FROM "DeliveryWatch" w WHERE w."shopId" = ${shopId} AND w."orderId" = ${orderId}) AS "watch",
      (SELECT to_jsonb(x) FROM "DeliveryOutcome" x WHERE x."shopId" = ${shopId} AND x."orderId" = ${orderId}) AS "outcome"
    FROM ${which}`;
  return rows.map((row) => {
    const file = withInstants(row) as unknown as OrderFile;
    const totalAmount = new Prisma.Decimal(String(file.order.totalAmount));
    return { ...file, order: { ...file.order, totalAmount } };
  });
}
