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

/** When the next delivery has to be looked at; null when none is watched. */
export async function nextDueAt(db: Database | Transaction): Promise<Date | null> {
  const next = await db.deliveryWatch.findFirst({
    orderBy: { nextCheckAt: "asc" },
    select: { nextCheckAt: true },
  });
  return next?.nextCheckAt ?? null;
}
