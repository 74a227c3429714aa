import { createRequestHandler } from "@remix-run/express";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import express from "express";
import { openPostgres } from "~/platform/database.server";
import { createLogger } from "~/platform/log.server";

// The way the official template leads to: a Remix route, `authenticate.webhook` with its session, one Prisma insert.

const { DATABASE_URL = "", PORT = "", SHOPIFY_API_SECRET = "" } = process.env;

const { db } = openPostgres(DATABASE_URL, createLogger("warn"));
const shopify = shopifyApp({
  apiKey: "bench",
  apiSecretKey: SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.July26,
  appUrl: "https://bench.example",
  distribution: AppDistribution.AppStore,
  sessionStorage: new PrismaSessionStorage(db),
  logger: { level: LogSeverity.Error },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});
await db.session.create({
  data: {
    id: "offline_bench.myshopify.com",
    shop: "bench.myshopify.com",
    state: "",
    accessToken: "token",
    expires: new Date(Date.now() + 86_400_000),
    refreshToken: "refresh",
    refreshTokenExpires: new Date(Date.now() + 86_400_000),
  },
});

async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shop, topic, webhookId, payload } = await shopify.authenticate.webhook(request);
  await db.webhookDelivery.create({
    data: { shopId: shop, topic, webhookId, receivedAt: new Date(), body: JSON.stringify(payload) },
  });
  return new Response();
}

const future = { v3_fetcherPersist: true, v3_singleFetch: true };
const build = {
  entry: { module: { default: () => new Response() } },
  routes: {
    root: { id: "root", path: "", module: {} },
    webhooks: { id: "webhooks", parentId: "root", path: "webhooks", module: { action } },
  },
  assets: { version: "1", url: "", entry: { module: "", imports: [] }, routes: {} },
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  basename: "/",
  mode: "production",
  isSpaMode: false,
  future,
} as unknown as ServerBuild;

const answer = createRequestHandler({ build, mode: "production" });
express()
  .all("*", (request, response, next) => void answer(request, response, next))
  .listen(Number(PORT), "127.0.0.1");
