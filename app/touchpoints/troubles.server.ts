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

/**
 * All the orders we know as one shopper's, as a table: her customer's, and those of every address she ordered with, with
 * an account or without. Two halves, because with OR every order of the shop would be read.
 */
export const ordersOfShopper = ({ shopId, customerId, shopperKey }: Record<Who, Prisma.Sql>): Prisma.Sql =>
  Prisma.sql`(
  SELECT o."id" FROM "Order" o WHERE o."shopId" = ${shopId} AND o."customerId" = ${customerId}
  UNION
  SELECT o."id" FROM "Order" o WHERE o."shopId" = ${shopId} AND o."shopperKey" = ANY(ARRAY(
    SELECT ${shopperKey} UNION ALL
    SELECT c."shopperKey" FROM "Order" c WHERE c."shopId" = ${shopId} AND c."customerId" = ${customerId})))`;

type Who = "shopId" | "customerId" | "shopperKey";

/** The same over all orders of one shopper, as the switch asks for it. */
export async function readTroubles(
  db: Pick<Database, "$queryRaw">,
  { shopId, customerId, shopperKey }: { shopId: string } & Record<"customerId" | "shopperKey", string | null>,
): Promise<{ isOpen: boolean; endedAt: Date | null }> {
  const hers = ordersOfShopper({
    shopId: Prisma.sql`${shopId}`,
    customerId: Prisma.sql`${customerId}::text`,
    shopperKey: Prisma.sql`${shopperKey}::text`,
  });
  const orderIds = Prisma.sql`ARRAY(SELECT "id" FROM ${hers} AS hers)`;
  const [row] = await db.$queryRaw<ShopperTroubles[]>`${troublesOf(Prisma.sql`${shopId}`, orderIds)}`;
  if (!row) throw new Error("an aggregate gave no row");
  const { openIncident, openReturn, openFollowUp, troubleEndedAt: endedAt } = row;
  return { isOpen: openIncident || openReturn || openFollowUp, endedAt };
}
