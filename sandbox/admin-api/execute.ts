// One Admin GraphQL request, from text to answer: parsed, validated and executed against Shopify's schema, priced,
// throttled, and refused field by field where the app lacks the scope.

import type { DocumentNode, GraphQLFieldResolver, GraphQLResolveInfo } from "graphql";
import {
  execute,
  getNamedType,
  getOperationAST,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  validate,
} from "graphql";
import type { World } from "../world";
import { createBulkOperations } from "./bulk-operations";
import type { CostBucket } from "./cost";
import { actualCost, MAX_QUERY_COST, requestedCost } from "./cost";
import { parseGid } from "./gid";
import { mutationRoot } from "./mutations";
import { createNodeMaker } from "./nodes";
import { productQueries } from "./product-node";
import { queryRoot } from "./queries";
import type { Access, AdminSchema } from "./schema";

export interface AdminRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
}

export interface AdminApiOptions {
  schema: AdminSchema;
  world: World;
  now: () => Date;
  bucket: CostBucket;
  /** Where the files of bulk operations are fetched. */
  filesUrl?: () => string;
  /** How long they run; done at once where it is not said. */
  bulkTakesMs?: number;
}

export interface AdminApi {
  (request: AdminRequest): Promise<Record<string, unknown>>;
  /** The file of a bulk operation; null where there is none. */
  bulkFile(number: string): string | null;
}

type Read = { document: DocumentNode } | { errors: readonly GraphQLError[] };

export function createAdminApi(options: AdminApiOptions): AdminApi {
  const { schema, world, bucket } = options;
  // Apps send the same few operations again and again.
  const known = new Map<string, Read>();
  const make = createNodeMaker(world);
  const context = (): Context => ({ scopes: new Set(impliedScopes(world.installation.scopes)) });
  const plainQuery = { ...queryRoot(make), ...productQueries(world, options.now) };
  const bulk = createBulkOperations({
    schema: schema.schema,
    filesUrl: options.filesUrl ?? (() => ""),
    now: options.now,
    takesMs: options.bulkTakesMs ?? 0,
    execute: async (document) => {
      const { data, errors } = await execute({
        schema: schema.schema,
        document,
        rootValue: plainQuery,
        contextValue: context(),
        fieldResolver: fieldResolver(schema),
      });
      if (errors) throw new GraphQLError(errors.map(({ message }) => message).join(" "));
      return data ?? {};
    },
  });
  const roots = {
    query: { ...plainQuery, ...bulk.query },
    mutation: { ...mutationRoot(make, options.now), ...bulk.mutation },
  };

  const answer = async ({ query, variables, operationName }: AdminRequest) => {
    const read = known.get(query) ?? readDocument(schema, query);
    if (known.size < 500) known.set(query, read);
    if ("errors" in read) return { errors: read.errors.map((error) => error.toJSON()) };
    const operation = getOperationAST(read.document, operationName);
    if (!operation)
      return { errors: [{ message: "No operation named so, or more than one without a name" }] };

    const input = { schema: schema.schema, document: read.document, operation, variables };
    const requested = requestedCost(input);
    if (requested > MAX_QUERY_COST) return tooExpensive(requested);
    if (!bucket.take(requested)) return throttled(requested, bucket);

    const result = await execute({
      schema: schema.schema,
      document: read.document,
      rootValue: operation.operation === "mutation" ? roots.mutation : roots.query,
      variableValues: variables,
      operationName,
      contextValue: context(),
      fieldResolver: fieldResolver(schema),
    });
    const actual = result.data ? actualCost(input, result.data) : 0;
    bucket.giveBack(Math.max(0, requested - actual));
    return {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
      extensions: {
        cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
      },
    };
  };
  return Object.assign(answer, { bulkFile: (number: string) => bulk.file(number) });
}

function readDocument(schema: AdminSchema, query: string): Read {
  try {
    const document = parse(query);
    const errors = validate(schema.schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function tooExpensive(cost: number): Record<string, unknown> {
  return {
    errors: [
      {
        message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
        extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: MAX_QUERY_COST },
      },
    ],
  };
}

/** Shopify throttles with HTTP 200 and an error code. */
function throttled(requested: number, bucket: CostBucket): Record<string, unknown> {
  return {
    errors: [
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ],
    extensions: {
      cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: bucket.status() },
    },
  };
}

/** The arguments that name what is read or touched. */
interface FieldArguments {
  id?: unknown;
  ids?: unknown[];
  metafields?: Array<{ ownerId?: unknown }>;
}

interface Context {
  scopes: Set<string>;
}

/** Writing includes reading. */
export function impliedScopes(scopes: string[]): string[] {
  return scopes.flatMap((scope) =>
    scope.startsWith("write_") ? [scope, scope.replace("write_", "read_")] : [scope],
  );
}

function fieldResolver(schema: AdminSchema): GraphQLFieldResolver<unknown, Context, FieldArguments> {
  return (source, args, context, info) => {
    for (const access of accessAsked(schema, info, args)) requireOne(access, { context, info });
    const value: unknown =
      typeof source === "object" && source !== null ? Reflect.get(source, info.fieldName) : undefined;
    if (typeof value === "function") return (value as (args: unknown) => unknown)(args);
    return value === undefined ? absent(info) : value;
  };
}

function accessAsked(schema: AdminSchema, info: GraphQLResolveInfo, args: FieldArguments): Access[] {
  const named = getNamedType(info.returnType);
  const listed = schema.accessOf(info.parentType.name, info.fieldName, named.name.replace(/Connection$/, ""));
  // These two say only in prose that they ask for the write scope of what they touch.
  if (info.fieldName === "metafieldsSet")
    return (args.metafields ?? []).flatMap(({ ownerId }) => writeScopeFor(ownerId));
  if (info.fieldName === "tagsAdd" || info.fieldName === "tagsRemove") return writeScopeFor(args.id);
  // What they find says what it takes to read it.
  if (info.fieldName === "nodes")
    return (args.ids ?? []).flatMap((id) => schema.accessOf("", "", parseGid(id)?.type ?? ""));
  return listed;
}

function writeScopeFor(id: unknown): Access[] {
  const type = parseGid(id)?.type;
  if (type === "Order") return [["write_orders"]];
  return type === "Customer" ? [["write_customers"]] : [];
}

function requireOne(access: Access, { context, info }: { context: Context; info: GraphQLResolveInfo }): void {
  if (access.some((scope) => context.scopes.has(scope))) return;
  const required = access.map((scope) => `\`${scope}\` access scope`).join(" or ");
  throw new GraphQLError(`Access denied for ${info.fieldName} field. Required access: ${required}.`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: `${required}.`,
    },
  });
}

/** What the invented shop does not know: nothing where nothing is allowed, else a clear word that it is missing here. */
function absent(info: GraphQLResolveInfo): unknown {
  if (!isNonNullType(info.returnType)) return null;
  if (isListType(info.returnType.ofType)) return [];
  const named = getNamedType(info.returnType);
  if (named.name.endsWith("Connection")) {
    return {
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    };
  }
  if (isLeafType(named) && named.name === "Boolean") return false;
  throw new GraphQLError(`The sandbox does not know ${info.parentType.name}.${info.fieldName}`, {
    extensions: { code: "SANDBOX_UNKNOWN_FIELD" },
  });
}
