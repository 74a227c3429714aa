import type { Prisma } from "~/platform/prisma/client";
import { plusDays } from "~/promises/local-dates";

export interface PromiseKeeping {
  /** Orders promised to be there in these days: how many were, complete, by the date first promised. */
  onTime: { kept: number; n: number };
  /** Orders that were late: how many shoppers had heard from us before the promise broke, and how early (median, days). */
  warned: { before: number; n: number; medianDays: number | null };
}

// The oldest order whose promise can end inside the window: longer promises than this are rare enough to miss.
const longestPromiseDays = 30;

/**
 * Counted over the orders whose promised day lies in the window, arrived or not: counting arrivals only would
 * leave out the worst ones. Raw SQL because it is one pass over four tables by index, in the database.
 */
export async function readPromiseKeeping(
  db: Prisma.TransactionClient,
  { shopId, today, days, now }: { shopId: string; today: string; days: number; now: Date },
): Promise<PromiseKeeping> {
  const fromOn = plusDays(today, -days);
  const placedFrom = new Date(now.getTime() - (days + longestPromiseDays) * 86_400_000);
  const rows = await db.$queryRaw<
    Array<{ n: number; kept: number; late: number; warned: number; medianDays: number | null }>
  >`
    WITH promised AS (
      SELECT o.id, o."fulfillmentStatus", p."latestOn", p."timeZone"
      FROM "Order" o
      JOIN "DeliveryPromise" p ON p."shopId" = o."shopId" AND p."orderId" = o.id AND p.sequence = 0
      WHERE o."shopId" = ${shopId} AND o."placedAt" >= ${placedFrom.toISOString()}::timestamp
        AND o."cancelledAt" IS NULL AND NOT o.test AND o."requiresShipping"
        AND p."latestOn" >= ${fromOn}::date AND p."latestOn" < ${today}::date
    ), arrived AS (
      SELECT q.id, CASE WHEN q."fulfillmentStatus" = 'fulfilled' AND BOOL_AND(s."deliveredAt" IS NOT NULL) THEN MAX(s."deliveredAt") END AS at
      FROM promised q
      LEFT JOIN "Shipment" s ON s."shopId" = ${shopId} AND s."orderId" = q.id AND s.status NOT IN ('cancelled', 'error', 'failure')
      GROUP BY q.id, q."fulfillmentStatus"
    ), judged AS (
      SELECT q.id,
        COALESCE((a.at AT TIME ZONE 'UTC' AT TIME ZONE q."timeZone")::date <= q."latestOn", false) AS kept,
        -- Days from the first notice to the end of the promised day, where she lives.
        (SELECT EXTRACT(EPOCH FROM (((q."latestOn" + 1)::timestamp AT TIME ZONE q."timeZone") - (MIN(t."dispatchedAt") AT TIME ZONE 'UTC'))) / 86400
         FROM "Touchpoint" t
         WHERE t."shopId" = ${shopId} AND t."orderId" = q.id AND t.kind = 'delay_notice' AND t.state = 'dispatched') AS "leadDays"
      FROM promised q JOIN arrived a ON a.id = q.id
    )
    SELECT COUNT(*)::int AS n,
      COUNT(*) FILTER (WHERE kept)::int AS kept,
      COUNT(*) FILTER (WHERE NOT kept)::int AS late,
      COUNT(*) FILTER (WHERE NOT kept AND "leadDays" > 0)::int AS warned,
      (PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY "leadDays"::float8) FILTER (WHERE NOT kept AND "leadDays" > 0))::float8 AS "medianDays"
    FROM judged`;
  const sums = rows[0] ?? { n: 0, kept: 0, late: 0, warned: 0, medianDays: null };
  return {
    onTime: { kept: sums.kept, n: sums.n },
    warned: { before: sums.warned, n: sums.late, medianDays: sums.medianDays },
  };
}
