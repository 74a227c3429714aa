import { expect, test } from "vitest";
import { minuteMs } from "../durations";
import { createWorld } from "../world";
import { martasOrder } from "../world/marta.fixture";
import { createCostBucket } from "./cost";
import { createAdminApi } from "./execute";
import { loadAdminSchema } from "./schema";

const now = () => new Date("2026-11-02T09:00:00Z");
const everything = [
  "read_orders",
  "write_orders",
  "read_customers",
  "read_fulfillments",
  "read_locations",
  "read_products",
  "read_returns",
  "read_merchant_managed_fulfillment_orders",
];

function shopWithOrders(
  options: { scopes?: string[]; orders?: number; bucket?: { maximum: number; restoreRate: number } } = {},
) {
  const world = createWorld({ seed: 1, now, emit: () => undefined });
  world.installApp({ scopes: options.scopes ?? everything });
  const orders = Array.from({ length: options.orders ?? 1 }, (_, index) =>
    world.placeOrder({
      ...martasOrder,
      at: new Date(now().getTime() + index * minuteMs),
      email: `shopper${index}@posta.example`,
      shipping: { ...martasOrder.shipping, promisedUntil: new Date("2026-11-06T18:00:00Z") },
      acceptsMarketing: true,
    }),
  );
  const api = createAdminApi({
    schema: loadAdminSchema(),
    world,
    now,
    bucket: createCostBucket(options.bucket ?? { maximum: 20_000, restoreRate: 1000 }),
  });
  const ask = (query: string, variables: Record<string, unknown> = {}) =>
    api({ query, variables, operationName: null });
  return { world, orders, ask };
}

const orderGid = (id: string | undefined) => `gid://shopify/Order/${id ?? ""}`;

test("an order is told with its parcels, scans, promise, customer and amounts", async () => {
  const { world, orders, ask } = shopWithOrders();
  const [order] = orders;
  const parcel = world.fulfillOrder(order?.id ?? "", { carrier: "BRT", trackingNumber: "X1" });
  world.addFulfillmentEvent(parcel.id, {
    status: "in_transit",
    happenedAt: now(),
    city: "Bologna",
    countryCode: "IT",
  });
  const answer = await ask(
    `query ($id: ID!) { order(id: $id) {
      id name checkoutToken customerLocale test cancelledAt tags statusPageUrl requiresShipping displayFinancialStatus displayFulfillmentStatus
      totalPriceSet { shopMoney { amount currencyCode } } totalRefundedSet { shopMoney { amount } } customAttributes { key value }
      shippingAddress { countryCodeV2 city zip } billingAddress { name } shippingLine { title }
      lineItems(first: 5) { nodes { title quantity requiresShipping } }
      customer { numberOfOrders amountSpent { amount } defaultEmailAddress { emailAddress marketingState marketingUpdatedAt } }
      fulfillments(first: 5) { id name status createdAt deliveredAt inTransitAt estimatedDeliveryAt displayStatus location { id }
        trackingInfo { company number url } events(first: 10) { nodes { id status happenedAt city country } } }
      fulfillmentOrders(first: 5) { nodes { id status fulfillBy deliveryMethod { methodType minDeliveryDateTime maxDeliveryDateTime presentedName } } }
      refunds { id } returns(first: 5) { nodes { id status } } metafield(namespace: "$app", key: "note") { value }
    } }`,
    { id: orderGid(order?.id) },
  );
  expect(answer["errors"]).toBeUndefined();
  expect(answer["data"]).toMatchObject({
    order: {
      name: "#1001",
      displayFinancialStatus: "PAID",
      displayFulfillmentStatus: "FULFILLED",
      totalPriceSet: { shopMoney: { amount: "64.90", currencyCode: "EUR" } },
      customer: { numberOfOrders: "1", defaultEmailAddress: { marketingState: "SUBSCRIBED" } },
      fulfillments: [
        {
          status: "SUCCESS",
          displayStatus: "IN_TRANSIT",
          trackingInfo: [{ company: "BRT", number: "X1" }],
          events: { nodes: [{ status: "IN_TRANSIT", city: "Bologna", country: "IT" }] },
        },
      ],
      fulfillmentOrders: {
        nodes: [{ status: "CLOSED", deliveryMethod: { maxDeliveryDateTime: "2026-11-06T18:00:00.000Z" } }],
      },
      metafield: null,
    },
  });
});

test("what Shopify's schema refuses is refused", async () => {
  const { ask } = shopWithOrders();
  const wrongField = await ask("{ orders(first: 1) { nodes { id estimatedDelivery } } }");
  expect(wrongField["data"]).toBeUndefined();
  expect(JSON.stringify(wrongField["errors"])).toContain("estimatedDelivery");
  const wrongType = await ask(
    'mutation { tagsAdd(id: 5, tags: ["a"], force: true) { userErrors { message } } }',
  );
  expect(JSON.stringify(wrongType["errors"])).toContain("force");
  expect(JSON.stringify((await ask("{ shop { name "))["errors"])).toContain("Syntax Error");
});

test("orders are found by checkout token and by what changed since, page by page", async () => {
  const { orders, ask } = shopWithOrders({ orders: 5 });
  const find =
    "query ($query: String, $after: String) { orders(query: $query, first: 2, after: $after, sortKey: UPDATED_AT) { nodes { name } pageInfo { hasNextPage endCursor } } }";
  const byToken = await ask(find, { query: `checkout_token:${orders[2]?.checkoutToken ?? ""}` });
  expect(byToken["data"]).toMatchObject({
    orders: { nodes: [{ name: "#1003" }], pageInfo: { hasNextPage: false } },
  });
  const since = { query: `updated_at:>='${orders[2]?.updatedAt ?? ""}'` };
  const first = await ask(find, since);
  expect(first["data"]).toMatchObject({
    orders: { nodes: [{ name: "#1003" }, { name: "#1004" }], pageInfo: { hasNextPage: true } },
  });
  const cursor = (first["data"] as { orders: { pageInfo: { endCursor: string } } }).orders.pageInfo.endCursor;
  const second = await ask(find, { ...since, after: cursor });
  expect(second["data"]).toMatchObject({
    orders: { nodes: [{ name: "#1005" }], pageInfo: { hasNextPage: false } },
  });
});

test("a connection without a page size is refused, as at Shopify", async () => {
  const { ask } = shopWithOrders();
  expect(JSON.stringify((await ask("{ orders { nodes { id } } }"))["errors"])).toContain("first or last");
});

test("metafields are set all or none, and read back from the app's own namespace", async () => {
  const { orders, ask } = shopWithOrders();
  const set =
    "mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { key namespace value } userErrors { field message code } } }";
  const note = {
    ownerId: orderGid(orders[0]?.id),
    key: "note",
    type: "multi_line_text_field",
    value: "Grazie",
  };
  const refused = await ask(set, {
    metafields: [note, { ...note, key: "count", type: "number_integer", value: "two" }],
  });
  expect(refused["data"]).toMatchObject({
    metafieldsSet: { metafields: null, userErrors: [{ code: "INVALID_VALUE" }] },
  });
  const done = await ask(set, { metafields: [note] });
  expect(done["data"]).toMatchObject({
    metafieldsSet: { metafields: [{ key: "note", value: "Grazie" }], userErrors: [] },
  });
  const read = await ask('query ($id: ID!) { order(id: $id) { metafield(key: "note") { value type } } }', {
    id: note.ownerId,
  });
  expect(read["data"]).toEqual({ order: { metafield: { value: "Grazie", type: "multi_line_text_field" } } });
});

test("a field whose scope is missing is denied, the rest is answered", async () => {
  const { orders, ask } = shopWithOrders({ scopes: ["read_orders"] });
  const answer = await ask("query ($id: ID!) { order(id: $id) { name customer { id } } }", {
    id: orderGid(orders[0]?.id),
  });
  expect(answer["data"]).toEqual({ order: { name: "#1001", customer: null } });
  expect(answer["errors"]).toMatchObject([
    { path: ["order", "customer"], extensions: { code: "ACCESS_DENIED" } },
  ]);
  const write = await ask(
    'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["late"]) { userErrors { message } } }',
    { id: orderGid(orders[0]?.id) },
  );
  expect(write["errors"]).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
});

test("tags are added, removed and told about", async () => {
  const { world, orders, ask } = shopWithOrders();
  const id = orderGid(orders[0]?.id);
  await ask(
    'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["late", "vip"]) { node { id } userErrors { message } } }',
    { id },
  );
  await ask('mutation ($id: ID!) { tagsRemove(id: $id, tags: ["vip"]) { userErrors { message } } }', { id });
  expect(world.getOrder(orders[0]?.id ?? "").tags).toEqual(["late"]);
});

test("every answer carries its price and what is left in the bucket", async () => {
  const { ask } = shopWithOrders({ orders: 3 });
  const answer = await ask("{ orders(first: 10) { nodes { id lineItems(first: 5) { nodes { id } } } } }");
  const { cost } = answer["extensions"] as {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number;
      throttleStatus: { maximumAvailable: number };
    };
  };
  expect(cost.requestedQueryCost).toBeGreaterThan(cost.actualQueryCost);
  expect(cost.actualQueryCost).toBeGreaterThan(3);
  expect(cost.throttleStatus.maximumAvailable).toBe(20_000);
});

test("a drained bucket throttles until it has refilled", async () => {
  const { ask } = shopWithOrders({ bucket: { maximum: 12, restoreRate: 1_000 } });
  const tag = 'mutation { flowTriggerReceive(handle: "x", payload: {}) { userErrors { message } } }';
  expect((await ask(tag))["errors"]).toBeUndefined();
  const throttled = await ask(tag);
  expect(throttled["errors"]).toMatchObject([{ extensions: { code: "THROTTLED" } }]);
  expect(throttled["data"]).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect((await ask(tag))["errors"]).toBeUndefined();
});

test("an operation dearer than a thousand points is refused whatever the bucket holds", async () => {
  const { ask } = shopWithOrders();
  const answer = await ask("{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id } } } } }");
  expect(answer["errors"]).toMatchObject([{ extensions: { code: "MAX_COST_EXCEEDED" } }]);
});

test("cancelling twice is a user error, not a crash", async () => {
  const { orders, ask } = shopWithOrders();
  const cancel =
    "mutation ($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { done } orderCancelUserErrors { message } } }";
  expect((await ask(cancel, { id: orderGid(orders[0]?.id) }))["data"]).toMatchObject({
    orderCancel: { job: { done: true } },
  });
  expect((await ask(cancel, { id: orderGid(orders[0]?.id) }))["data"]).toMatchObject({
    orderCancel: {
      job: null,
      orderCancelUserErrors: [{ message: "Cannot cancel an order that has already been canceled" }],
    },
  });
});
