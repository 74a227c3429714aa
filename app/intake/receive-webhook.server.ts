import { createHmac } from "node:crypto";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Queue } from "~/platform/queue.server";
import { equalInConstantTime } from "~/platform/secrets.server";

interface Deps {
  db: Database;
  queue: Queue;
  clock: Clock;
  env: { SHOPIFY_API_SECRET: string; SHOPIFY_API_SECRET_OLD?: string | undefined };
}

export type ReceivedWebhook =
  | { outcome: "stored" | "duplicate" }
  | { outcome: "unsigned"; missing: string }
  | { outcome: "forged" };

const requiredHeaders = ["x-shopify-hmac-sha256", "x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"];

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
  if (!isSigned(deps.env, headers.get("x-shopify-hmac-sha256") ?? "", body)) return { outcome: "forged" };

  const shopId = (headers.get("x-shopify-shop-domain") ?? "").toLowerCase();
  return deps.db.$transaction(async (tx) => {
    const [row] = await tx.webhookDelivery.createManyAndReturn({
      data: [
        {
          shopId,
          topic: (headers.get("x-shopify-topic") ?? "").toLowerCase(),
          webhookId: headers.get("x-shopify-webhook-id") ?? "",
          eventId: headers.get("x-shopify-event-id"),
          apiVersion: headers.get("x-shopify-api-version"),
          triggeredAt: instantOf(headers.get("x-shopify-triggered-at")),
          receivedAt: deps.clock.now(),
          // Postgres text cannot hold a NUL; a body with one is unreadable either way, but kept.
          body: body.toString("utf8").replaceAll("\0", "\uFFFD"),
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!row) return { outcome: "duplicate" };
    await deps.queue.send(tx, "webhook.apply", { shopId, deliveryId: row.id.toString() });
    return { outcome: "stored" };
  });
}

/** Signed with today's secret, or with the one before it while Shopify rotates. */
function isSigned(env: Deps["env"], signature: string, body: Buffer): boolean {
  return [env.SHOPIFY_API_SECRET, env.SHOPIFY_API_SECRET_OLD]
    .filter((secret) => secret !== undefined)
    .some((secret) => equalInConstantTime(signature, createHmac("sha256", secret).update(body).digest("base64")));
}

function instantOf(text: string | null): Date | null {
  const at = text === null ? NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}
