import { DateTime } from "luxon";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import type { GoodwillFacts } from "./goodwill-ladder";

const customerMonths = 12;

/**
 * Held by whoever approves, until the transaction ends: two approvals side by side would each find the last of the
 * month's money there.
 */
export async function lockGoodwill(tx: Transaction, shopId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`goodwill/${shopId}`}, 0))`;
}

/**
 * What was approved in the windows of the caps, this order's own left out. What waits for an answer counts nothing;
 * what failed gives its money back.
 */
export async function sumGiven(
  tx: Transaction,
  { order, timeZone, now }: { order: Order; timeZone: string; now: Date },
): Promise<GoodwillFacts["given"]> {
  const { shopId, id, shopperKey, customerId } = order;
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const monthFrom = local.startOf("month").toJSDate();
  const yearFrom = local.minus({ months: customerMonths }).toJSDate();
  const [sums] = await tx.$queryRaw<Array<{ toCustomer: number; inMonth: number }>>`
    SELECT
      coalesce(sum(g."worth") FILTER (WHERE g."approvedAt" > ${yearFrom}
        AND (o."shopperKey" = ${shopperKey} OR o."customerId" = ${customerId})), 0)::float AS "toCustomer",
      coalesce(sum(g."worth") FILTER (WHERE g."approvedAt" >= ${monthFrom}), 0)::float AS "inMonth"
    FROM "Goodwill" g
    LEFT JOIN "Order" o ON o."shopId" = g."shopId" AND o."id" = g."orderId"
    WHERE g."shopId" = ${shopId} AND g."orderId" <> ${id} AND g."state" IN ('approved', 'given')
      AND g."approvedAt" >= ${yearFrom < monthFrom ? yearFrom : monthFrom}`;
  return sums ?? { toCustomer: 0, inMonth: 0 };
}
