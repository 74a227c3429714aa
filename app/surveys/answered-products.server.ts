import type { Transaction } from "~/platform/database.server";

/** Puts down what orders hold beside what she said of each. Call it where either has come or changed. */
export async function noteProducts(
  tx: Transaction,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE "SurveyResponse" r SET "productIds" = held."ids"
    FROM (SELECT k."orderId", (
        SELECT coalesce(array_agg(DISTINCT l."productId"), '{}') FROM "OrderLine" l
        WHERE l."shopId" = ${shopId} AND l."orderId" = k."orderId" AND l."productId" IS NOT NULL) AS "ids"
      FROM unnest(${orderIds}::text[]) AS k ("orderId")) held
    WHERE r."shopId" = ${shopId} AND r."orderId" = held."orderId" AND r."productIds" IS DISTINCT FROM held."ids"`;
}
