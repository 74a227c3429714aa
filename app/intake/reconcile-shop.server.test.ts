import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShipment, aShipmentEvent, aShop, shopId } from "../../tests/harness/records";
import { asItStands, marta } from "../../tests/harness/webhook-payloads";
import { reconcileShop } from "./reconcile-shop.server";

const { db, deps } = useTestDatabase();

const changedAt = "2026-06-12T09:00:05Z";
const { orderId, shipmentId } = marta;

const scan = (id: number, status: string) => ({
  id: `gid://shopify/FulfillmentEvent/${id}`,
  status,
  happenedAt: `2026-06-12T0${id}:00:00Z`,
  estimatedDeliveryAt: null,
  message: null,
  city: null,
  country: null,
});

/** Shopify has #1043 changed at that time, with these scans of its one parcel. */
function shopifyKnows(updatedAt: string, scans: Array<ReturnType<typeof scan>>) {
  const events = { nodes: scans.toReversed() };
  deps.shopify.answer("ChangedOrders", {
    orders: {
      nodes: [{ id: `gid://shopify/Order/${orderId}`, updatedAt, fulfillments: [{ events }] }],
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  });
  const parcel = {
    ...{
      id: `gid://shopify/Fulfillment/${shipmentId}`,
      name: "#1043.1",
      status: "SUCCESS",
      trackingInfo: [],
      location: { id: "gid://shopify/Location/84810203345" },
    },
    ...{
      createdAt: changedAt,
      updatedAt,
      deliveredAt: null,
      displayStatus: "IN_TRANSIT",
      requiresShipping: true,
      events,
    },
  };
  deps.shopify.answer("OrdersAsTheyStand", {
    nodes: [asItStands({ updatedAt, fulfillments: [parcel] })],
  });
}

const knownScans = async () =>
  (await db.shipmentEvent.findMany({ orderBy: { id: "asc" } })).map(({ id, status }) => `${id} ${status}`);

beforeEach(async () => {
  await aShop(db);
  await anOrder(db, { id: orderId, changedAt: new Date(changedAt) });
  await aShipment(db, { id: shipmentId, orderId });
  await aShipmentEvent(db, { id: "1", shipmentId, orderId, status: "label_printed" });
});

describe("asking Shopify what changed", () => {
  it("follows an order whose webhook never came", async () => {
    shopifyKnows("2026-06-12T09:30:00Z", [scan(1, "LABEL_PRINTED"), scan(2, "IN_TRANSIT")]);
    expect(await reconcileShop(deps, { shopId })).toEqual({ outcome: "reconciled", found: 1 });
    expect(await knownScans()).toEqual(["1 label_printed", "2 in_transit"]);
  });

  it("finds a scan whose webhook was lost though the order's own came", async () => {
    shopifyKnows(changedAt, [scan(1, "LABEL_PRINTED"), scan(2, "IN_TRANSIT")]);
    expect(await reconcileShop(deps, { shopId })).toEqual({ outcome: "reconciled", found: 1 });
    expect(await knownScans()).toEqual(["1 label_printed", "2 in_transit"]);
  });

  it("learns where a parcel sets out from as the webhook names it: lanes are told apart by it", async () => {
    await db.shipment.deleteMany();
    shopifyKnows("2026-06-12T09:30:00Z", [scan(1, "LABEL_PRINTED")]);
    await reconcileShop(deps, { shopId });
    expect(await db.shipment.findFirst()).toMatchObject({ id: shipmentId, originId: "84810203345" });
  });

  it("asks no further about an order it knows as Shopify does", async () => {
    shopifyKnows(changedAt, [scan(1, "LABEL_PRINTED")]);
    expect(await reconcileShop(deps, { shopId })).toEqual({ outcome: "reconciled", found: 0 });
    expect(deps.shopify.requests).toHaveLength(1);
  });
});
