// Metafields of orders, customers and the shop. "$app" and an absent namespace mean the app's own, reserved namespace.

import { createHash } from "node:crypto";
import { nextId, wholeSecond } from "../world/clockwork";
import type { Metafield, WorldState } from "../world/records";
import type { World } from "../world";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid, parseGid } from "./gid";

const APP_ID = "21674881025";
/** Shopify's limit for one call. */
const MAX_AT_ONCE = 25;

export function namespaceOf(given: string | null | undefined): string {
  if (!given || given === "$app") return `app--${APP_ID}`;
  return given.startsWith("$app:") ? `app--${APP_ID}--${given.slice("$app:".length)}` : given;
}

export interface MetafieldOwner {
  type: "Order" | "Customer" | "Shop";
  id: string;
  metafields: Metafield[];
}

export function findOwner(state: WorldState, ownerId: unknown): MetafieldOwner | null {
  const parsed = parseGid(ownerId);
  if (parsed?.type === "Order") return ownerFrom("Order", parsed.id, state.orders[parsed.id]);
  if (parsed?.type === "Customer") return ownerFrom("Customer", parsed.id, state.customers[parsed.id]);
  if (parsed?.type === "Shop" && parsed.id === state.shop.id) return ownerFrom("Shop", parsed.id, state.shop);
  return null;
}

function ownerFrom(
  type: MetafieldOwner["type"],
  id: string,
  record: { metafields: Metafield[] } | undefined,
): MetafieldOwner | null {
  return record ? { type, id, metafields: record.metafields } : null;
}

/** The two fields every owner of metafields has. */
export function metafieldFields(owner: MetafieldOwner): Record<string, unknown> {
  return {
    metafield: (args: { namespace?: string | null; key: string }) => {
      const found = owner.metafields.find(
        (metafield) => metafield.namespace === namespaceOf(args.namespace) && metafield.key === args.key,
      );
      return found ? metafieldNode(found, owner) : null;
    },
    metafields: (args: PageArguments & { namespace?: string | null; keys?: string[] | null }) =>
      connection(
        owner.metafields.filter(
          (metafield) =>
            (args.namespace == null || metafield.namespace === namespaceOf(args.namespace)) &&
            (args.keys == null || args.keys.includes(`${metafield.namespace}.${metafield.key}`)),
        ),
        args,
        (metafield) => metafieldNode(metafield, owner),
      ),
  };
}

export function metafieldNode(metafield: Metafield, owner: MetafieldOwner): GraphNode {
  return {
    __typename: "Metafield",
    id: gid("Metafield", metafield.id),
    legacyResourceId: metafield.id,
    namespace: metafield.namespace,
    key: metafield.key,
    type: metafield.type,
    value: metafield.value,
    jsonValue: jsonValueOf(metafield),
    compareDigest: digestOf(metafield.value),
    sizeInBytes: Buffer.byteLength(metafield.value),
    ownerType: owner.type.toUpperCase(),
    createdAt: metafield.createdAt,
    updatedAt: metafield.updatedAt,
    description: null,
    definition: null,
  };
}

function jsonValueOf(metafield: Metafield): unknown {
  const isText = /text|date|url|color|id$|money$/.test(metafield.type) && !metafield.type.startsWith("list.");
  return isText && metafield.type !== "money" ? metafield.value : (JSON.parse(metafield.value) as unknown);
}

function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

export interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

interface UserError {
  field: string[];
  message: string;
  code: string;
  elementIndex: null;
}

/** All or nothing, as at Shopify. */
export function setMetafields(world: World, inputs: MetafieldInput[], now: Date): Record<string, unknown> {
  const errors =
    inputs.length > MAX_AT_ONCE
      ? [
          userError(
            ["metafields"],
            `Exceeded the maximum metafields input limit of ${MAX_AT_ONCE}.`,
            "LESS_THAN_OR_EQUAL_TO",
          ),
        ]
      : inputs.flatMap((input, index) => faultsOf(world.state, input, index));
  if (errors.length > 0) return { metafields: null, userErrors: errors };
  const metafields = inputs.map((input) => setMetafield(world.state, input, now));
  world.touch();
  return { metafields, userErrors: [] };
}

function faultsOf(state: WorldState, input: MetafieldInput, index: number): UserError[] {
  const at = (name: string) => ["metafields", String(index), name];
  const owner = findOwner(state, input.ownerId);
  if (!owner) return [userError(at("ownerId"), "Owner does not exist.", "INVALID")];
  const known = findMetafield(owner, input);
  const type = typeOf(state, owner, input);
  if (!type) return [userError(at("type"), "Type can't be blank", "BLANK")];
  if (known && known.type !== type)
    return [userError(at("type"), `Type must be ${known.type}`, "INVALID_TYPE")];
  if (input.value === "") return [userError(at("value"), "Value can't be blank.", "BLANK")];
  if (!isValueOf(type, input.value))
    return [userError(at("value"), `Value is invalid for type ${type}.`, "INVALID_VALUE")];
  // null: there is to be none yet.
  const isStale = (known ? digestOf(known.value) : null) !== input.compareDigest;
  if (input.compareDigest !== undefined && isStale) {
    return [
      userError(
        ["metafields", String(index)],
        "The resource has been updated since it was loaded.",
        "STALE_OBJECT",
      ),
    ];
  }
  return [];
}

function findMetafield(owner: MetafieldOwner, input: MetafieldInput): Metafield | undefined {
  return owner.metafields.find(
    (metafield) => metafield.namespace === namespaceOf(input.namespace) && metafield.key === input.key,
  );
}

function typeOf(state: WorldState, owner: MetafieldOwner, input: MetafieldInput): string | null {
  const definition = state.metafieldDefinitions.find(
    (known) =>
      known.ownerType === owner.type.toUpperCase() &&
      known.namespace === namespaceOf(input.namespace) &&
      known.key === input.key,
  );
  return input.type ?? definition?.type ?? findMetafield(owner, input)?.type ?? null;
}

function isValueOf(type: string, value: string): boolean {
  switch (type) {
    case "number_integer":
      return /^-?\d+$/.test(value);
    case "number_decimal":
      return /^-?\d+(\.\d+)?$/.test(value);
    case "boolean":
      return value === "true" || value === "false";
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(value);
    case "date_time":
      return !Number.isNaN(Date.parse(value));
    case "single_line_text_field":
      return !value.includes("\n");
    case "json":
      return isJson(value);
    default:
      return type.startsWith("list.") ? isJson(value) : true;
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function setMetafield(state: WorldState, input: MetafieldInput, now: Date): GraphNode | null {
  const owner = findOwner(state, input.ownerId);
  if (!owner) return null;
  const at = wholeSecond(now);
  const known = findMetafield(owner, input);
  if (known) {
    known.value = input.value;
    known.updatedAt = at;
    return metafieldNode(known, owner);
  }
  const created: Metafield = {
    id: nextId(state, "metafield"),
    namespace: namespaceOf(input.namespace),
    key: input.key,
    type: typeOf(state, owner, input) ?? "single_line_text_field",
    value: input.value,
    createdAt: at,
    updatedAt: at,
  };
  owner.metafields.push(created);
  return metafieldNode(created, owner);
}

function userError(field: string[], message: string, code: string): UserError {
  return { field, message, code, elementIndex: null };
}
