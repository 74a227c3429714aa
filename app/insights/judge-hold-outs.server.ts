import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import { Prisma } from "~/platform/prisma/client";
import { getShop } from "~/settings/shops.server";
import { isPurchase } from "./is-purchase.server";
import { repurchaseDays, verdictAfterDays } from "./repurchase";

/**
 * Judges the shoppers who took part in a measurement ninety days ago: whether they ordered again since, each once and
 * counted in the same statement. A shopper forgotten meanwhile has left it.
 */
export async function judgeHoldOuts(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<void> {
  const { timeZone } = await getShop(db, shopId);
  const before = new Date(clock.now().getTime() - verdictAfterDays * dayMs);
  const over = Prisma.sql`t."at" + ${`${String(repurchaseDays)} days`}::interval`;
  await db.$executeRaw`
    WITH due AS (
      SELECT "kind", "shopperKey" FROM "HoldOutTrial"
      WHERE "shopId" = ${shopId} AND "repurchase" IS NULL AND "at" <= ${before} FOR UPDATE SKIP LOCKED
    ), judged AS (
      UPDATE "HoldOutTrial" t SET "repurchase" = CASE WHEN EXISTS (
        SELECT 1 FROM "Order" x
        WHERE x."shopId" = ${shopId} AND x."shopperKey" = t."shopperKey" AND x."placedAt" > t."at"
          AND x."placedAt" <= ${over} AND ${isPurchase}) THEN 'again' ELSE 'not_again' END
      FROM due WHERE t."shopId" = ${shopId} AND t."kind" = due."kind" AND t."shopperKey" = due."shopperKey"
      RETURNING t."kind", t."heldOut", t."repurchase", (t."at" AT TIME ZONE 'UTC' AT TIME ZONE ${timeZone})::date AS "onDate"
    )
    INSERT INTO "HoldOutRollup" ("shopId", "kind", "onDate", "heldOut", "shoppers", "again")
    SELECT ${shopId}, "kind", "onDate", "heldOut", count(*), count(*) FILTER (WHERE "repurchase" = 'again')
    FROM judged GROUP BY 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT ("shopId", "kind", "onDate", "heldOut") DO UPDATE SET
      "shoppers" = "HoldOutRollup"."shoppers" + EXCLUDED."shoppers",
      "again" = "HoldOutRollup"."again" + EXCLUDED."again"`;
}
