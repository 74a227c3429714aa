import { z } from "zod";
import { AdminApiError } from "~/platform/admin-api.server";
import { Prisma } from "~/platform/prisma/client";
import { gid } from "./order-document";
import type { RefreshDeps } from "./refresh-order.server";

/** More than any plan of Shopify's but the largest has; what is not named here is shown by its number. */
const locationsDocument = `#graphql
  query Locations {
    locations(first: 200, includeInactive: true) { nodes { id name } }
  }`;

const answerSchema = z.object({
  locations: z.object({ nodes: z.array(z.object({ id: gid, name: z.string() })) }),
});

/** Learns what the shop calls its locations: a parcel says only the number of the one that packed it. */
export async function learnLocations(
  { db, shopify, log }: Pick<RefreshDeps, "db" | "shopify" | "log">,
  { shopId }: { shopId: string },
): Promise<void> {
  try {
    const { locations } = await shopify.request(shopId, locationsDocument, {}, answerSchema);
    if (locations.nodes.length === 0) return;
    const rows = locations.nodes.map(({ id, name }) => Prisma.sql`(${shopId}, ${id}, ${name})`);
    await db.$executeRaw`
      INSERT INTO "PackingLocation" ("shopId", "id", "name") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("shopId", "id") DO UPDATE SET "name" = EXCLUDED."name"
      WHERE "PackingLocation"."name" <> EXCLUDED."name"`;
  } catch (error) {
    if (!(error instanceof AdminApiError) || (error.kind !== "unauthorized" && error.kind !== "refused"))
      throw error;
    log.warn({ shopId, error: error.message }, "Shopify would not name the shop's locations");
  }
}
