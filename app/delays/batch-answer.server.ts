import type { Database, Transaction } from "~/platform/database.server";
import type { DelayBatch } from "~/platform/prisma/client";
import type { BatchAnswer } from "~/touchpoints/decide-touchpoint";
import { batchReasonOf, type BatchReason } from "./batch-reason";

/** What the merchant said of the batch a notice belongs to, and why it is late in her words. */
export async function loadBatchAnswer(
  db: Database | Transaction,
  { shopId, touchpointId }: { shopId: string; touchpointId: string },
): Promise<{ answer: BatchAnswer | null; reason: BatchReason }> {
  const [batch] = await db.$queryRaw<Array<Pick<DelayBatch, "state" | "reason">>>`
    SELECT b."state", b."reason" FROM "DelayBatchItem" i
    JOIN "DelayBatch" b ON b."shopId" = i."shopId" AND b."id" = i."batchId"
    WHERE i."shopId" = ${shopId} AND i."touchpointId" = ${touchpointId}
    ORDER BY i."joinedAt" DESC LIMIT 1`;
  if (!batch) return { answer: null, reason: {} };
  return { answer: batch.state as BatchAnswer, reason: batchReasonOf(batch.reason) };
}
