import type { Database, Transaction } from "~/platform/database.server";
import type { BatchAnswer } from "~/touchpoints/decide-touchpoint";
import { batchReasonOf, type BatchReason } from "./batch-reason";

/** What the merchant said of the batch a notice belongs to, and why it is late in her words. */
export async function loadBatchAnswer(
  db: Database | Transaction,
  { shopId, touchpointId }: { shopId: string; touchpointId: string },
): Promise<{ answer: BatchAnswer | null; reason: BatchReason }> {
  const item = await db.delayBatchItem.findFirst({
    where: { shopId, touchpointId },
    orderBy: { joinedAt: "desc" },
    select: { batchId: true },
  });
  if (!item) return { answer: null, reason: {} };
  const batch = await db.delayBatch.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: item.batchId } },
  });
  return { answer: batch.state as BatchAnswer, reason: batchReasonOf(batch.reason) };
}
