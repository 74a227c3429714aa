// What the app told Shopify in its shopify.app.toml: which webhooks it wants, which fields of them, which scopes, and
// which of the storefront's addresses it answers.

export interface AppConfig {
  scopes: string[];
  /** Topic to the wanted top-level and nested fields; null wants the whole body. */
  subscriptions: Map<string, string[] | null>;
  /** The storefront's "/apps/lastmile" is handed on to the app's "/proxy". */
  appProxy: { storefrontPath: string; appPath: string } | null;
}

/**
 * Reads the few keys the sandbox needs. Shopify's own CLI checks the whole file; this understands its plain subset:
 * tables, strings and (multi-line) arrays of strings.
 */
export function readAppConfig(toml: string): AppConfig {
  const config: AppConfig = { scopes: [], subscriptions: new Map(), appProxy: null };
  for (const { name, keys } of tablesOf(toml)) {
    if (name === "access_scopes")
      config.scopes = (keys.get("scopes")?.[0] ?? "")
        .split(",")
        .map((s) => s.trim())
        .filter(Boolean);
    if (name === "app_proxy") config.appProxy = appProxyOf(keys);
    if (name !== "webhooks.subscriptions") continue;
    const fields = keys.get("include_fields") ?? null;
    for (const topic of [...(keys.get("topics") ?? []), ...(keys.get("compliance_topics") ?? [])]) {
      config.subscriptions.set(topic, fields);
    }
  }
  return config;
}

function appProxyOf(keys: Map<string, string[]>): AppConfig["appProxy"] {
  const [prefix, subpath, url] = ["prefix", "subpath", "url"].map((key) => keys.get(key)?.[0] ?? "");
  return { storefrontPath: `/${prefix}/${subpath}`, appPath: new URL(url ?? "").pathname };
}

interface TomlTable {
  name: string;
  keys: Map<string, string[]>;
}

function tablesOf(toml: string): TomlTable[] {
  const tables: TomlTable[] = [];
  let current: TomlTable = { name: "", keys: new Map() };
  const lines = toml.split("\n").map(withoutComment);
  for (let index = 0; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").trim();
    const table = /^\[{1,2}\s*([\w.]+)\s*\]{1,2}$/.exec(line);
    if (table?.[1]) {
      current = { name: table[1], keys: new Map() };
      tables.push(current);
      continue;
    }
    const assignment = /^([\w-]+)\s*=\s*(.*)$/.exec(line);
    if (!assignment?.[1]) continue;
    let value = assignment[2] ?? "";
    while (value.startsWith("[") && !value.trimEnd().endsWith("]") && index + 1 < lines.length) {
      index += 1;
      value += ` ${lines[index] ?? ""}`;
    }
    current.keys.set(
      assignment[1],
      [...value.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? ""),
    );
  }
  return tables;
}

function withoutComment(line: string): string {
  const mark = /^(?:[^"#]|"[^"]*")*/.exec(line);
  return mark ? mark[0] : line;
}

/** Keeps only the wanted fields of a webhook body, as Shopify does with include_fields ("line_items.id" reaches into lists). */
export function pickFields(body: unknown, fields: string[]): unknown {
  if (Array.isArray(body)) return body.map((item) => pickFields(item, fields));
  if (typeof body !== "object" || body === null) return body;
  const picked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (fields.includes(name)) {
      picked[name] = value;
      continue;
    }
    const deeper = fields
      .filter((path) => path.startsWith(`${name}.`))
      .map((path) => path.slice(name.length + 1));
    if (deeper.length > 0) picked[name] = pickFields(value, deeper);
  }
  return picked;
}
