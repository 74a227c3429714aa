import type { Database, Transaction } from "~/platform/database.server";
import type { DelayBatch } from "~/platform/prisma/client";
import type { BatchAnswer } from "~/touchpoints/decide-touchpoint";
import { batchReasonOf, type BatchReason } from "./batch-reason";

/**
 * What the merchant said of the batch a message belongs to, and why it is late in her words. They hold for an incident's
 * updates too, until it turns worse, its goods are shipped or its parcel is scanned: of what comes then she was not
 * asked. They are not said of a parcel that was not handed over among others that stand still: its reason is its own.
 */
export async function loadBatchAnswer(
  db: Database | Transaction,
  { shopId, touchpointId, delayId }: { shopId: string; touchpointId: string; delayId: string },
): Promise<{ answer: BatchAnswer | null; reason: BatchReason }> {
  const [batch] = await db.$queryRaw<Array<Pick<DelayBatch, "state" | "reason"> & Own>>`
    SELECT b."state", b."reason", i."touchpointId" = ${touchpointId} AS "isOwn",
      d."kind" = 'failed_attempt' AND EXISTS (
        SELECT 1 FROM "DelayBatchItem" o JOIN "Delay" od ON od."shopId" = o."shopId" AND od."id" = o."delayId"
        WHERE o."shopId" = b."shopId" AND o."batchId" = b."id" AND od."kind" <> 'failed_attempt') AS "hasOwnReason"
    FROM "Delay" d
    JOIN "Touchpoint" t ON t."shopId" = d."shopId" AND t."orderId" = d."orderId" AND t."delayId" = d."id"
    JOIN "DelayBatchItem" i ON i."shopId" = t."shopId" AND i."touchpointId" = t."id"
    JOIN "DelayBatch" b ON b."shopId" = i."shopId" AND b."id" = i."batchId"
    WHERE d."shopId" = ${shopId} AND d."id" = ${delayId}
      AND (t."id" = ${touchpointId} OR (t."dispatchedAt" >= d."kindSince" AND NOT EXISTS (
        SELECT 1 FROM "Shipment" s WHERE s."shopId" = d."shopId" AND s."id" = d."shipmentId"
          AND greatest(s."createdAt", s."stageAt") > t."dispatchedAt")))
    ORDER BY "isOwn" DESC, i."joinedAt" DESC LIMIT 1`;
  if (!batch) return { answer: null, reason: {} };
  return {
    answer: batch.isOwn ? (batch.state as BatchAnswer) : null,
    reason: batch.hasOwnReason ? {} : batchReasonOf(batch.reason),
  };
}

interface Own {
  /** The message itself was in the batch; else one before it that told of the same incident. */
  isOwn: boolean;
  hasOwnReason: boolean;
}
