import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { minuteMs } from "~/platform/durations";
import type { Queue } from "~/platform/queue.server";

interface Deps {
  db: Database;
  queue: Queue;
  clock: Clock;
}

const sweepLimit = 500;

/** Longer than a dispatch can take with all its time-outs; after that its process is gone. */
export const leaseMs = 10 * minuteMs;

/**
 * Finds what is due and hands each to a job. Looking again is pushed on by a lease in the same statement, so
 * that two sweeps side by side never take the same touchpoint. Cost follows what is due.
 */
export async function sweepDueTouchpoints({ db, queue, clock }: Deps): Promise<{ taken: number }> {
  const now = clock.now();
  return db.$transaction(async (tx) => {
    // A claim older than the lease was cut off: the provider may or may not have the message.
    await tx.$executeRaw`
      UPDATE "Touchpoint" SET "state" = 'planned', "unconfirmed" = true, "nextAttemptAt" = ${now}
      WHERE "state" = 'dispatching' AND "nextAttemptAt" <= ${now}`;
    const due = await tx.$queryRaw<Array<{ id: string; shopId: string }>>`
      UPDATE "Touchpoint" SET "nextAttemptAt" = ${new Date(now.getTime() + leaseMs)}
      WHERE "id" IN (
        SELECT "id" FROM "Touchpoint" WHERE "state" = 'planned' AND "nextAttemptAt" <= ${now}
        ORDER BY "nextAttemptAt", "dueAt", "id" LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "id", "shopId", "dueAt"`;
    await queue.sendAll(
      tx,
      "touchpoint.dispatch",
      due.map(({ id, shopId }) => ({ shopId, touchpointId: id })),
    );
    return { taken: due.length };
  });
}
