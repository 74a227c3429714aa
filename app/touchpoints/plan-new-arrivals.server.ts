import { randomUUID } from "node:crypto";
import { countsAsBought } from "~/orders/counts-as-bought.server";
import type { Database } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import type { Secrets } from "~/platform/secrets.server";
import type { KnownShop } from "~/settings/shops.server";
import { planOnce } from "./plan-once.server";
import { catalogue } from "./touchpoint-kinds";

/** So many a transaction: none of them is held up by a shop with many buyers. */
const plannedTogether = 200;

interface PlanNewArrivals {
  shop: Pick<KnownShop, "id" | "settings">;
  /** What was first for sale after this instant, and until now. */
  newSince: Date;
  now: Date;
}

/**
 * Plans a digest for every customer with consent who bought from the vendor, or of the type, of something new: at once, or
 * when her last one is old enough. What waits already will tell of it too. Nothing new, and nobody is looked for.
 */
export async function planNewArrivals(
  { db, secrets }: { db: Database; secrets: Pick<Secrets, "shopperKey"> },
  { shop, newSince, now }: PlanNewArrivals,
): Promise<void> {
  const { id: shopId, settings } = shop;
  const everyMs = settings.touchpoints.new_arrivals.everyDays * dayMs;
  const buyers = await listBuyers(db, { shopId, newSince, now });
  for (let from = 0; from < buyers.length; from += plannedTogether) {
    const rows = buyers.slice(from, from + plannedTogether).map(({ id, email, lastStep, lastAt }) => {
      const dueAt = new Date(Math.max(now.getTime(), lastAt === null ? 0 : lastAt.getTime() + everyMs));
      return {
        ...{ id: randomUUID(), shopId, kind: "new_arrivals" as const, class: catalogue.new_arrivals.class },
        ...{ orderId: null, customerId: id, shopperKey: secrets.shopperKey(shopId, email) },
        ...{ subjectId: id, step: lastStep === null ? 0 : lastStep + 1, channel: "email" },
        ...{ plannedAt: now, dueAt, nextAttemptAt: dueAt },
      };
    });
    await db.$transaction((tx) => planOnce(tx, ...rows));
  }
}

interface Buyer {
  id: string;
  email: string;
  /** Of her last digest, whatever became of it; null: there was none. */
  lastStep: number | null;
  lastAt: Date | null;
}

/**
 * From the new products to those of the same vendor or type, to their lines, to who bought them. Each step is lateral, by an
 * index: planned freely, it reads every order and every customer the shop has.
 */
function listBuyers(
  db: Database,
  { shopId, newSince, now }: { shopId: string; newSince: Date; now: Date },
): Promise<Buyer[]> {
  return db.$queryRaw<Buyer[]>`
    WITH fresh AS MATERIALIZED (
      SELECT "vendor", "productType" FROM "ShopProduct"
      WHERE "shopId" = ${shopId} AND "firstShownAt" > ${newSince} AND "firstShownAt" <= ${now} AND "url" IS NOT NULL),
    kin AS MATERIALIZED (
      SELECT "id" FROM "ShopProduct" WHERE "shopId" = ${shopId}
        AND ("vendor" IN (SELECT "vendor" FROM fresh WHERE "vendor" <> '')
          OR "productType" IN (SELECT "productType" FROM fresh WHERE "productType" <> ''))),
    buyers AS MATERIALIZED (
      SELECT DISTINCT bought."customerId" FROM kin
      CROSS JOIN LATERAL (
        SELECT "orderId" FROM "OrderLine" WHERE "shopId" = ${shopId} AND "productId" = kin."id" OFFSET 0) l
      CROSS JOIN LATERAL (
        SELECT o."customerId" FROM "Order" o WHERE o."shopId" = ${shopId} AND o."id" = l."orderId"
          AND o."customerId" IS NOT NULL AND ${countsAsBought} LIMIT 1) bought)
    SELECT c."id", c."email", last."step" AS "lastStep", coalesce(last."dispatchedAt", last."dueAt") AS "lastAt"
    FROM buyers b
    CROSS JOIN LATERAL (
      SELECT "id", "email" FROM "Customer" WHERE "shopId" = ${shopId} AND "id" = b."customerId" AND "email" IS NOT NULL
        AND "emailConsent" = 'subscribed' AND "deletedAt" IS NULL AND "redactedAt" IS NULL LIMIT 1) c
    LEFT JOIN LATERAL (
      SELECT "step", "state", "dueAt", "dispatchedAt" FROM "Touchpoint"
      WHERE "shopId" = ${shopId} AND "kind" = 'new_arrivals' AND "subjectId" = c."id"
      ORDER BY "step" DESC LIMIT 1) last ON TRUE
    WHERE last."state" IS NULL OR last."state" NOT IN ('planned', 'dispatching')
    ORDER BY c."id"`;
}
