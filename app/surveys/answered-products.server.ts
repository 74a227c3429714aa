import type { Transaction } from "~/platform/database.server";

/** Puts down what an order holds beside what she said of it. Call it where either has come or changed. */
export async function noteProducts(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SurveyResponse" r SET "productIds" = held."ids"
    FROM (SELECT coalesce(array_agg(DISTINCT "productId"), '{}') AS "ids" FROM "OrderLine"
      WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} AND "productId" IS NOT NULL) held
    WHERE r."shopId" = ${shopId} AND r."orderId" = ${orderId} AND r."productIds" IS DISTINCT FROM held."ids"`;
}
