import { countsAsBought } from "~/orders/counts-as-bought.server";
import { holdsAnyOf } from "~/orders/ordered-product";
import type { Arrival } from "~/messages/message-values";
import type { Transaction } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import { readProductList } from "~/settings/product-list";
import type { ShopSettings } from "~/settings/shop-settings";

/** More than this is a catalogue and not a digest. */
const shownArrivals = 6;

/** So many are read, as some may be on the blocklist. */
const readArrivals = 60;

/** What is older nobody calls new; longer than a digest may wait for its month and its cap. */
const newForDays = 60;

interface AskArrivals {
  shopId: string;
  customerId: string | null;
  shopperKey: string | null;
  settings: Pick<ShopSettings, "blocklist">;
  now: Date;
}

/**
 * What is new from a vendor, or of a type, she bought of before: nothing she has, nothing an earlier digest told of, nothing
 * off sale again. The newest first, six at most.
 */
export async function listArrivalsFor(
  db: Pick<Transaction, "$queryRaw">,
  { shopId, customerId, shopperKey, settings, now }: AskArrivals,
): Promise<Arrival[]> {
  const oldest = new Date(now.getTime() - newForDays * dayMs);
  const found = await db.$queryRaw<Array<Arrival & { id: string }>>`
    WITH hers AS MATERIALIZED (
      SELECT DISTINCT l."productId" AS "id" FROM "Order" o
      JOIN "OrderLine" l ON l."shopId" = ${shopId} AND l."orderId" = o."id"
      WHERE o."shopId" = ${shopId} AND (o."customerId" = ${customerId} OR o."shopperKey" = ${shopperKey})
        AND l."productId" IS NOT NULL AND ${countsAsBought}),
    liked AS MATERIALIZED (
      SELECT p."vendor", p."productType" FROM hers JOIN "ShopProduct" p ON p."shopId" = ${shopId} AND p."id" = hers."id")
    SELECT p."id", p."title", p."url" FROM "ShopProduct" p
    WHERE p."shopId" = ${shopId} AND p."url" IS NOT NULL AND p."firstShownAt" <= ${now}
      AND p."firstShownAt" > greatest(${oldest},
        (SELECT "since" FROM "ProductLook" WHERE "shopId" = ${shopId}),
        (SELECT max("dispatchedAt") FROM "Touchpoint"
          WHERE "shopId" = ${shopId} AND "kind" = 'new_arrivals' AND "subjectId" = ${customerId}))
      AND (p."vendor" IN (SELECT "vendor" FROM liked WHERE "vendor" <> '')
        OR p."productType" IN (SELECT "productType" FROM liked WHERE "productType" <> ''))
      AND NOT EXISTS (SELECT 1 FROM hers WHERE hers."id" = p."id")
    ORDER BY p."firstShownAt" DESC, p."id" DESC LIMIT ${readArrivals}`;
  const blocked = readProductList(settings.blocklist.products);
  return found
    .filter(({ id, title }) => !holdsAnyOf(blocked, [{ productId: id, title, sku: null }]))
    .slice(0, shownArrivals)
    .map(({ title, url }) => ({ title, url }));
}
