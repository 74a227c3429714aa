import type { Database } from "~/platform/database.server";

/** Every touchpoint with its end, and what came in: the whole installation's account, for checks from outside. */
export async function readLedger(db: Database) {
  const [webhooksStored, webhooksWaiting, surveyResponses, touchpoints] = [
    await db.webhookDelivery.count(),
    await db.webhookDelivery.count({ where: { state: "received" } }),
    await db.surveyResponse.count(),
    await db.touchpoint.findMany({
      select: {
        id: true,
        kind: true,
        orderId: true,
        step: true,
        state: true,
        reason: true,
        plannedAt: true,
        dueAt: true,
        dispatchedAt: true,
        unconfirmed: true,
      },
      orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    }),
  ];
  return { webhooksStored, webhooksWaiting, surveyResponses, touchpoints };
}
