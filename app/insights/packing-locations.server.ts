import type { Database } from "~/platform/database.server";

/** What the shop calls its locations, by Shopify's id; those never asked about are missing. */
export async function readLocationNames(db: Database, shopId: string): Promise<Map<string, string>> {
  const rows = await db.packingLocation.findMany({ where: { shopId } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
