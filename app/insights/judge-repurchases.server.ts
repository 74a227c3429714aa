import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";
import { happenedBy } from "~/surveys/happened-by.server";
import { isPurchase } from "./is-purchase.server";
import { repurchaseDays, verdictAfterDays } from "./repurchase";

const batch = 1_000;

/**
 * Judges the orders whose ninety days after the arrival are over: whether their shopper placed another one in them.
 * Each is judged once and counted in the same statement, so that nobody's hurry or repetition counts it twice; whose
 * shopper is no longer known, or never was, is set aside as unknown.
 */
export async function judgeRepurchases(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<{ judged: number }> {
  const { timeZone } = await getShop(db, shopId);
  const untilOn = plusDays(localDateOf(clock.now(), timeZone), -verdictAfterDays);
  let judged = 0;
  for (let last = batch; last === batch; judged += last) last = await judgeBatch(db, { shopId, untilOn });
  return { judged };
}

async function judgeBatch(
  db: Database,
  { shopId, untilOn }: { shopId: string; untilOn: string },
): Promise<number> {
  const over = Prisma.sql`a."at" + ${`${String(repurchaseDays)} days`}::interval`;
  const [row] = await db.$queryRaw<Array<{ n: number }>>`
    WITH due AS (
      SELECT "orderId" FROM "DeliveryOutcome"
      WHERE "shopId" = ${shopId} AND "repurchase" IS NULL AND "happened" IS NULL AND "arrivedOn" <= ${untilOn}::date
      ORDER BY "arrivedOn", "orderId" LIMIT ${batch} FOR UPDATE SKIP LOCKED
    ), found AS (
      SELECT o."orderId", ${happenedBy(over)} AS "happened", CASE
        WHEN w."customerId" IS NULL THEN 'unknown'
        WHEN EXISTS (
          SELECT 1 FROM "Order" x
          WHERE x."shopId" = ${shopId} AND x."customerId" = w."customerId" AND x."id" <> w."id"
            AND x."placedAt" > a."at" AND x."placedAt" <= ${over} AND ${isPurchase}) THEN 'again'
        ELSE 'not_again' END AS "repurchase"
      FROM due
      JOIN "DeliveryOutcome" o ON o."shopId" = ${shopId} AND o."orderId" = due."orderId"
      JOIN "Order" w ON w."shopId" = ${shopId} AND w."id" = due."orderId"
      CROSS JOIN LATERAL (
        SELECT max(s."deliveredAt") AS "at" FROM "Shipment" s
        WHERE s."shopId" = ${shopId} AND s."orderId" = due."orderId"
          AND s."status" NOT IN ('cancelled', 'error', 'failure')) a
    ), judged AS (
      UPDATE "DeliveryOutcome" o SET "happened" = f."happened", "repurchase" = f."repurchase"
      FROM found f WHERE o."shopId" = ${shopId} AND o."orderId" = f."orderId"
      RETURNING o."arrivedOn", o."happened", o."repurchase"
    ), counted AS (
      INSERT INTO "RepurchaseRollup" ("shopId", "arrivedOn", "happened", "orders", "again")
      SELECT ${shopId}, "arrivedOn", "happened", count(*), count(*) FILTER (WHERE "repurchase" = 'again')
      FROM judged WHERE "repurchase" <> 'unknown' AND "happened" IS NOT NULL
      GROUP BY 2, 3 ORDER BY 2, 3
      ON CONFLICT ("shopId", "arrivedOn", "happened") DO UPDATE SET
        "orders" = "RepurchaseRollup"."orders" + EXCLUDED."orders",
        "again" = "RepurchaseRollup"."again" + EXCLUDED."again"
    )
    SELECT count(*)::int AS n FROM judged`;
  return row?.n ?? 0;
}
