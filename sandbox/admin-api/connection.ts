// Shopify's connections: first/last, after/before, reverse; at most 250 a page; a page size is required.

import { GraphQLError } from "graphql";

/** A record as GraphQL sees it: values, or functions of the field's arguments. */
export interface GraphNode {
  __typename: string;
  id?: string;
  [field: string]: unknown;
}

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

const MAX_PAGE = 250;

export function connection<Item>(
  items: Item[],
  args: PageArguments,
  toNode: (item: Item) => GraphNode,
): Record<string, unknown> {
  if (args.first == null && args.last == null) {
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  }
  if ((args.first ?? 0) > MAX_PAGE || (args.last ?? 0) > MAX_PAGE) {
    throw new GraphQLError(`first and last are ${MAX_PAGE} at most`, { extensions: { code: "BAD_REQUEST" } });
  }
  const ordered = (args.reverse ? [...items].reverse() : items).map((item, position) => ({ item, position }));
  const from = args.after == null ? 0 : positionIn(args.after) + 1;
  const until = args.before == null ? ordered.length : positionIn(args.before);
  const between = ordered.slice(from, until);
  const page =
    args.first != null
      ? between.slice(0, args.first)
      : between.slice(Math.max(0, between.length - (args.last ?? 0)));
  const start = page[0]?.position ?? from;
  const end = page.at(-1)?.position ?? from - 1;
  // Nodes are made when asked for: a page of 250 orders is costly to build and often only counted.
  const edges = () => page.map(({ item, position }) => ({ cursor: cursorOf(position), node: toNode(item) }));
  return {
    edges,
    nodes: () => page.map(({ item }) => toNode(item)),
    pageInfo: {
      hasNextPage: end + 1 < (args.first != null ? ordered.length : until),
      hasPreviousPage: start > 0,
      startCursor: page.length > 0 ? cursorOf(start) : null,
      endCursor: page.length > 0 ? cursorOf(end) : null,
    },
    totalCount: items.length,
  };
}

function cursorOf(position: number): string {
  return Buffer.from(`position:${position}`).toString("base64url");
}

function positionIn(cursor: string): number {
  const position = Number(Buffer.from(cursor, "base64url").toString("utf8").replace("position:", ""));
  if (!Number.isInteger(position)) {
    throw new GraphQLError(`Invalid cursor ${cursor}`, { extensions: { code: "BAD_REQUEST" } });
  }
  return position;
}
