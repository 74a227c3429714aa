import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { logDecisions } from "./why-log.server";

interface TextStatus {
  shopId: string;
  /** The provider's id. */
  id: string;
  /** The provider's word: queued, sending, sent, delivered, read, undelivered, failed, … */
  status: string;
  errorCode: string | null;
  price: string | null;
  priceUnit: string | null;
}

const states: Record<string, string> = {
  sent: "sent",
  delivered: "delivered",
  // WhatsApp knows more.
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
};
const rank: Record<string, number> = { accepted: 0, sent: 1, delivered: 2, undelivered: 2, failed: 2 };

/**
 * Keeps what became of a text. Reports come twice and in any order: a later state is never taken back by an earlier
 * one. One that did not arrive makes its touchpoint failed, with the reason, as a refused mail does.
 */
export async function recordTextStatus(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, id, status, errorCode, price, priceUnit }: TextStatus,
): Promise<{ outcome: "recorded" | "known" | "unknown" }> {
  const now = clock.now();
  const state = states[status];
  return db.$transaction(async (tx) => {
    const text = await tx.textMessage.findUnique({ where: { shopId_id: { shopId, id } } });
    if (!text) return { outcome: "unknown" };
    if (price !== null) {
      await tx.textMessage.update({ where: { shopId_id: { shopId, id } }, data: { price, priceUnit } });
    }
    const isLater = state !== undefined && (rank[state] ?? 0) > (rank[text.state] ?? 0);
    if (!isLater) return { outcome: "known" };
    const isFinal = rank[state] === 2;
    // Conditional, as two reports of one text may be worked on at once.
    const { count } = await tx.textMessage.updateMany({
      where: { shopId, id, state: text.state },
      data: { state, errorCode, ...(isFinal ? { settledAt: now } : {}) },
    });
    if (count === 0) return { outcome: "known" };
    if (state === "undelivered" || state === "failed") {
      const { touchpointId, orderId } = text;
      await tx.touchpoint.updateMany({
        where: { shopId, id: touchpointId, state: "dispatched" },
        data: { state: "failed", reason: "text_undelivered" },
      });
      await logDecisions(tx, [
        {
          shopId,
          orderId,
          touchpointId,
          outcome: "failed",
          rule: "text_undelivered",
          inputs: { code: errorCode ?? "" },
          at: now,
        },
      ]);
    }
    return { outcome: "recorded" };
  });
}
