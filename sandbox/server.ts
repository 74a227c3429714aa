// Every address the sandbox answers at: what the app asks of Shopify, and the pages people look at.

import express from "express";
import type { Express } from "express";
import type { AdminApi } from "./admin-api/execute";
import type { Sandbox } from "./sandbox";
import type { AppConfig } from "./app-config";
import { appBridgeRoutes } from "./routes/app-bridge-routes";
import { appProxyRoutes } from "./routes/app-proxy-routes";
import { calendarRoutes } from "./routes/calendar-routes";
import { dnsRoutes } from "./routes/dns-routes";
import { pageRoutes } from "./routes/page-routes";
import { shopifyRoutes } from "./routes/shopify-routes";
import { storeRoutes } from "./routes/store-routes";
import type { StoredText } from "./text-provider";
import { phoneRoutes, textProvider } from "./text-provider";

export interface SandboxServerOptions {
  sandbox: Sandbox;
  adminApi: AdminApi;
  appProxy: AppConfig["appProxy"];
  texts: StoredText[];
  onText: () => void;
}

export function createSandboxServer({
  sandbox,
  adminApi,
  appProxy,
  texts,
  onText,
}: SandboxServerOptions): Express {
  return express()
    .disable("x-powered-by")
    .disable("etag")
    .use(calendarRoutes(sandbox))
    .use(dnsRoutes(sandbox))
    .use(shopifyRoutes(sandbox, adminApi))
    .use(textProvider({ texts, now: () => sandbox.calendar.now(), onText }))
    .use(phoneRoutes({ texts, appUrl: () => sandbox.appUrl, onText }))
    .use(appBridgeRoutes(sandbox))
    .use(appProxyRoutes(sandbox, appProxy))
    .use(storeRoutes(sandbox))
    .use(pageRoutes(sandbox));
}
