// Shopify's own Admin schema, 2026-07: what it refuses is refused here. It also says which scope each field asks for.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";
import { buildClientSchema } from "graphql";

const SCHEMA_FILE = "node_modules/@shopify/dev-mcp/dist/data/admin_2026-07.json.gz";

/** The scopes of which one is enough. */
export type Access = string[];

export interface AdminSchema {
  schema: GraphQLSchema;
  /** Null when the field asks for none. A field asks for what its own entry says, and for what its type says. */
  accessOf(typeName: string, fieldName: string, returnTypeName: string): Access[];
}

interface RawType {
  name: string;
  requiredAccess: string | null;
  fields: Array<{ name: string; requiredAccess: string | null }> | null;
}

let loaded: AdminSchema | null = null;

/** Loads once a process: parsing the 3,500 types takes about half a second. */
export function loadAdminSchema(): AdminSchema {
  loaded ??= readAdminSchema();
  return loaded;
}

function readAdminSchema(): AdminSchema {
  const file = JSON.parse(gunzipSync(readFileSync(findUp(SCHEMA_FILE))).toString("utf8")) as {
    data: IntrospectionQuery;
  };
  const schema = buildClientSchema(file.data, { assumeValid: true });
  const types = new Map<string, Access>();
  const fields = new Map<string, Access>();
  for (const type of file.data.__schema.types as unknown as RawType[]) {
    const access = scopesIn(type.requiredAccess);
    if (access) types.set(type.name, access);
    for (const field of type.fields ?? []) {
      const fieldAccess = scopesIn(field.requiredAccess);
      if (fieldAccess) fields.set(`${type.name}.${field.name}`, fieldAccess);
    }
  }
  return {
    schema,
    accessOf(typeName, fieldName, returnTypeName) {
      const asked = [fields.get(`${typeName}.${fieldName}`), types.get(returnTypeName)];
      return asked.filter((access) => access !== undefined);
    },
  };
}

/**
 * "`read_orders` access scope or `read_marketplace_orders` access scope. Also: …" names the alternatives before "Also";
 * what follows are staff permissions, which an offline token has.
 */
function scopesIn(text: string | null): Access | null {
  if (!text) return null;
  const scopes = [...(text.split("Also:")[0] ?? "").matchAll(/`([a-z_]+)` access scope/g)].map(
    (match) => match[1] ?? "",
  );
  return scopes.length === 0 ? null : scopes;
}

function findUp(file: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, file))) {
    if (dirname(folder) === folder) throw new Error(`${file} is missing: run npm ci`);
    folder = dirname(folder);
  }
  return join(folder, file);
}
