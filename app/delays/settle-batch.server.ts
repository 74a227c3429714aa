import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { answerNotices } from "./batch-notices.server";
import { readBatchReason, type BatchReason, type ReasonErrors } from "./batch-reason";
import { lockWaves } from "./circuit-breaker.server";

export type SettleOutcome =
  | { outcome: "approved" | "dismissed"; notices: number }
  | { outcome: "refused"; errors: ReasonErrors }
  | { outcome: "already_settled" | "unknown" };

/**
 * The merchant's one answer for all. Approved, every notice is decided again when it goes out: who has her parcel
 * meanwhile is not written to. Dismissed, none goes out. A second answer changes nothing.
 */
export async function settleBatch(
  deps: { db: Database; clock: Clock },
  given: { shopId: string; batchId: string; answer: "approve" | "dismiss"; reason: BatchReason },
): Promise<SettleOutcome> {
  const { shopId, batchId, answer } = given;
  const now = deps.clock.now();
  const read = readBatchReason(given.reason);
  if (read.outcome === "refused") return read;
  return deps.db.$transaction(async (tx) => {
    await lockWaves(tx, shopId);
    const batch = await tx.delayBatch.findUnique({ where: { shopId_id: { shopId, id: batchId } } });
    if (!batch) return { outcome: "unknown" };
    if (batch.state !== "pending") return { outcome: "already_settled" };
    const state = answer === "approve" ? "approved" : "dismissed";
    await tx.delayBatch.update({
      where: { shopId_id: { shopId, id: batchId } },
      data: { state, settledAt: now, reason: read.reason },
    });
    const notices = await answerNotices(tx, {
      shopId,
      batchId,
      answer: answer === "approve" ? "send" : "drop",
      only: null,
      now,
    });
    return { outcome: state, notices };
  });
}
