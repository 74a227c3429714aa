import type { Database, Transaction } from "~/platform/database.server";
import type { DelayBatch } from "~/platform/prisma/client";
import type { BatchAnswer } from "~/touchpoints/decide-touchpoint";
import { batchReasonOf, type BatchReason } from "./batch-reason";

/**
 * What the merchant said of the batch a notice belongs to, and why it is late in her words. They are for that one message:
 * "on strike until Thursday" is no reason on Friday. Nor are they one for a parcel that was not handed over among others
 * that stand still.
 */
export async function loadBatchAnswer(
  db: Database | Transaction,
  {
    shopId,
    touchpointId,
    given,
  }: {
    shopId: string;
    touchpointId: string;
    /** What she is about to say, instead of what she has said. */
    given?: BatchReason;
  },
): Promise<{ answer: BatchAnswer | null; reason: BatchReason }> {
  const [batch] = await db.$queryRaw<Array<Pick<DelayBatch, "state" | "reason"> & { hasOwnReason: boolean }>>`
    SELECT b."state", b."reason", d."kind" = 'failed_attempt' AND EXISTS (
      SELECT 1 FROM "DelayBatchItem" o JOIN "Delay" od ON od."shopId" = o."shopId" AND od."id" = o."delayId"
      WHERE o."shopId" = b."shopId" AND o."batchId" = b."id" AND od."kind" <> 'failed_attempt') AS "hasOwnReason"
    FROM "DelayBatchItem" i
    JOIN "DelayBatch" b ON b."shopId" = i."shopId" AND b."id" = i."batchId"
    JOIN "Delay" d ON d."shopId" = i."shopId" AND d."id" = i."delayId"
    WHERE i."shopId" = ${shopId} AND i."touchpointId" = ${touchpointId}
    ORDER BY i."joinedAt" DESC LIMIT 1`;
  if (!batch) return { answer: null, reason: {} };
  const { state, reason, hasOwnReason } = batch;
  return { answer: state as BatchAnswer, reason: hasOwnReason ? {} : (given ?? batchReasonOf(reason)) };
}
