import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Env } from "./env.server";
import { standInFetch } from "./stand-in.server";

export const apiVersion = ApiVersion.July26;

interface ShopifyOptions {
  env: Env;
  sessionStorage: SessionStorage;
  /** A shop has just got its token: after the install, and after every lost session. */
  onInstalled(shopId: string): Promise<void>;
}

/** Shopify's own library, set up once: token exchange and expiring offline tokens. */
export function createShopify({ env, sessionStorage, onInstalled }: ShopifyOptions) {
  // After the library's import, which sets its own fetch once.
  if (env.STAND_IN_URL !== undefined) setAbstractFetchFunc(standInFetch(env.STAND_IN_URL));
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    apiVersion,
    appUrl: env.APP_URL,
    authPathPrefix: "/auth",
    distribution: AppDistribution.AppStore,
    isEmbeddedApp: true,
    sessionStorage,
    // Its lines are plain text on stdout and one for every checkout call; ours are structured.
    logger: { level: LogSeverity.Error },
    hooks: { afterAuth: ({ session }) => onInstalled(session.shop) },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
}

export type Shopify = ReturnType<typeof createShopify>;
