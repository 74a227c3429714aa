import type { Transaction } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { unansweredMs } from "./wave";

interface AnswerNotices {
  shopId: string;
  batchId: string;
  /**
   * hold: until the merchant answers. send: decided again, and sent if still true. drop: not sent. free: the batch is
   * none any more, and they go as if there had been none.
   */
  answer: "hold" | "send" | "drop" | "free";
  /** Some of the batch's notices; null for all. */
  only: string[] | null;
  now: Date;
}

/**
 * Does the same to all notices of a batch that have not gone out, and keeps why; answers how many there were. Raw,
 * because a batch may hold tens of thousands: one statement, whatever its size.
 */
export async function answerNotices(
  tx: Transaction,
  { shopId, batchId, answer, only, now }: AnswerNotices,
): Promise<number> {
  const { columns, outcome, rule } = effects(now)[answer];
  return tx.$executeRaw`
    WITH told AS (
      UPDATE "Touchpoint" t SET ${columns} FROM "DelayBatchItem" i
      WHERE i."shopId" = ${shopId} AND i."batchId" = ${batchId} AND t."id" = i."touchpointId" AND t."state" = 'planned'
        ${only === null ? Prisma.empty : Prisma.sql`AND t."id" = ANY(${only})`}
      RETURNING t."shopId", t."orderId", t."id", t."kind")
    INSERT INTO "Decision" ("shopId", "orderId", "touchpointId", "outcome", "rule", "inputs", "at")
    SELECT "shopId", "orderId", "id", ${outcome}, ${rule}, jsonb_build_object('kind', "kind", 'batchId', ${batchId}::text), ${now}
    FROM told`;
}

const effects = (now: Date) => ({
  hold: {
    // It stays planned; unanswered it lapses by its age, which the dispatcher says.
    columns: Prisma.sql`"reason" = 'awaiting_approval', "nextAttemptAt" = t."dueAt" + make_interval(secs => ${unansweredMs / 1000 + 60})`,
    outcome: "postponed",
    rule: "awaiting_approval",
  },
  send: {
    // Due from now: what waited for an answer is not too old for having waited.
    columns: Prisma.sql`"reason" = NULL, "dueAt" = ${now}, "nextAttemptAt" = ${now}`,
    outcome: "planned",
    rule: "batch_approved",
  },
  free: {
    columns: Prisma.sql`"reason" = NULL, "nextAttemptAt" = greatest(t."dueAt", ${now})`,
    outcome: "planned",
    rule: "batch_ended",
  },
  drop: {
    columns: Prisma.sql`"reason" = 'batch_dismissed', "state" = 'suppressed', "settledAt" = ${now}`,
    outcome: "suppressed",
    rule: "batch_dismissed",
  },
});
