import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import {
  buildClientSchema,
  getNamedType,
  type GraphQLSchema,
  type IntrospectionQuery,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** What Shopify adds to the introspection: which scopes a type or a field asks for, in words. */
interface Guarded {
  name: string;
  requiredAccess?: string | null;
  fields?: Guarded[] | null;
}

const file = "node_modules/@shopify/dev-mcp/dist/data/admin_2026-07.json.gz";

/** Shopify's own Admin API of 2026-07. */
export interface AdminSchema {
  schema: GraphQLSchema;
  /** The scopes a document needs; of each inner list any one will do. */
  scopesNeeded(document: string): string[][];
}

export function readAdminSchema(): AdminSchema {
  const parsed = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as
    IntrospectionQuery | { data: IntrospectionQuery };
  const introspection = "data" in parsed ? parsed.data : parsed;
  const schema = buildClientSchema(introspection);
  const access = accessOf(introspection.__schema.types as unknown as Guarded[]);

  return {
    schema,
    scopesNeeded(document) {
      const needed = new Map<string, string[]>();
      const types = new TypeInfo(schema);
      const note = (name: string) => {
        const scopes = access.get(name);
        if (scopes) needed.set(scopes.join(), scopes);
      };
      visit(
        parse(document),
        visitWithTypeInfo(types, {
          Field() {
            const parent = types.getParentType();
            const field = types.getFieldDef();
            if (parent && field) note(`${parent.name}.${field.name}`);
            const type = getNamedType(types.getType());
            if (type) note(type.name);
          },
        }),
      );
      return [...needed.values()];
    },
  };
}

function accessOf(types: Guarded[]): Map<string, string[]> {
  const named = types.flatMap((type) => [
    { name: type.name, words: type.requiredAccess },
    ...(type.fields ?? []).map((field) => ({
      name: `${type.name}.${field.name}`,
      words: field.requiredAccess,
    })),
  ]);
  return new Map(
    named
      .map(({ name, words }) => [name, words?.match(/\b(?:read|write)_[a-z_]+/g) ?? []] as const)
      .filter(([, scopes]) => scopes.length > 0)
      .map(([name, scopes]) => [name, [...scopes]]),
  );
}
