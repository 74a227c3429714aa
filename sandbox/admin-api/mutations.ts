import { nextId, later, wholeSecond } from "../world/clockwork";
import type { World } from "../world";
import type { AddressInput } from "../world/inputs";
import type { CancelReason } from "../world/records";
import type { GraphNode } from "./connection";
import { gid, parseGid } from "./gid";
import type { MetafieldInput } from "./metafields";
import type { NodeMaker } from "./node-maker";
import { goodwillMutations } from "./goodwill";
import { flowTriggerProblem } from "./flow-triggers";
import { namespaceOf, setMetafields } from "./metafields";

interface OrderInput {
  id: string;
  note?: string | null;
  email?: string | null;
  phone?: string | null;
  tags?: string[] | null;
  customAttributes?: Array<{ key: string; value: string }> | null;
  metafields?: Array<Omit<MetafieldInput, "ownerId">> | null;
  shippingAddress?: { [name: string]: string | null } | null;
}

interface DefinitionInput {
  name: string;
  key: string;
  namespace?: string | null;
  ownerType: string;
  type: string;
}

export function mutationRoot(make: NodeMaker, now: () => Date): Record<string, unknown> {
  const { world } = make;
  return {
    metafieldsSet: (args: { metafields: MetafieldInput[] }) => setMetafields(world, args.metafields, now()),
    tagsAdd: (args: { id: string; tags: string[] }) => changeTags(make, args, now()),
    tagsRemove: (args: { id: string; tags: string[] }) => changeTags(make, { ...args, remove: true }, now()),
    orderUpdate: (args: { input: OrderInput }) => orderUpdate(make, args.input, now()),
    orderCancel: (args: OrderCancelArguments) => orderCancel(world, args),
    flowTriggerReceive: (args: { handle?: string | null; payload?: unknown; body?: string | null }) => {
      const problem = flowTriggerProblem(args.handle ?? "", args.payload);
      if (problem !== null) return { userErrors: [userError(["handle"], problem)] };
      world.state.flowTriggerCalls.push({
        at: now().toISOString(),
        handle: args.handle ?? "",
        payload: args.body ?? JSON.stringify(args.payload ?? null),
      });
      world.touch();
      return { userErrors: [] };
    },
    ...goodwillMutations(world, now),
    metafieldDefinitionCreate: (args: { definition: DefinitionInput }) =>
      createDefinition(world, args.definition),
  };
}

function userError(field: string[], message: string): Record<string, unknown> {
  return { field, message };
}

function changeTags(
  make: NodeMaker,
  { id, tags, remove }: { id: string; tags: string[]; remove?: boolean },
  at: Date,
): Record<string, unknown> {
  const { world } = make;
  const parsed = parseGid(id);
  const order = parsed?.type === "Order" ? world.findOrder(parsed.id) : null;
  if (order) {
    const same = remove
      ? !tags.some((tag) => order.tags.includes(tag))
      : tags.every((tag) => order.tags.includes(tag));
    if (!same) (remove ? world.removeTags : world.addTags)(order.id, tags, { at });
    return { node: make.order(order), userErrors: [] };
  }
  const customer = parsed?.type === "Customer" ? world.findCustomer(parsed.id) : null;
  if (!customer) return { node: null, userErrors: [userError(["id"], "The resource does not exist")] };
  customer.tags = remove
    ? customer.tags.filter((tag) => !tags.includes(tag))
    : [...new Set([...customer.tags, ...tags])].sort();
  customer.updatedAt = later(customer.updatedAt, at);
  world.touch();
  return { node: make.customer(customer), userErrors: [] };
}

function orderUpdate(make: NodeMaker, input: OrderInput, at: Date): Record<string, unknown> {
  const { world } = make;
  const order = world.findOrder(parseGid(input.id)?.id ?? "");
  if (!order) return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
  world.updateOrder(order.id, {
    at,
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(input.email === undefined ? {} : { email: input.email }),
    ...(input.phone === undefined ? {} : { phone: input.phone }),
    ...(input.tags ? { tags: input.tags } : {}),
    ...(input.customAttributes
      ? { noteAttributes: input.customAttributes.map(({ key, value }) => ({ name: key, value })) }
      : {}),
    ...(input.shippingAddress ? { shippingAddress: addressFrom(input.shippingAddress) } : {}),
  });
  if (input.metafields) {
    setMetafields(
      world,
      input.metafields.map((metafield) => ({ ...metafield, ownerId: input.id })),
      at,
    );
  }
  return { order: make.order(order), userErrors: [] };
}

function addressFrom(input: { [name: string]: string | null }): AddressInput {
  return {
    firstName: input["firstName"] ?? "",
    lastName: input["lastName"] ?? "",
    address1: input["address1"] ?? "",
    address2: input["address2"] ?? null,
    city: input["city"] ?? "",
    zip: input["zip"] ?? "",
    countryCode: input["countryCode"] ?? "IT",
    provinceCode: input["provinceCode"] ?? null,
    phone: input["phone"] ?? null,
  };
}

interface OrderCancelArguments {
  orderId: string;
  reason: string;
  refund?: boolean | null;
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null;
}

function orderCancel(world: World, args: OrderCancelArguments): Record<string, unknown> {
  const order = world.findOrder(parseGid(args.orderId)?.id ?? "");
  const fault = !order
    ? "Order does not exist"
    : order.cancelledAt !== null
      ? "Cannot cancel an order that has already been canceled"
      : null;
  if (!order || fault) {
    const error = { field: ["orderId"], message: fault ?? "", code: order ? "INVALID" : "NOT_FOUND" };
    return { job: null, userErrors: [error], orderCancelUserErrors: [error] };
  }
  world.cancelOrder(order.id, {
    reason: args.reason.toLowerCase() as CancelReason,
    refund: args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false,
  });
  return {
    // The job's id need not be looked up again: it is done at once.
    job: { __typename: "Job", id: gid("Job", nextId(world.state, "job")), done: true } satisfies GraphNode,
    userErrors: [],
    orderCancelUserErrors: [],
  };
}

function createDefinition(world: World, input: DefinitionInput): Record<string, unknown> {
  const { metafieldDefinitions } = world.state;
  const namespace = namespaceOf(input.namespace);
  const taken = metafieldDefinitions.some(
    (known) =>
      known.ownerType === input.ownerType && known.namespace === namespace && known.key === input.key,
  );
  if (taken) {
    return {
      createdDefinition: null,
      userErrors: [
        { field: ["definition", "key"], message: "Key is in use for this owner type", code: "TAKEN" },
      ],
    };
  }
  const created = {
    id: nextId(world.state, "metafieldDefinition"),
    namespace,
    key: input.key,
    name: input.name,
    ownerType: input.ownerType,
    type: input.type,
  };
  metafieldDefinitions.push(created);
  world.touch();
  return {
    createdDefinition: {
      __typename: "MetafieldDefinition",
      ...created,
      id: gid("MetafieldDefinition", created.id),
      type: { name: created.type, category: "TEXT" },
      createdAt: wholeSecond(new Date(0)),
    },
    userErrors: [],
  };
}
