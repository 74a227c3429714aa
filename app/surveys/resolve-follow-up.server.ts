import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { checkTrouble } from "~/touchpoints/trouble-checks.server";
import { followUpOutcomes, noteLimit, type FollowUpOutcome } from "./follow-up";

export type ResolvedFollowUp =
  | { outcome: "resolved" }
  /** Somebody, or her changed answer, was quicker: nothing is overwritten. */
  | { outcome: "already_resolved" }
  | { outcome: "refused"; reason: "unknown" | "outcome" | "note" };

/** Closes the loop: what came of it, and a note for whoever reads the order's story. */
export async function resolveFollowUp(
  { db, clock }: { db: Database; clock: Clock },
  {
    shopId,
    followUpId,
    outcome,
    note,
  }: { shopId: string; followUpId: string; outcome: string; note: string | null },
): Promise<ResolvedFollowUp> {
  const known = followUpOutcomes.find((one): one is FollowUpOutcome => one === outcome);
  if (known === undefined) return { outcome: "refused", reason: "outcome" };
  const words = note?.trim() ?? "";
  if (words.length > noteLimit) return { outcome: "refused", reason: "note" };

  const now = clock.now();
  const isResolved = await db.$transaction(async (tx) => {
    const [resolved] = await tx.followUp.updateManyAndReturn({
      where: { shopId, id: followUpId, state: "open" },
      data: { state: "resolved", outcome: known, note: words === "" ? null : words, resolvedAt: now },
      select: { orderId: true },
    });
    if (resolved?.orderId) await checkTrouble(tx, shopId, [resolved.orderId], now);
    return resolved !== undefined;
  });
  if (isResolved) return { outcome: "resolved" };
  const exists = await db.followUp.count({ where: { shopId, id: followUpId } });
  return exists === 0 ? { outcome: "refused", reason: "unknown" } : { outcome: "already_resolved" };
}
