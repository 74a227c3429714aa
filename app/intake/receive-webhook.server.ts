import { isSignedBody, type ShopifySecrets } from "~/platform/shopify-signature.server";
import type { Inbox } from "./inbox.server";

export interface ReceiveDeps {
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

/** Shopify's longest topic has 60 characters, a domain 253. */
const maxHeaderLength = 255;

/**
 * Verifies a delivery on its raw bytes, stores it with the job that will apply it, and is done: no session,
 * no Shopify call, no parsing before the answer. A delivery that came before is answered the same and has
 * no second effect.
 */
export async function receiveWebhook(
  deps: ReceiveDeps,
  { header, body }: { header(name: string): string | null; body: Buffer },
): Promise<ReceivedWebhook> {
  const missing = requiredHeaders.find((name) => !header(name));
  if (missing) return { outcome: "unsigned", missing };
  // Headers are not signed, and these become keys: nobody fills an index with them.
  const strange = requiredHeaders.find((name) => (header(name) ?? "").length > maxHeaderLength);
  if (strange) return { outcome: "unsigned", missing: strange };
  if (!isSignedBody(deps.env, header("x-shopify-hmac-sha256") ?? "", body)) return { outcome: "forged" };

  const stored = await deps.inbox.store({
    shopId: (header("x-shopify-shop-domain") ?? "").toLowerCase(),
    topic: (header("x-shopify-topic") ?? "").toLowerCase(),
    webhookId: header("x-shopify-webhook-id") ?? "",
    eventId: header("x-shopify-event-id"),
    apiVersion: header("x-shopify-api-version"),
    triggeredAt: instantOf(header("x-shopify-triggered-at")),
    body: storable(body),
  });
  return { outcome: stored };
}

/** Postgres text cannot hold a NUL; a body with one is unreadable either way, but kept. */
function storable(body: Buffer): string {
  const text = body.toString("utf8");
  return body.includes(0) ? text.replaceAll("\0", "\uFFFD") : text;
}

function instantOf(text: string | null): Date | null {
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}
