import type { KnownDelivery } from "~/delays/delivery-records.server";
import type { Transaction } from "~/platform/database.server";
import { Prisma, type DeliveryOutcome } from "~/platform/prisma/client";

/** Everything we keep about one order's journey. */
interface OrderFile extends KnownDelivery {
  outcome: DeliveryOutcome | null;
}

/**
 * Reads an order's whole file; null when the order is not known yet. Raw SQL because it pays: it is read for every
 * webhook, and seven questions of the client cost eight times this one.
 */
export async function loadOrderFile(
  tx: Transaction,
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
  const file = revive(row) as OrderFile;
  return {
    ...file,
    order: { ...file.order, totalAmount: new Prisma.Decimal(String(file.order.totalAmount)) },
  };
}

// Names tell the kind: instants end in "At" or "Since" (or are ship-by), local dates in "On".
const isTimeName = (name: string): boolean => /(At|On|Since)$/.test(name) || name === "shipBy";

/** A row that came as JSON, with its instants and local dates as the client gives them. */
export const withInstants = <Row extends object>(row: Row): Row => revive(row) as Row;

/** JSON has no dates: instants come back as UTC without a zone, local dates as YYYY-MM-DD. */
function revive(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => revive(item));
  if (typeof value === "string")
    return isTimeName(name) ? new Date(value.length === 10 ? value : `${value}Z`) : value;
  // What a touchpoint keeps for itself is not columns.
  if (typeof value !== "object" || value === null || name === "details" || name === "settings") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item, key)]));
}
