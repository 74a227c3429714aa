import type { Transaction } from "~/platform/database.server";

/**
 * Keeps with an order's answers after delivery what they are told apart by: what became of its promise, and whether
 * something had been made good by then. Called when either side is new; without an arrival there is nothing to tell.
 */
export async function noteHappening(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SurveyResponse" r SET "happening" = (
      SELECT CASE
        WHEN o."lateness" IS NULL THEN NULL
        WHEN EXISTS (SELECT 1 FROM "Goodwill" g WHERE g."shopId" = ${shopId} AND g."orderId" = ${orderId}
          AND g."state" = 'given' AND g."settledAt" <= r."answeredAt") THEN 'made_good'
        WHEN o."lateness" <= 0 THEN 'on_time'
        WHEN o."noticedAt" IS NOT NULL THEN 'late_warned'
        ELSE 'late_silent' END
      FROM "DeliveryOutcome" o WHERE o."shopId" = ${shopId} AND o."orderId" = ${orderId})
    WHERE r."shopId" = ${shopId} AND r."orderId" = ${orderId} AND r."survey" = 'delivery_feedback'`;
}
