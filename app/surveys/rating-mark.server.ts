import type { Transaction } from "~/platform/database.server";

/** Leaves word that the order's ratings belong on the order in Shopify: { purchase_nps: 9 }. */
export async function markRatings(
  tx: Transaction,
  { shopId, orderId, now }: { shopId: string; orderId: string; now: Date },
): Promise<void> {
  const answers = await tx.surveyResponse.findMany({
    where: { shopId, orderId },
    select: { survey: true, rating: true },
  });
  const value = Object.fromEntries(answers.map(({ survey, rating }) => [survey, rating]));
  const written = { value, state: "pending", reason: null, changedAt: now, writtenAt: null };
  await tx.orderMark.upsert({
    where: { shopId_orderId_key: { shopId, orderId, key: "rating" } },
    create: { shopId, orderId, key: "rating", ...written },
    update: written,
  });
}
