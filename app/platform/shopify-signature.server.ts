import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { equalInConstantTime } from "./secrets.server";

// Shopify's library could check these, but it loads the shop's session on the way and refreshes its token outside
// our lock: two refreshes at once lock the shop out.

export interface ShopifySecrets {
  SHOPIFY_API_SECRET: string;
  /** Accepted while Shopify rotates. */
  SHOPIFY_API_SECRET_OLD?: string | undefined;
}

/** A body Shopify sent (webhook, Flow), by its X-Shopify-Hmac-Sha256: today's secret, or the one before it. */
export function isSignedBody(secrets: ShopifySecrets, signature: string, body: Buffer): boolean {
  return secretsOf(secrets).some((secret) =>
    equalInConstantTime(signature, createHmac("sha256", secret).update(body).digest("base64")),
  );
}

// Shopify's own library allows as much: clocks differ, and a request that is older was kept by somebody.
const proxyToleranceSeconds = 90;

// Given twice, one value could be signed and the other one read.
const singleParams = ["shop", "signature", "timestamp"];

export type ProxyRequest = { outcome: "signed"; shopId: string } | { outcome: "refused" };

/**
 * A request the storefront handed on: hex HMAC over the parameters, sorted by name, values given twice joined by a
 * comma. `nowMs` is the machine's own time, which Shopify signs with.
 */
export function readProxyRequest(
  secrets: ShopifySecrets,
  query: URLSearchParams,
  nowMs: number,
): ProxyRequest {
  const values = new Map<string, string[]>();
  for (const [name, value] of query) values.set(name, [...(values.get(name) ?? []), value]);
  if (singleParams.some((name) => values.get(name)?.length !== 1)) return { outcome: "refused" };
  const single = (name: string) => query.get(name) ?? "";
  const [signature, timestamp, shopId] = [single("signature"), single("timestamp"), single("shop")];
  const signed = [...values]
    .filter(([name]) => name !== "signature")
    .map(([name, given]) => `${name}=${given.join(",")}`)
    .sort()
    .join("");
  const isOurs = secretsOf(secrets).some((secret) =>
    equalInConstantTime(signature, createHmac("sha256", secret).update(signed).digest("hex")),
  );
  const ageSeconds = Math.abs(nowMs / 1000 - Number(timestamp));
  if (!isOurs || !/^\d+$/.test(timestamp) || ageSeconds > proxyToleranceSeconds)
    return { outcome: "refused" };
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shopId)
    ? { outcome: "signed", shopId }
    : { outcome: "refused" };
}

/** Making a key of its text costs more than checking a body with it. */
const keys = new Map<string, KeyObject>();

function keyOf(secret: string): KeyObject {
  const key = keys.get(secret) ?? createSecretKey(secret, "utf8");
  keys.set(secret, key);
  return key;
}

function secretsOf({ SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_OLD }: ShopifySecrets): KeyObject[] {
  return [SHOPIFY_API_SECRET, SHOPIFY_API_SECRET_OLD].filter((secret) => secret !== undefined).map(keyOf);
}
