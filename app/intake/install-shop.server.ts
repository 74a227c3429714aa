import { z } from "zod";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { recordInstall } from "~/settings/shops.server";

export const shopDocument = `#graphql
  query ShopProfile {
    shop {
      name
      contactEmail
      ianaTimezone
      currencyCode
      billingAddress { countryCodeV2 }
    }
    shopLocales { locale primary }
  }`;

const answerSchema = z.object({
  shop: z.object({
    name: z.string(),
    contactEmail: z.string(),
    ianaTimezone: z.string(),
    currencyCode: z.string(),
    billingAddress: z.object({ countryCodeV2: z.string().nullable() }),
  }),
  shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })),
});

interface Deps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
}

/** The app has just got a token for the shop: reads who it is, so that setting up starts from what is known. */
export async function installShop({ db, clock, shopify }: Deps, { shopId }: { shopId: string }): Promise<void> {
  const { shop, shopLocales } = await shopify.request(shopId, shopDocument, {}, answerSchema);
  await recordInstall(db, {
    shopId,
    at: clock.now(),
    profile: {
      name: shop.name,
      email: shop.contactEmail || null,
      timeZone: shop.ianaTimezone,
      currency: shop.currencyCode,
      countryCode: shop.billingAddress.countryCodeV2 ?? "IT",
      locale: shopLocales.find(({ primary }) => primary)?.locale ?? "en",
    },
  });
}
