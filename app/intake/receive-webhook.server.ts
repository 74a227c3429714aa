import { isSignedBody, type ShopifySecrets } from "~/platform/shopify-signature.server";
import type { Inbox } from "./inbox.server";

interface Deps {
  inbox: Inbox;
  env: ShopifySecrets;
}

export type ReceivedWebhook =
  { outcome: "stored" | "duplicate" } | { outcome: "unsigned"; missing: string } | { outcome: "forged" };

const requiredHeaders = [
  "x-shopify-hmac-sha256",
  "x-shopify-topic",
  "x-shopify-shop-domain",
  "x-shopify-webhook-id",
];

/**
 * Verifies a delivery on its raw bytes, stores it with the job that will apply it, and is done: no session,
 * no Shopify call, no parsing before the answer. A delivery that came before is answered the same and has
 * no second effect.
 */
export async function receiveWebhook(
  deps: Deps,
  { headers, body }: { headers: Headers; body: Buffer },
): Promise<ReceivedWebhook> {
  const missing = requiredHeaders.find((name) => !headers.get(name));
  if (missing) return { outcome: "unsigned", missing };
  if (!isSignedBody(deps.env, headers.get("x-shopify-hmac-sha256") ?? "", body)) return { outcome: "forged" };

  const stored = await deps.inbox.store({
    shopId: (headers.get("x-shopify-shop-domain") ?? "").toLowerCase(),
    topic: (headers.get("x-shopify-topic") ?? "").toLowerCase(),
    webhookId: headers.get("x-shopify-webhook-id") ?? "",
    eventId: headers.get("x-shopify-event-id"),
    apiVersion: headers.get("x-shopify-api-version"),
    triggeredAt: instantOf(headers.get("x-shopify-triggered-at")),
    // Postgres text cannot hold a NUL; a body with one is unreadable either way, but kept.
    body: body.toString("utf8").replaceAll("\0", "\uFFFD"),
  });
  return { outcome: stored };
}

function instantOf(text: string | null): Date | null {
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}
