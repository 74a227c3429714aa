import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { aFulfillment, aScan, asItStands, paidOrder } from "../../tests/harness/webhook-payloads";
import { createWebhookApplier } from "./apply-webhook.server";

// What Shopify tells of an order's parts at first sight of it, and what is promised of them.

const { db, deps } = useTestDatabase();

/** A part of an order as the Admin API gives it. */
const aPart = {
  ...{ status: "OPEN", fulfillAt: null, fulfillBy: null, deliveryMethod: null },
  assignedLocation: { name: "Milan" },
};

const told = (nodes: object[]) =>
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [asItStands({ fulfillmentOrders: { nodes } })] });

async function deliver(topic: string, body: object) {
  const at = deps.clock.now();
  const { id } = await db.webhookDelivery.create({
    data: {
      ...{ shopId, topic, webhookId: randomUUID(), body: JSON.stringify(body) },
      ...{ receivedAt: at, triggeredAt: at },
    },
  });
  await createWebhookApplier(deps)([{ shopId, deliveryId: id.toString() }]);
}

beforeEach(async () => {
  await aShop(db);
  told([]);
});

it.each([
  ["goods she picks up", ["PICK_UP"], null],
  ["goods the shop's own van brings", ["LOCAL"], null],
  ["a gift card and goods she took along", ["NONE", "RETAIL"], null],
  ["the parcel, where something else is picked up", ["PICK_UP", "SHIPPING"], "SHIPPING"],
  ["a parcel that waits at a pick-up point", ["PICKUP_POINT"], "PICKUP_POINT"],
])("promises a parcel's dates only to a parcel: %s", async (_title, methods, promised) => {
  const nodes = methods.map((methodType) => ({
    ...aPart,
    assignedLocation: { name: methodType },
    deliveryMethod: { methodType, minDeliveryDateTime: null, maxDeliveryDateTime: null },
  }));
  told(nodes);
  await deliver("orders/create", paidOrder);
  const promises = await db.deliveryPromise.findMany();
  expect(promises.map(({ location }) => location)).toEqual(promised === null ? [] : [promised]);
});

it("goods that are put off to a later day are not expected before it", async () => {
  const fulfillAt = "2026-07-01T08:00:00Z";
  told([{ ...aPart, status: "SCHEDULED", fulfillAt }]);
  await deliver("orders/create", paidOrder);
  const [promise] = await db.deliveryPromise.findMany();
  expect(promise?.shipBy && promise.shipBy > new Date(fulfillAt)).toBe(true);
});

it.each([
  ["from when they could leave", "2026-06-14T08:00:00Z", ["2026-06-14T08:00:00.000Z"]],
  ["not at all where they left before", "2026-06-20T08:00:00Z", []],
])("goods that were put off teach how fast the shop is %s", async (_title, fulfillAt, startedAt) => {
  told([{ ...aPart, status: "SCHEDULED", fulfillAt }]);
  await deliver("orders/create", paidOrder);
  await deliver("fulfillments/create", aFulfillment("2026-06-15T10:00:30Z"));
  await deliver("fulfillment_events/create", aScan(4, "in_transit", "2026-06-15T18:00:00Z"));
  const handling = await db.laneJourney.findMany({ where: { leg: "handling" } });
  expect(handling.map((one) => one.startedAt.toISOString())).toEqual(startedAt);
  expect(await db.laneJourney.count({ where: { leg: "transit" } })).toBe(1);
});

it("a parcel teaches the roads of where it leaves from: what is home for the shop may be abroad from there", async () => {
  const place = { country: "PT", timeZone: "Europe/Lisbon", cutOff: "14:00", closedOn: [] };
  const settings = { promiseRules: { locations: [{ ...place, name: "Lisbon" }] } };
  await db.shop.update({ where: { id: shopId }, data: { settings } });
  told([{ ...aPart, assignedLocation: { name: "Lisbon" } }]);
  await deliver("orders/create", paidOrder);
  await deliver("fulfillments/create", aFulfillment("2026-06-15T10:00:30Z"));
  await deliver("fulfillment_events/create", aScan(4, "in_transit", "2026-06-15T18:00:00Z"));
  const journeys = await db.laneJourney.findMany({ where: { leg: "transit" } });
  expect(journeys).toMatchObject([{ lane: { country: "IT", zone: "international" } }]);
});

it.each([[null], [[{ requires_shipping: null }]], [undefined]])(
  "a parcel of which nobody tells what is in it is a parcel: %j",
  async (lines) => {
    await deliver("orders/create", paidOrder);
    await deliver("fulfillments/create", { ...aFulfillment("2026-06-15T10:00:30Z"), line_items: lines });
    expect(await db.shipment.count()).toBe(1);
  },
);
