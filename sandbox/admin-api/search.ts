// Shopify's search syntax as far as apps use it: "updated_at:>='2026-11-01T00:00:00Z' AND tag:vip". An unknown filter
// fails loudly here; at Shopify it would silently be ignored.

import { GraphQLError } from "graphql";

export type Comparison = ":" | ":>" | ":>=" | ":<" | ":<=";

export interface SearchTerm {
  key: string;
  comparison: Comparison;
  value: string;
  negated: boolean;
}

const TERM = /(-|NOT\s+)?([a-z_.]+)(:>=|:<=|:>|:<|:)\s*("[^"]*"|'[^']*'|[^\s()]+)/gy;

export function parseSearch(query: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let position = 0;
  while (position < query.length) {
    const gap = /[\s()]*(AND\s+)?[\s()]*/y;
    gap.lastIndex = position;
    position += gap.exec(query)?.[0].length ?? 0;
    if (position >= query.length) break;
    TERM.lastIndex = position;
    const match = TERM.exec(query);
    if (!match) throw unsupported(query.slice(position));
    terms.push({
      negated: match[1] !== undefined,
      key: match[2] ?? "",
      comparison: match[3] as Comparison,
      value: (match[4] ?? "").replace(/^['"]|['"]$/g, ""),
    });
    position += match[0].length;
  }
  return terms;
}

export type Filters<Item> = Record<string, (item: Item, term: SearchTerm) => boolean>;

export function search<Item>(
  items: Item[],
  query: string | null | undefined,
  filters: Filters<Item>,
): Item[] {
  if (!query) return items;
  const checks = parseSearch(query).map((term) => {
    const filter = filters[term.key];
    if (!filter) throw unsupported(term.key);
    return (item: Item) => filter(item, term) !== term.negated;
  });
  return items.filter((item) => checks.every((check) => check(item)));
}

export function compareInstant(instant: string | null, term: SearchTerm): boolean {
  if (instant === null) return false;
  const asked = Date.parse(term.value);
  if (Number.isNaN(asked)) throw unsupported(`${term.key}:${term.value}`);
  return compareNumber(Date.parse(instant), asked, term.comparison);
}

export function compareNumber(value: number, asked: number, comparison: Comparison): boolean {
  switch (comparison) {
    case ":":
      return value === asked;
    case ":>":
      return value > asked;
    case ":>=":
      return value >= asked;
    case ":<":
      return value < asked;
    case ":<=":
      return value <= asked;
  }
}

export function matchesText(value: string | null, term: SearchTerm): boolean {
  if (value === null) return false;
  const asked = term.value.toLowerCase();
  if (asked === "*") return true;
  return asked.endsWith("*")
    ? value.toLowerCase().startsWith(asked.slice(0, -1))
    : value.toLowerCase() === asked;
}

function unsupported(what: string): GraphQLError {
  return new GraphQLError(`The sandbox's search does not understand ${what}`, {
    extensions: { code: "BAD_REQUEST" },
  });
}
