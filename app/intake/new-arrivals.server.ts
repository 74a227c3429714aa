import { z } from "zod";
import { AdminApiError } from "~/platform/admin-api.server";
import { minuteMs } from "~/platform/durations";
import type { ProductLook } from "~/platform/prisma/client";
import { Prisma } from "~/platform/prisma/client";
import { findShop } from "~/settings/shops.server";
import { planNewArrivals } from "~/touchpoints/plan-new-arrivals.server";
import { gid } from "./order-document";
import { instant } from "./payloads";
import type { RefreshDeps } from "./refresh-order.server";

const productsDocument = `#graphql
  query ChangedProducts($query: String!, $after: String) {
    products(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { id title vendor productType status onlineStoreUrl publishedAt }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const answerSchema = z.object({
  products: z.object({
    nodes: z.array(
      z
        .object({
          ...{ id: gid, title: z.string(), vendor: z.string(), productType: z.string() },
          ...{ status: z.string(), onlineStoreUrl: z.string().nullable(), publishedAt: instant.nullable() },
        })
        .transform(({ status, onlineStoreUrl, publishedAt, ...product }) => ({
          ...product,
          // One that is unlisted has an address too, for those who were given it.
          url: status === "ACTIVE" && publishedAt !== null ? onlineStoreUrl : null,
          publishedAt,
        })),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

type Answer = z.output<typeof answerSchema>;
type ToldProduct = Answer["products"]["nodes"][number];

// Shopify's search index runs behind its writes; looking back a little finds what was late.
const overlapMs = 5 * minuteMs;

/**
 * Asks Shopify which products changed since the last look, and plans for who bought from the same vendor or of the same
 * type before. A shop that tells nobody of what is new is not asked, and begins anew when it does.
 */
export async function lookForNewArrivals(
  deps: Pick<RefreshDeps, "db" | "shopify" | "clock" | "log" | "secrets">,
  { shopId }: { shopId: string },
): Promise<void> {
  const { db } = deps;
  const now = deps.clock.now();
  const shop = await findShop(db, shopId);
  if (!shop?.liveAt || !shop.settings.touchpoints.new_arrivals.enabled) {
    await db.productLook.deleteMany({ where: { shopId } });
    return;
  }
  const look = await db.productLook.upsert({
    where: { shopId },
    create: { shopId, since: now, plannedUntil: now },
    update: {},
  });
  try {
    await learnProducts(deps, look, now);
  } catch (error) {
    if (!(error instanceof AdminApiError) || (error.kind !== "unauthorized" && error.kind !== "refused"))
      throw error;
    deps.log.warn({ shopId, error: error.message }, "Shopify would not tell the shop's products");
    return;
  }
  await planNewArrivals(deps, { shop, newSince: look.plannedUntil, now });
  await db.productLook.updateMany({ where: { shopId }, data: { plannedUntil: now } });
}

async function learnProducts(
  { db, shopify }: Pick<RefreshDeps, "db" | "shopify">,
  look: ProductLook,
  now: Date,
): Promise<void> {
  const { shopId, knownUntil } = look;
  const query = knownUntil
    ? `updated_at:>='${new Date(knownUntil.getTime() - overlapMs).toISOString()}'`
    : "";
  let after: string | null = null;
  do {
    const { products }: Answer = await shopify.request(
      shopId,
      productsDocument,
      { query, after },
      answerSchema,
    );
    if (products.nodes.length > 0) await keep(db, look, products.nodes, now);
    after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
  } while (after !== null);
  await db.productLook.updateMany({ where: { shopId }, data: { knownUntil: now } });
}

/** One that was taken off and comes back is not new again: when it was first seen for sale stays. */
async function keep(
  db: RefreshDeps["db"],
  { shopId, since }: ProductLook,
  products: ToldProduct[],
  now: Date,
): Promise<void> {
  const rows = products.map(({ id, title, vendor, productType, url, publishedAt }) => {
    const shownAt = url === null ? null : publishedAt !== null && publishedAt <= since ? publishedAt : now;
    return Prisma.sql`(${shopId}, ${id}, ${title}, ${vendor}, ${productType}, ${url}, ${shownAt}::timestamp)`;
  });
  await db.$executeRaw`
    INSERT INTO "ShopProduct" ("shopId", "id", "title", "vendor", "productType", "url", "firstShownAt")
    VALUES ${Prisma.join(rows)}
    ON CONFLICT ("shopId", "id") DO UPDATE SET "title" = EXCLUDED."title", "vendor" = EXCLUDED."vendor",
      "productType" = EXCLUDED."productType", "url" = EXCLUDED."url",
      "firstShownAt" = COALESCE("ShopProduct"."firstShownAt", EXCLUDED."firstShownAt")`;
}
