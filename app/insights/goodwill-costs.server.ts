import type { Database } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import type { Period } from "./insights-period";
import { fallsOn } from "./period-condition.server";

/** What making good came to over some days, by gift and currency. */
export interface GoodwillCosts {
  gives: string;
  currency: string;
  orders: number;
  /** "12.50": what it counts for in the caps; a code that is never used costs less. */
  worth: string;
}

/** The dearest first; empty where nothing was given. Reads what was approved by its index. */
export async function readGoodwillCosts(
  db: Database,
  { shopId, timeZone, ...period }: Period & { shopId: string; timeZone: string },
): Promise<GoodwillCosts[]> {
  return db.$queryRaw<GoodwillCosts[]>`
    SELECT "gives", "currency", count(*)::int AS "orders", round(sum("worth"), 2)::text AS "worth"
    FROM "Goodwill"
    WHERE "shopId" = ${shopId} AND "state" = 'given' AND ${fallsOn(Prisma.sql`"approvedAt"`, period, timeZone)}
    GROUP BY "gives", "currency" ORDER BY sum("worth") DESC, "gives"`;
}
