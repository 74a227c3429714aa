import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "~/platform/database.server";
import type { Clock } from "~/platform/clock.server";
import type { Prisma } from "~/platform/prisma/client";
import type { Queue } from "~/platform/queue.server";
import { insertionOf } from "~/platform/sql.server";

/**
 * Leaves word that the shoppers of orders may have come into trouble or out of it, in the transaction of what happened.
 * Rows are only added: what happens to a shopper twice at once waits for nobody. Null for no orders.
 */
export const troubleChecksInsert = (shopId: string, orderIds: string[], dueAt: Date): Prisma.Sql | null =>
  insertionOf(
    "TroubleCheck",
    [...new Set(orderIds)].map((orderId) => ({ id: randomUUID(), shopId, orderId, dueAt })),
  );

export async function checkTrouble(
  tx: Pick<Transaction, "$executeRaw">,
  shopId: string,
  orderIds: string[],
  dueAt: Date,
): Promise<void> {
  const insert = troubleChecksInsert(shopId, orderIds, dueAt);
  if (insert) await tx.$executeRaw(insert);
}

const sweepLimit = 500;

/** Queues the looks that are due, one for an order; each is taken once, whoever sweeps. */
export async function sweepTroubleChecks({
  db,
  clock,
  queue,
}: {
  db: Database;
  clock: Clock;
  queue: Queue;
}): Promise<{ taken: number }> {
  return db.$transaction(async (tx) => {
    const taken = await tx.$queryRaw<Array<{ shopId: string; orderId: string }>>`
      DELETE FROM "TroubleCheck" WHERE "id" IN (
        SELECT "id" FROM "TroubleCheck" WHERE "dueAt" <= ${clock.now()}
        ORDER BY "dueAt" LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "shopId", "orderId"`;
    const orders = new Map(taken.map(({ shopId, orderId }) => [`${shopId}/${orderId}`, { shopId, orderId }]));
    await queue.sendAll(tx, "trouble.mark", [...orders.values()]);
    return { taken: taken.length };
  });
}
