// Which Flow triggers the app has, and what their payloads may hold: read from its extensions, as Shopify does.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const extensions = join(import.meta.dirname, "../../extensions");

/** Handle to the payload's keys. */
function readFlowTriggers(): Map<string, Set<string>> {
  const tomls = readdirSync(extensions)
    .map((name) => join(extensions, name, "shopify.extension.toml"))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .filter((toml) => toml.includes('type = "flow_trigger"'));
  return new Map(
    tomls.map((toml) => [/^handle = "([^"]+)"/m.exec(toml)?.[1] ?? "", new Set(keysOf(toml))] as const),
  );
}

/** A reference is sent as the object's numeric id: order_reference as order_id. */
function keysOf(toml: string): string[] {
  const references = [...toml.matchAll(/type = "(\w+)_reference"/g)].map(
    ([, object]) => `${object ?? ""}_id`,
  );
  return [...references, ...[...toml.matchAll(/^key = "([^"]+)"/gm)].map(([, key]) => key ?? "")];
}

let known: Map<string, Set<string>> | null = null;

/** What Shopify would refuse of it; null when it would not. */
export function flowTriggerProblem(handle: string, payload: unknown): string | null {
  known ??= readFlowTriggers();
  const keys = known.get(handle);
  if (!keys) return `Invalid handle '${handle}'.`;
  if (typeof payload !== "object" || payload === null) return "Payload must be an object.";
  const unknown = Object.keys(payload).find((key) => !keys.has(key));
  if (unknown !== undefined) return `Properties '${unknown}' are not defined for this trigger.`;
  return JSON.stringify(payload).length > 50_000 ? "Payload is too large." : null;
}
