// Shopify's bulk queries: a whole connection with what hangs on its nodes, written to a file of one object a line,
// children after their parent. https://shopify.dev/docs/api/usage/bulk-operations/queries

import type { ArgumentNode, DocumentNode, FieldNode, GraphQLSchema } from "graphql";
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isListType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { gid } from "./gid";

type Execute = (document: DocumentNode) => Promise<Record<string, unknown>>;

interface BulkOperation {
  id: string;
  text: string;
  objectCount: number;
  isCanceled: boolean;
  completesAt: number;
}

export interface BulkOperations {
  /** The fields of QueryRoot and Mutation. */
  query: Record<string, unknown>;
  mutation: Record<string, unknown>;
  /** The file of an operation; null where there is none. */
  file(number: string): string | null;
}

const pageSize = 250;
const mostConnections = 5;

/**
 * `execute` answers the data of a document in the shop's world; `filesUrl` is where the files are fetched; an
 * operation runs for `takesMs` of `now`.
 */
export function createBulkOperations(options: {
  schema: GraphQLSchema;
  execute: Execute;
  filesUrl: () => string;
  now: () => Date;
  takesMs: number;
}): BulkOperations {
  const operations = new Map<string, BulkOperation>();
  const statusOf = ({ isCanceled, completesAt }: BulkOperation) => {
    if (isCanceled) return "CANCELED";
    return options.now().getTime() < completesAt ? "RUNNING" : "COMPLETED";
  };
  const nodeOf = (operation: BulkOperation) => {
    const { id, text, objectCount } = operation;
    const status = statusOf(operation);
    const hasFile = status === "COMPLETED" && text !== "";
    return {
      __typename: "BulkOperation",
      id: gid("BulkOperation", id),
      status,
      type: "QUERY",
      errorCode: null,
      objectCount: String(objectCount),
      rootObjectCount: String(objectCount),
      fileSize: hasFile ? String(Buffer.byteLength(text)) : null,
      // No file is made of nothing.
      url: hasFile ? `${options.filesUrl()}/bulk/${id}.jsonl` : null,
      partialDataUrl: null,
    };
  };
  const numberOf = (id: string) => id.slice(id.lastIndexOf("/") + 1);
  return {
    query: {
      bulkOperation: ({ id }: { id: string }) => {
        const operation = operations.get(numberOf(id));
        return operation ? nodeOf(operation) : null;
      },
    },
    mutation: {
      bulkOperationRunQuery: async ({ query }: { query: string }) => {
        const read = readBulkQuery(options.schema, query);
        if (typeof read === "string")
          return {
            bulkOperation: null,
            userErrors: [{ field: ["query"], message: read, code: "INVALID" }],
          };
        const lines: object[] = [];
        for await (const node of pagesOf(read, options.execute)) flatten(node, null, lines);
        const operation: BulkOperation = {
          id: String(720_918_496_252 + operations.size),
          isCanceled: false,
          completesAt: options.now().getTime() + options.takesMs,
          text: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
          objectCount: lines.length,
        };
        operations.set(operation.id, operation);
        return { bulkOperation: nodeOf(operation), userErrors: [] };
      },
      bulkOperationCancel: ({ id }: { id: string }) => {
        const operation = operations.get(numberOf(id));
        const refused = (message: string) => ({
          bulkOperation: operation ? nodeOf(operation) : null,
          userErrors: [{ field: ["id"], message }],
        });
        if (!operation) return refused("Bulk operation does not exist");
        if (statusOf(operation) !== "RUNNING")
          return refused("A bulk operation cannot be canceled when it is completed");
        operation.isCanceled = true;
        return { bulkOperation: nodeOf(operation), userErrors: [] };
      },
    },
    file: (number) => operations.get(number)?.text ?? null,
  };
}

interface BulkQuery {
  document: DocumentNode;
  root: FieldNode;
}

/** The query with a page size at every connection, or why Shopify would not take it. */
function readBulkQuery(schema: GraphQLSchema, text: string): BulkQuery | string {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
  const [problem] = validate(schema, document);
  if (problem) return problem.message;
  let connections = 0;
  let lists = 0;
  let refused: string | null = null;
  const info = new TypeInfo(schema);
  const paged = visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          const type = info.getType();
          if (!type || !getNamedType(type).name.endsWith("Connection")) {
            if (type && field.selectionSet && isListType(getNullableType(type)) && !isEdges(field))
              lists += 1;
            return undefined;
          }
          connections += 1;
          if (lists > 0)
            refused =
              "Queries that contain a connection field within a list field are not currently supported.";
          return { ...field, arguments: [...(field.arguments ?? []), argument("first", String(pageSize))] };
        },
        leave(field) {
          const type = info.getType();
          const isPlainList =
            type && field.selectionSet && isListType(getNullableType(type)) && !isEdges(field);
          if (isPlainList) lists -= 1;
        },
      },
    }),
  );
  const [operation] = paged.definitions;
  const root =
    operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : undefined;
  if (root?.kind !== Kind.FIELD || connections === 0)
    return "Bulk queries must contain at least one connection.";
  if (connections > mostConnections) return "Bulk queries cannot contain more than 5 connections.";
  return refused ?? { document: paged, root };
}

const isEdges = (field: FieldNode): boolean => field.name.value === "edges" || field.name.value === "nodes";

const argument = (name: string, value: string): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value: name === "first" ? { kind: Kind.INT, value } : { kind: Kind.STRING, value },
});

/** The root connection's nodes, page by page. */
async function* pagesOf({ document, root }: BulkQuery, execute: Execute): AsyncGenerator<object> {
  for (let after: string | null = null; ;) {
    const page: DocumentNode = visit(document, {
      Field: (field) =>
        field.name.value === root.name.value && after !== null
          ? { ...field, arguments: [...(field.arguments ?? []), argument("after", after)] }
          : field.name.value === "edges"
            ? withCursor(field)
            : undefined,
    });
    const data = await execute(page);
    const connection = data[root.alias?.value ?? root.name.value] as { edges?: Edge[] } | undefined;
    const edges = connection?.edges ?? [];
    for (const { node } of edges) yield node;
    if (edges.length < pageSize) return;
    after = edges.at(-1)?.cursor ?? null;
  }
}

interface Edge {
  node: object;
  cursor: string;
}

const withCursor = (field: FieldNode): FieldNode => ({
  ...field,
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: [
      ...(field.selectionSet?.selections ?? []),
      { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "cursor" } },
    ],
  },
});

/** The node itself first, then what hangs on it, each naming its parent. */
function flatten(node: object, parentId: string | null, lines: object[]): void {
  const own: Record<string, unknown> = {};
  const children: object[] = [];
  for (const [name, value] of Object.entries(node) as Array<[string, unknown]>) {
    if (typeof value === "object" && value !== null && "edges" in value)
      children.push(...(value.edges as Edge[]).map((edge) => edge.node));
    else own[name] = value;
  }
  lines.push(parentId === null ? own : { ...own, __parentId: parentId });
  const id = typeof own["id"] === "string" ? own["id"] : null;
  for (const child of children) flatten(child, id, lines);
}
