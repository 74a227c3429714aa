import { Prisma, type Order } from "~/platform/prisma/client";
import { insertionOf } from "~/platform/sql.server";

export interface WaitingMark {
  order: Pick<Order, "shopId" | "id">;
  key: string;
  value: Record<string, string>;
}

/** Leaves word that something belongs on orders in Shopify; what stood there under a key is written over. Null for none. */
export function orderMarksWrite(marks: WaitingMark[], now: Date): Prisma.Sql | null {
  const rows = marks.map(({ order, key, value }) => ({
    ...{ shopId: order.shopId, orderId: order.id, key, value, state: "pending", changedAt: now },
  }));
  const insert = insertionOf("OrderMark", rows);
  return (
    insert &&
    Prisma.sql`${insert} ON CONFLICT ("shopId", "orderId", "key") DO UPDATE SET
      "value" = excluded."value", "state" = excluded."state", "changedAt" = excluded."changedAt"`
  );
}
