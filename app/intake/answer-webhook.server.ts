import type { Metrics } from "~/platform/metrics.server";
import { receiveWebhook, type ReceiveDeps } from "./receive-webhook.server";

// Shopify's largest order payloads stay well under this.
export const maxWebhookBytes = 5_000_000;

interface Delivered {
  method: string;
  header(name: string): string | null;
  /** null: it was longer than it may be. */
  readBody(): Promise<Buffer | null>;
}

/** The one door for all of Shopify's topics: verify, store, answer. Answers the status. */
export async function answerWebhook(
  deps: ReceiveDeps & { metrics: Pick<Metrics, "webhook"> },
  { method, header, readBody }: Delivered,
): Promise<number> {
  const [outcome, status] = await receive();
  deps.metrics.webhook(outcome);
  return status;

  async function receive(): Promise<[outcome: string, status: number]> {
    if (method !== "POST") return ["wrong_method", 405];
    const body = await readBody();
    if (body === null) return ["too_large", 413];
    if (body.byteLength === 0) return ["empty", 400];
    const { outcome } = await receiveWebhook(deps, { header, body });
    return [outcome, statusOf[outcome]];
  }
}

const statusOf = { stored: 200, duplicate: 200, unsigned: 400, forged: 401 } as const;
