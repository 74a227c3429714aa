import type { Database, Transaction } from "~/platform/database.server";

/**
 * Claims the deliveries whose look is due, the longest due first, by leasing them until `leaseUntil`: a worker
 * that dies before its review leaves them to be claimed again then, and two workers never get the same one.
 */
export async function takeDueDeliveries(
  db: Database | Transaction,
  { now, limit, leaseUntil }: { now: Date; limit: number; leaseUntil: Date },
): Promise<Array<{ shopId: string; orderId: string }>> {
  // Raw, because claiming must be one statement with SKIP LOCKED. The columns hold UTC without a zone.
  return await db.$queryRaw<Array<{ shopId: string; orderId: string }>>`
    WITH due AS MATERIALIZED (
      SELECT "shopId", "orderId" FROM "DeliveryWatch"
      WHERE "nextCheckAt" <= ${now.toISOString()}::timestamptz AT TIME ZONE 'UTC'
      ORDER BY "nextCheckAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE "DeliveryWatch" AS watch SET "nextCheckAt" = ${leaseUntil.toISOString()}::timestamptz AT TIME ZONE 'UTC'
    FROM due WHERE watch."shopId" = due."shopId" AND watch."orderId" = due."orderId"
    RETURNING watch."shopId", watch."orderId"`;
}

// What one transaction takes upon itself: more save little, and hold their shoppers' orders for longer.
const lookedAtTogether = 50;

/** Those of a shop that are looked at together, in one job. */
export function groupDue(
  due: Array<{ shopId: string; orderId: string }>,
): Array<{ shopId: string; orderIds: string[] }> {
  return [...Map.groupBy(due, ({ shopId }) => shopId)].flatMap(([shopId, ofShop]) => {
    const ids = ofShop.map(({ orderId }) => orderId);
    const groups = Array.from({ length: Math.ceil(ids.length / lookedAtTogether) }, (_, index) =>
      ids.slice(index * lookedAtTogether, (index + 1) * lookedAtTogether),
    );
    return groups.map((orderIds) => ({ shopId, orderIds }));
  });
}

/** When the next delivery has to be looked at; null when none is watched. */
export async function nextDueAt(db: Database | Transaction): Promise<Date | null> {
  const next = await db.deliveryWatch.findFirst({
    orderBy: { nextCheckAt: "asc" },
    select: { nextCheckAt: true },
  });
  return next?.nextCheckAt ?? null;
}
