import type { Transaction } from "~/platform/database.server";

/** The order is cancelled, or paid back in full: whoever asked for that after a notice has it, and nobody is to do it. */
export async function closeCancelWishes(
  tx: Transaction,
  { shopId, delayIds, now }: { shopId: string; delayIds: string[]; now: Date },
): Promise<void> {
  if (delayIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE "FollowUp" f SET "state" = 'resolved', "outcome" = 'made_good', "resolvedAt" = ${now}
    FROM "Delay" d
    WHERE f."shopId" = ${shopId} AND f."delayId" = ANY(${delayIds}) AND f."state" = 'open'
      AND d."shopId" = f."shopId" AND d."id" = f."delayId" AND d."choice" = 'cancel'`;
}
