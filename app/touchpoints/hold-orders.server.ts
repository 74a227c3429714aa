import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";

/** More than a page of the list holds is not asked for by a person. */
export const ordersAtOnce = 100;

/**
 * Holds back, or lets go on, everything planned for some orders. Held messages stay planned and are decided again
 * when they are let go; kept too long they lapse by their age. Orders of nobody's are left out.
 */
export async function holdOrders(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, orderIds, hold }: { shopId: string; orderIds: string[]; hold: boolean },
): Promise<{ outcome: "held" | "released"; orders: number }> {
  const now = clock.now();
  const ids = orderIds.slice(0, ordersAtOnce);
  return db.$transaction(async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { shopId, id: { in: ids }, heldAt: hold ? null : { not: null } },
      data: { heldAt: hold ? now : null },
    });
    if (hold) return { outcome: "held", orders: count };
    await tx.$executeRaw`
      WITH freed AS (
        UPDATE "Touchpoint" SET "reason" = NULL, "nextAttemptAt" = ${now}
        WHERE "shopId" = ${shopId} AND "orderId" = ANY(${ids}) AND "state" = 'planned' AND "reason" = 'held'
        RETURNING "shopId", "orderId", "id", "kind")
      INSERT INTO "Decision" ("shopId", "orderId", "touchpointId", "outcome", "rule", "inputs", "at")
      SELECT "shopId", "orderId", "id", 'planned', 'released', jsonb_build_object('kind', "kind"), ${now} FROM freed`;
    return { outcome: "released", orders: count };
  });
}
