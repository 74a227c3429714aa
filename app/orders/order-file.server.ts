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

/**
 * Reads an order's whole file; null when the order is not known yet. Raw SQL because it pays: it is read for every
 * webhook, and seven questions of the client cost eight times this one.
 */
export async function loadOrderFile(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
  orderId: string,
): Promise<OrderFile | null> {
  const [row] = await tx.$queryRaw<Array<Record<keyof OrderFile, unknown>>>`
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
    FROM "Order" o WHERE o."shopId" = ${shopId} AND o."id" = ${orderId}`;
  if (!row) return null;
  const file = withInstants(row) as unknown as OrderFile;
  return {
    ...file,
    order: { ...file.order, totalAmount: new Prisma.Decimal(String(file.order.totalAmount)) },
  };
}
