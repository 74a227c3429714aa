import { Prisma, type Order } from "~/platform/prisma/client";
import { assignments, insertion } from "~/platform/sql.server";

/** Leaves word that something belongs on the order in Shopify; what stood there under the key is written over. */
export function orderMarkWrite(
  { shopId, id: orderId }: Pick<Order, "shopId" | "id">,
  { key, value, now }: { key: string; value: Record<string, string>; now: Date },
): Prisma.Sql {
  const columns = { value, state: "pending", changedAt: now };
  return Prisma.sql`
    INSERT INTO "OrderMark" ${insertion([{ shopId, orderId, key, ...columns }])}
    ON CONFLICT ("shopId", "orderId", "key") DO UPDATE SET ${assignments(columns)}`;
}
