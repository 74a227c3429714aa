// Shopify's price of an operation: an object 1 point, a connection by its page size, a mutation 10; and the leaky bucket
// it is paid from. https://shopify.dev/docs/api/usage/limits

import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
} from "graphql";

/** More than this is refused whatever the bucket holds. */
export const MAX_QUERY_COST = 1_000;
const MUTATION_COST = 10;
/** What a list without a page size is assumed to hold. */
const PLAIN_LIST_SIZE = 1;

export interface CostInput {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** Points asked for before anything is executed: every page counted full. */
export function requestedCost(input: CostInput): number {
  return price(input, null);
}

/** Points really used: pages counted by what they held. */
export function actualCost(input: CostInput, answer: unknown): number {
  return price(input, { answer });
}

function price(input: CostInput, known: { answer: unknown } | null): number {
  const { schema, operation } = input;
  const root = operation.operation === "mutation" ? schema.getMutationType() : schema.getQueryType();
  if (!root) return 0;
  const fragments = new Map(
    input.document.definitions.flatMap((definition) =>
      definition.kind === "FragmentDefinition" ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const walker: Walker = { schema, fragments, variables: input.variables };
  const base =
    operation.operation === "mutation" ? MUTATION_COST * operation.selectionSet.selections.length : 0;
  const cost = selectionCost(walker, operation.selectionSet, {
    type: root,
    answer: known?.answer,
    counted: known !== null,
  });
  return Math.max(1, Math.round(base + cost));
}

interface Walker {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

interface Place {
  type: GraphQLOutputType | GraphQLObjectType;
  answer: unknown;
  counted: boolean;
}

function selectionCost(walker: Walker, selectionSet: SelectionSetNode, place: Place): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === "Field") cost += fieldCost(walker, selection, place);
    else if (selection.kind === "InlineFragment") {
      const type = selection.typeCondition
        ? walker.schema.getType(selection.typeCondition.name.value)
        : place.type;
      if (isCompositeType(type)) cost += selectionCost(walker, selection.selectionSet, { ...place, type });
    } else {
      const fragment = walker.fragments.get(selection.name.value);
      const type = fragment ? walker.schema.getType(fragment.typeCondition.name.value) : null;
      if (fragment && isCompositeType(type))
        cost += selectionCost(walker, fragment.selectionSet, { ...place, type });
    }
  }
  return cost;
}

function fieldCost(walker: Walker, field: FieldNode, place: Place): number {
  const parent = getNamedType(place.type);
  if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
  const definition = parent.getFields()[field.name.value];
  const { selectionSet } = field;
  if (!definition || !selectionSet) return 0;
  const named = getNamedType(definition.type);
  if (isLeafType(named)) return 0;
  const answer = valueAt(place.answer, field.alias?.value ?? field.name.value);
  if (place.counted && (answer === null || answer === undefined)) return 0;
  const inner = (value: unknown) =>
    selectionCost(walker, selectionSet, { type: definition.type, answer: value, counted: place.counted });

  if (named.name.endsWith("Connection")) return connectionCost(walker, field, { place, answer, inner });
  if (isList(definition.type)) {
    if (place.counted && Array.isArray(answer))
      return answer.reduce<number>((sum, item) => sum + 1 + inner(item), 0);
    return (pageSize(walker, field) ?? PLAIN_LIST_SIZE) * (1 + inner(undefined));
  }
  return 1 + inner(answer);
}

function connectionCost(
  walker: Walker,
  field: FieldNode,
  { place, answer, inner }: { place: Place; answer: unknown; inner: (value: unknown) => number },
): number {
  // Inside a connection, nodes and edges are the page itself: their insides are paid per item.
  const perConnection = 2;
  if (place.counted) return perConnection + inner(answer);
  const size = pageSize(walker, field) ?? PLAIN_LIST_SIZE;
  return perConnection + size * inner(undefined);
}

/** A list asked for by its ids holds as many; a page as many as it says. */
function pageSize(walker: Walker, field: FieldNode): number | null {
  const argument = field.arguments?.find(({ name }) => ["first", "last", "ids"].includes(name.value));
  if (!argument) return null;
  if (argument.value.kind === "IntValue") return Number(argument.value.value);
  if (argument.value.kind === "ListValue") return argument.value.values.length;
  if (argument.value.kind !== "Variable") return null;
  const value = walker.variables[argument.value.name.value];
  if (Array.isArray(value)) return value.length;
  return typeof value === "number" ? value : null;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function valueAt(answer: unknown, key: string): unknown {
  return typeof answer === "object" && answer !== null ? Reflect.get(answer, key) : undefined;
}

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface CostBucket {
  /** Takes the points, or leaves them when there are too few. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): ThrottleStatus;
  set(size: { maximum: number; restoreRate: number }): void;
}

/** Refills with real time: throttling is about machines, not about the sandbox's calendar. */
export function createCostBucket(size: { maximum: number; restoreRate: number }): CostBucket {
  let { maximum, restoreRate } = size;
  let available = maximum;
  let filledAt = performance.now();

  const refill = () => {
    const now = performance.now();
    available = Math.min(maximum, available + ((now - filledAt) / 1000) * restoreRate);
    filledAt = now;
  };

  return {
    take(points) {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points) {
      available = Math.min(maximum, available + points);
    },
    status() {
      refill();
      return { maximumAvailable: maximum, currentlyAvailable: Math.floor(available), restoreRate };
    },
    set(next) {
      ({ maximum, restoreRate } = next);
      available = maximum;
      filledAt = performance.now();
    },
  };
}
