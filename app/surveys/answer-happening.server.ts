import type { Transaction } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { happenedBy } from "./happened-by.server";

/**
 * Keeps with the answers after delivery of orders what they are told apart by: what had happened by then. Called when
 * either side is new; without an arrival there is nothing to tell.
 */
export async function noteHappening(
  tx: Transaction,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE "SurveyResponse" r SET "happening" = (
      SELECT ${happenedBy(Prisma.sql`r."answeredAt"`)}
      FROM "DeliveryOutcome" o WHERE o."shopId" = ${shopId} AND o."orderId" = r."orderId")
    WHERE r."shopId" = ${shopId} AND r."orderId" = ANY(${orderIds}) AND r."survey" = 'delivery_feedback'`;
}
