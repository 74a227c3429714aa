import { z } from "zod";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import { startLongTask } from "~/platform/long-tasks.server";
import type { Queue } from "~/platform/queue.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { findShop, recordInstall } from "~/settings/shops.server";

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
  queue: Queue;
}

/** Records shops, each once at a time. */
export interface Installs {
  /** The app has just got a token for the shop. */
  install(shopId: string): Promise<void>;
  /** Waits until the shop is recorded: pages load side by side, and only one of them brings the token. */
  ensure(shopId: string): Promise<void>;
}

export function createInstalls(deps: Deps): Installs {
  const running = new Map<string, Promise<void>>();
  const install = (shopId: string) => {
    const started =
      running.get(shopId) ?? installShop(deps, { shopId }).finally(() => running.delete(shopId));
    running.set(shopId, started);
    return started;
  };
  return {
    install,
    async ensure(shopId) {
      if (running.has(shopId)) return install(shopId);
      const shop = await findShop(deps.db, shopId);
      if (!shop || shop.uninstalledAt) await install(shopId);
    },
  };
}

/** Reads who the shop is and then its last orders, so that setting up starts from what is known. */
async function installShop(
  { db, clock, shopify, queue }: Deps,
  { shopId }: { shopId: string },
): Promise<void> {
  const { shop, shopLocales } = await shopify.request(shopId, shopDocument, {}, answerSchema);
  const { outcome } = await recordInstall(db, {
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
  if (outcome !== "refreshed") await startLongTask({ db, clock, queue }, { shopId, kind: "shop_backfill" });
}
