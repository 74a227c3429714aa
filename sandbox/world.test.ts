import { expect, test } from "vitest";
import { createWorld } from "./world";
import type { Emission } from "./world/emission";
import type { PlaceOrderInput } from "./world/inputs";
import { martasOrder } from "./world/marta.fixture";

const placedAt = new Date("2026-11-02T09:00:00Z");

const vase: PlaceOrderInput = {
  ...martasOrder,
  at: placedAt,
  items: [{ title: "Vaso", priceCents: 5800, quantity: 2 }],
  shipping: {
    ...martasOrder.shipping,
    promisedFrom: new Date("2026-11-05T08:00:00Z"),
    promisedUntil: new Date("2026-11-06T18:00:00Z"),
  },
  acceptsMarketing: true,
};

function installedShop(seed = 1) {
  const sent: Emission[] = [];
  const world = createWorld({ seed, now: () => placedAt, emit: (emission) => sent.push(emission) });
  world.installApp({ scopes: ["read_orders"] });
  const topics = () => sent.splice(0).map((emission) => emission.topic);
  const lastBody = (topic: string) =>
    JSON.parse(sent.findLast((emission) => emission.topic === topic)?.body ?? "{}") as Record<
      string,
      unknown
    >;
  return { world, sent, topics, lastBody };
}

test("an order tells of the new customer, her consent, the order and its payment as one action", () => {
  const { world, sent } = installedShop();
  world.placeOrder(vase);
  expect(sent.map(({ topic }) => topic)).toEqual([
    "customers/create",
    "customers_email_marketing_consent/update",
    "orders/create",
    "orders/paid",
  ]);
  expect(new Set(sent.map(({ eventId }) => eventId)).size).toBe(1);
  expect(new Set(sent.map(({ webhookId }) => webhookId)).size).toBe(4);
});

test("the order's body has the shop's own time, exact amounts and the promise stays out of it", () => {
  const { world, lastBody } = installedShop();
  const order = world.placeOrder(vase);
  expect(lastBody("orders/create")).toMatchObject({
    id: Number(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    created_at: "2026-11-02T10:00:00+01:00",
    total_price: "122.90",
    financial_status: "paid",
    fulfillment_status: null,
    customer_locale: "it-IT",
    buyer_accepts_marketing: true,
    checkout_token: order.checkoutToken,
    test: false,
  });
  expect(world.fulfillmentOrdersOf(order.id)[0]).toMatchObject({ maxDeliveryAt: "2026-11-06T18:00:00.000Z" });
});

test("an app that is not installed hears nothing, nor does one that has left, save what the law asks", () => {
  const sent: Emission[] = [];
  const world = createWorld({ seed: 1, now: () => placedAt, emit: (emission) => sent.push(emission) });
  world.placeOrder(vase);
  expect(sent).toEqual([]);
  world.installApp({ scopes: [] });
  world.uninstallApp();
  world.placeOrder({ ...vase, email: "other@posta.example" });
  world.redactShop();
  expect(sent.map(({ topic }) => topic)).toEqual(["app/uninstalled", "shop/redact"]);
});

test("every change moves updated_at, also within the same second", () => {
  const { world } = installedShop();
  const order = world.placeOrder({ ...vase, paidAt: null });
  const pictures = [order.updatedAt];
  pictures.push(world.payOrder(order.id, { at: placedAt }).updatedAt);
  pictures.push(world.addTags(order.id, ["vip"], { at: placedAt }).updatedAt);
  expect([...new Set(pictures)]).toEqual(pictures);
  expect([...pictures].sort()).toEqual(pictures);
});

test("shipping part of an order leaves it partly fulfilled, the rest completes it", () => {
  const { world, topics } = installedShop();
  const order = world.placeOrder(vase);
  topics();
  const [line] = order.lines;
  world.fulfillOrder(order.id, { lines: [{ lineId: line?.id ?? "", quantity: 1 }] });
  expect(topics()).toEqual(["fulfillments/create", "orders/partially_fulfilled", "orders/updated"]);
  world.fulfillOrder(order.id);
  expect(topics()).toEqual(["fulfillments/create", "orders/fulfilled", "orders/updated"]);
  expect(() => world.fulfillOrder(order.id)).toThrow("nothing left to ship");
});

test("a scan that comes in late does not turn the parcel back", () => {
  const { world } = installedShop();
  const parcel = world.fulfillOrder(world.placeOrder(vase).id);
  world.addFulfillmentEvent(parcel.id, { status: "delivered", happenedAt: new Date("2026-11-05T10:00:00Z") });
  world.addFulfillmentEvent(parcel.id, {
    status: "in_transit",
    happenedAt: new Date("2026-11-04T10:00:00Z"),
  });
  expect(parcel).toMatchObject({
    shipmentStatus: "delivered",
    deliveredAt: "2026-11-05T10:00:00.000Z",
    inTransitAt: "2026-11-04T10:00:00.000Z",
  });
});

test("cancelling a paid order refunds it in the same action", () => {
  const { world, sent, lastBody } = installedShop();
  const order = world.placeOrder(vase);
  sent.length = 0;
  world.cancelOrder(order.id);
  expect(sent.map(({ topic }) => topic)).toEqual([
    "refunds/create",
    "orders/updated",
    "orders/cancelled",
    "orders/updated",
  ]);
  expect(new Set(sent.map(({ eventId }) => eventId)).size).toBe(1);
  expect(lastBody("orders/cancelled")).toMatchObject({
    financial_status: "refunded",
    current_total_price: "0.00",
  });
});

test("one seed gives one world, another seed other tokens", () => {
  const story = (seed: number) => {
    const { world, sent } = installedShop(seed);
    world.fulfillOrder(world.placeOrder(vase).id);
    return sent;
  };
  expect(story(4)).toEqual(story(4));
  expect(story(5)[2]?.webhookId).not.toBe(story(4)[2]?.webhookId);
});

test("whatever the app writes back, the same orders have the same ids and their webhooks too", () => {
  const story = (writesBack: boolean) => {
    const { world, sent } = installedShop();
    const first = world.placeOrder(vase);
    if (writesBack) world.addTags(first.id, ["asked-to-wait"]);
    const second = world.placeOrder({ ...vase, email: "luca@posta.example" });
    const parcel = world.fulfillOrder(second.id);
    const scan = world.addFulfillmentEvent(parcel.id, { status: "in_transit" });
    const about = sent.filter(({ orderId }) => orderId === second.id);
    return {
      ids: [first.id, second.id, parcel.id, scan.id],
      webhooks: about.map(({ webhookId }) => webhookId),
    };
  };
  expect(story(true)).toEqual(story(false));
});

test("a scan that changes how the parcel stands changes the order too; another of the same kind does not", () => {
  const { world, topics } = installedShop();
  const order = world.placeOrder(vase);
  const parcel = world.fulfillOrder(order.id);
  topics();
  world.addFulfillmentEvent(parcel.id, { status: "in_transit" });
  expect(topics()).toEqual(["fulfillment_events/create", "fulfillments/update", "orders/updated"]);
  const before = world.getOrder(order.id).updatedAt;
  world.addFulfillmentEvent(parcel.id, { status: "in_transit" });
  expect(topics()).toEqual(["fulfillment_events/create", "fulfillments/update"]);
  expect(world.getOrder(order.id).updatedAt).toBe(before);
});
