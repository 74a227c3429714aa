import type { Database } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";

/** What is open with a shopper, over all her orders, and when the last of what is over ended. */
export interface ShopperTroubles {
  openIncident: boolean;
  openReturn: boolean;
  openFollowUp: boolean;
  troubleEndedAt: Date | null;
}

/** All that turns the trouble switch, as one table; raw, because it is read for many shoppers at once. */
export const troubles = Prisma.sql`(
  SELECT "shopId", "orderId", 'incident' AS "about", "closedAt" AS "endedAt" FROM "Delay"
  UNION ALL
  SELECT "shopId", "orderId", 'return', "closedAt" FROM "Return" WHERE "damage"
  UNION ALL
  SELECT "shopId", "orderId", 'follow_up', "resolvedAt" FROM "FollowUp")`;

/** One row of `ShopperTroubles` for a shop and an array of orders, both as they are called where it is asked. */
export const troublesOf = (shopId: Prisma.Sql, orderIds: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT
    coalesce(bool_or(t."about" = 'incident' AND t."endedAt" IS NULL), false) AS "openIncident",
    coalesce(bool_or(t."about" = 'return' AND t."endedAt" IS NULL), false) AS "openReturn",
    coalesce(bool_or(t."about" = 'follow_up' AND t."endedAt" IS NULL), false) AS "openFollowUp",
    max(t."endedAt") AS "troubleEndedAt"
  FROM ${troubles} t WHERE t."shopId" = ${shopId} AND t."orderId" = ANY(${orderIds})`;

/** The same over some orders of one shopper, as the switch asks for it. */
export async function readTroubles(
  db: Pick<Database, "$queryRaw">,
  { shopId, orderIds }: { shopId: string; orderIds: Prisma.Sql },
): Promise<{ isOpen: boolean; endedAt: Date | null }> {
  const [row] = await db.$queryRaw<ShopperTroubles[]>`${troublesOf(Prisma.sql`${shopId}`, orderIds)}`;
  if (!row) throw new Error("an aggregate gave no row");
  const { openIncident, openReturn, openFollowUp, troubleEndedAt: endedAt } = row;
  return { isOpen: openIncident || openReturn || openFollowUp, endedAt };
}
