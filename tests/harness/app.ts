import { createHmac, randomUUID } from "node:crypto";

import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { beforeAll, beforeEach } from "vitest";

import { type Deps, provideDeps } from "~/deps.server";
import { dayMs, hourMs } from "~/platform/durations";
import { type Env, readEnv } from "~/platform/env.server";
import { sealSessions } from "~/platform/sealed-session-storage.server";
import { createInbox } from "~/intake/inbox.server";
import { createInstalls } from "~/intake/install-shop.server";
import { createMetrics } from "~/platform/metrics.server";
import { createShopify } from "~/platform/shopify-library.server";

import { type TestDeps, useTestDatabase } from "./database";
import { shopId } from "./records";

/** The app's own credentials in tests. */
const credentials = { apiKey: "lastmile-test-key", apiSecret: "lastmile-test-secret-0123456789" };

const appUrl = "https://lastmile.test";
/** Shopify's library turns away what does not look like a browser. */
const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

export interface TestApp {
  db: TestDeps["db"];
  deps: TestDeps;
  env: Env;
}

/**
 * Everything a door needs: call it at the top of a file, then hand signed Requests to the real `loader` and
 * `action`. Shops have a working token, so that nobody is sent to Shopify first.
 */
export function useTestApp(): TestApp {
  const { db, deps } = useTestDatabase();
  const env = readEnv({
    NODE_ENV: "test",
    SHOPIFY_API_KEY: credentials.apiKey,
    SHOPIFY_API_SECRET: credentials.apiSecret,
    APP_URL: appUrl,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "hello@lastmile.test",
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "twilio-test-token",
    TWILIO_FROM: "+390550000000",
    LOG_LEVEL: "silent",
  });

  beforeAll(() => {
    const sessionStorage = sealSessions(new PrismaSessionStorage(db), deps.secrets);
    const shopifyApp = createShopify({ env, sessionStorage, onInstalled: () => Promise.resolve() });
    const installs = createInstalls(deps);
    const inbox = createInbox(deps);
    const metrics = createMetrics(db);
    const bundle: Deps = { ...deps, env, metrics, shopifyApp, installs, inbox, texts: null, calendar: null };
    provideDeps(bundle);
  });
  beforeEach(async () => {
    const inAnHour = new Date(Date.now() + hourMs);
    await db.session.create({
      data: {
        id: `offline_${shopId}`,
        shop: shopId,
        state: "",
        isOnline: false,
        scope: "read_orders",
        accessToken: deps.secrets.seal("access-token"),
        expires: inAnHour,
        refreshToken: deps.secrets.seal("refresh-token"),
        refreshTokenExpires: new Date(Date.now() + 90 * dayMs),
      },
    });
  });

  return { db, deps, env };
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A session token as App Bridge and the thank-you page get it from Shopify; `secret` forges one. */
export function aSessionToken({
  shop = shopId,
  secret = credentials.apiSecret,
  ageSeconds = 0,
} = {}): string {
  return sessionTokenOf({ shop, secret, sub: "1", ageSeconds });
}

interface TokenClaims {
  shop: string;
  secret: string;
  /** A member of the staff, a customer, or nobody. */
  sub: string | undefined;
  /** It is good for a minute. */
  ageSeconds?: number;
}

function sessionTokenOf({ shop, secret, sub, ageSeconds = 0 }: TokenClaims): string {
  // Shopify's library checks the token against the machine's own clock.
  const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
  const unsigned = [
    encode({ alg: "HS256", typ: "JWT" }),
    encode({
      iss: `https://${shop}/admin`,
      dest: `https://${shop}`,
      aud: credentials.apiKey,
      ...(sub === undefined ? {} : { sub }),
      exp: seconds + 60,
      nbf: seconds - 5,
      iat: seconds - 5,
      jti: randomUUID(),
      sid: randomUUID(),
    }),
  ].join(".");
  return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`;
}

/** A request from inside the admin, as App Bridge's fetch sends it. */
export function anAdminRequest(path: string, init: RequestInit & { shop?: string } = {}): Request {
  const { shop, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set("Authorization", `Bearer ${aSessionToken(shop === undefined ? {} : { shop })}`);
  headers.set("User-Agent", browser);
  return new Request(`${appUrl}${path}`, { ...rest, headers });
}

/** What the order status page's extension gets: a shopper's, where `customerId` says whose. */
export function anOrderPageToken({
  shop = shopId,
  secret = credentials.apiSecret,
  customerId,
}: {
  shop?: string;
  secret?: string;
  customerId?: string | undefined;
}): string {
  const sub = customerId === undefined ? undefined : `gid://shopify/Customer/${customerId}`;
  return sessionTokenOf({ shop, secret, sub });
}

/** A request from the shopper's order status page; she is logged in where `customerId` says as whom. */
export function anOrderPageRequest(
  path: string,
  init: RequestInit & { shop?: string; customerId?: string; secret?: string } = {},
): Request {
  const { shop = shopId, customerId, secret = credentials.apiSecret, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set("Origin", "https://extensions.shopifycdn.com");
  headers.set("User-Agent", browser);
  headers.set("Authorization", `Bearer ${anOrderPageToken({ shop, secret, customerId })}`);
  return new Request(`${appUrl}${path}`, { ...rest, headers });
}

/**
 * A request the storefront hands on, signed with the app's secret and real time. `query` is what the shopper's own
 * address carries; `tamper` changes the signed parameters on the way.
 */
export function aProxyRequest(
  path: string,
  options: {
    query?: Array<[string, string]>;
    shop?: string;
    secret?: string;
    ageSeconds?: number;
    tamper?: (params: Array<[string, string]>) => Array<[string, string]>;
    form?: Record<string, string>;
    headers?: Record<string, string>;
  } = {},
): Request {
  const { query = [], shop = shopId, secret = credentials.apiSecret, ageSeconds = 0 } = options;
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const params: Array<[string, string]> = [
    ...query,
    ["shop", shop],
    ["logged_in_customer_id", ""],
    ["path_prefix", "/apps/lastmile"],
    ["timestamp", timestamp],
  ];
  const valuesOf = (name: string) => params.filter(([one]) => one === name).map(([, value]) => value);
  const text = [...new Set(params.map(([name]) => name))]
    .map((name) => `${name}=${valuesOf(name).join(",")}`)
    .sort()
    .join("");
  const signed: Array<[string, string]> = [
    ...params,
    ["signature", createHmac("sha256", secret).update(text).digest("hex")],
  ];
  const search = new URLSearchParams(options.tamper?.(signed) ?? signed);
  return new Request(`${appUrl}${path}?${search}`, {
    headers: options.headers ?? {},
    ...(options.form ? { method: "POST", body: new URLSearchParams(options.form) } : {}),
  });
}

/** A webhook as Shopify sends it; `secret` signs it with another key. */
export function aWebhookRequest(
  topic: string,
  body: unknown,
  options: { secret?: string; webhookId?: string; shop?: string } = {},
): Request {
  const { secret = credentials.apiSecret, webhookId = randomUUID(), shop = shopId } = options;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Request(`${appUrl}/webhooks`, {
    method: "POST",
    body: text,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": shop,
      "X-Shopify-Webhook-Id": webhookId,
      "X-Shopify-Event-Id": randomUUID(),
      "X-Shopify-Api-Version": "2026-07",
      "X-Shopify-Triggered-At": new Date().toISOString(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(text).digest("base64"),
    },
  });
}
