import type { World } from "../world";
import { financialStatusOf, fulfillmentStatusOf } from "../world/order-totals";
import type { Customer, Order } from "../world/records";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { fulfillmentEventNode } from "./fulfillment-node";
import { goodwillQueries } from "./goodwill";
import { gid, parseGid } from "./gid";
import { locationNode } from "./location-node";
import type { NodeMaker } from "./node-maker";
import type { Filters } from "./search";
import { compareInstant, compareNumber, matchesText, search } from "./search";
import { shopNode } from "./shop-node";

type SearchArguments = PageArguments & { query?: string | null; sortKey?: string | null };

export function queryRoot(make: NodeMaker): Record<string, unknown> {
  const { world } = make;
  const found = (args: SearchArguments) => search(visible(world), args.query, orderFilters(world));
  return {
    shop: () => shopNode(world),
    node: (args: { id: string }) => nodeById(make, args.id),
    nodes: (args: { ids: string[] }) => args.ids.map((id) => nodeById(make, id)),
    order: (args: { id: string }) => nodeOf(make, args.id, "Order"),
    orderByIdentifier: (args: { identifier: { id?: string | null } }) =>
      args.identifier.id == null ? null : nodeOf(make, args.identifier.id, "Order"),
    orders: (args: SearchArguments) =>
      connection(sorted(found(args), args.sortKey ?? "PROCESSED_AT"), args, (order) => make.order(order)),
    ordersCount: (args: SearchArguments) => ({ count: found(args).length, precision: "EXACT" }),
    customer: (args: { id: string }) => nodeOf(make, args.id, "Customer"),
    customers: (args: SearchArguments) =>
      connection(
        search(Object.values(world.state.customers), args.query, customerFilters),
        args,
        (customer) => make.customer(customer),
      ),
    customerByIdentifier: (args: { identifier: { id?: string | null; emailAddress?: string | null } }) => {
      if (args.identifier.id != null) return nodeOf(make, args.identifier.id, "Customer");
      const customer =
        args.identifier.emailAddress == null ? null : world.findCustomerByEmail(args.identifier.emailAddress);
      return customer ? make.customer(customer) : null;
    },
    fulfillment: (args: { id: string }) => nodeOf(make, args.id, "Fulfillment"),
    fulfillmentOrder: (args: { id: string }) => nodeOf(make, args.id, "FulfillmentOrder"),
    refund: (args: { id: string }) => nodeOf(make, args.id, "Refund"),
    return: (args: { id: string }) => nodeOf(make, args.id, "Return"),
    location: (args: { id?: string | null }) =>
      locationNode(world, parseGid(args.id)?.id ?? world.shop.locations[0]?.id ?? ""),
    locations: (args: PageArguments) =>
      connection(
        world.shop.locations,
        args,
        ({ id }) => locationNode(world, id) ?? { __typename: "Location" },
      ),
    appInstallation: () => installationNode(world),
    currentAppInstallation: () => installationNode(world),
    app: () => appNode(world),
    ...goodwillQueries(world),
    metafieldDefinitions: (args: PageArguments & { ownerType: string }) =>
      connection(
        world.state.metafieldDefinitions.filter((definition) => definition.ownerType === args.ownerType),
        args,
        (definition) => ({
          __typename: "MetafieldDefinition",
          ...definition,
          id: gid("MetafieldDefinition", definition.id),
          type: { name: definition.type, category: "TEXT" },
        }),
      ),
  };
}

function visible(world: World): Order[] {
  return Object.values(world.state.orders).filter((order) => order.deletedAt === null);
}

function installationNode(world: World): GraphNode {
  return {
    __typename: "AppInstallation",
    id: gid("AppInstallation", "684120301731"),
    accessScopes: () =>
      world.installation.scopes.map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
    activeSubscriptions: [],
    subscriptions: [],
    app: () => appNode(world),
    launchUrl: `https://admin.shopify.com/store/${world.shop.domain.split(".")[0] ?? ""}/apps/lastmile`,
  };
}

function appNode(world: World): GraphNode {
  return {
    __typename: "App",
    id: gid("App", "21674881025"),
    handle: "lastmile",
    title: "Lastmile",
    embedded: true,
    requestedAccessScopes: () => world.installation.scopes.map((handle) => ({ handle, description: handle })),
  };
}

function nodeOf(make: NodeMaker, id: string, type: string): GraphNode | null {
  return parseGid(id)?.type === type ? nodeById(make, id) : null;
}

function nodeById(make: NodeMaker, id: string): GraphNode | null {
  const { world } = make;
  const parsed = parseGid(id);
  if (!parsed) return null;
  const { state } = world;
  switch (parsed.type) {
    case "Order": {
      const order = state.orders[parsed.id];
      return order && order.deletedAt === null ? make.order(order) : null;
    }
    case "Customer":
      return made(state.customers[parsed.id], (customer) => make.customer(customer));
    case "Fulfillment":
      return made(state.fulfillments[parsed.id], (fulfillment) => make.fulfillment(fulfillment));
    case "FulfillmentEvent":
      return made(state.fulfillmentEvents[parsed.id], fulfillmentEventNode);
    case "FulfillmentOrder":
      return made(state.fulfillmentOrders[parsed.id], (item) => make.fulfillmentOrder(item));
    case "Refund":
      return made(state.refunds[parsed.id], (refund) => make.refund(refund));
    case "Return":
      return made(state.returns[parsed.id], (item) => make.return(item));
    case "Location":
      return locationNode(world, parsed.id);
    case "Shop":
      return parsed.id === state.shop.id ? shopNode(world) : null;
    default:
      return null;
  }
}

function made<Item>(item: Item | undefined, toNode: (item: Item) => GraphNode): GraphNode | null {
  return item === undefined ? null : toNode(item);
}

function sorted(orders: Order[], sortKey: string): Order[] {
  const keys: Record<string, (order: Order) => string | number> = {
    PROCESSED_AT: (order) => order.placedAt,
    CREATED_AT: (order) => order.placedAt,
    UPDATED_AT: (order) => order.updatedAt,
    ORDER_NUMBER: (order) => order.number,
    ID: (order) => Number(order.id),
    RELEVANCE: (order) => order.number,
  };
  const key = keys[sortKey];
  if (!key) throw new Error(`The sandbox does not sort orders by ${sortKey}`);
  return orders
    .map((order) => ({ order, by: key(order) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.order.number - b.order.number))
    .map(({ order }) => order);
}

function orderFilters(world: World): Filters<Order> {
  return {
    id: (order, term) => compareNumber(Number(order.id), Number(term.value), term.comparison),
    name: (order, term) => matchesText(order.name, term) || matchesText(order.name.slice(1), term),
    email: (order, term) => matchesText(order.email, term),
    checkout_token: (order, term) => order.checkoutToken === term.value,
    cart_token: (order, term) => order.cartToken === term.value,
    confirmation_number: (order, term) => order.confirmationNumber === term.value,
    customer_id: (order, term) => order.customerId === term.value,
    created_at: (order, term) => compareInstant(order.placedAt, term),
    processed_at: (order, term) => compareInstant(order.placedAt, term),
    updated_at: (order, term) => compareInstant(order.updatedAt, term),
    tag: (order, term) => order.tags.some((tag) => matchesText(tag, term)),
    test: (order, term) => String(order.test) === term.value,
    financial_status: (order, term) => financialStatusOf(world.state, order) === term.value.toLowerCase(),
    fulfillment_status: (order, term) => {
      const asked = term.value.toLowerCase();
      const status = fulfillmentStatusOf(order);
      if (asked === "unshipped" || asked === "unfulfilled") return status !== "fulfilled";
      return asked === "shipped" ? status === "fulfilled" : status === asked;
    },
    status: (order, term) => {
      const asked = term.value.toLowerCase();
      if (asked === "any") return true;
      if (asked === "cancelled") return order.cancelledAt !== null;
      const isOpen = order.cancelledAt === null && order.closedAt === null;
      return asked === "open" ? isOpen : order.closedAt !== null;
    },
  };
}

const customerFilters: Filters<Customer> = {
  id: (customer, term) => compareNumber(Number(customer.id), Number(term.value), term.comparison),
  email: (customer, term) => matchesText(customer.email, term),
  tag: (customer, term) => customer.tags.some((tag) => matchesText(tag, term)),
  updated_at: (customer, term) => compareInstant(customer.updatedAt, term),
  created_at: (customer, term) => compareInstant(customer.createdAt, term),
};
