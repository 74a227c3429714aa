import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDeliveryPromise,
  aDeliveryWatch,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { asItStands, marta } from "../../tests/harness/webhook-payloads";
import { lookAtOrder } from "./refresh-order.server";

const { db, deps } = useTestDatabase();

const { orderId, shipmentId } = marta;
const changedAt = new Date("2026-06-08T09:00:00Z");
const leasedUntil = new Date("2026-06-12T09:10:00Z");

/** A parcel that left on Monday, of an order promised until `latest`. */
async function promisedUntil(latest: string) {
  await aDeliveryPromise(db, { orderId, earliest: "2026-06-09", latest });
  await aDeliveryWatch(db, { orderId, nextCheckAt: leasedUntil });
}

/** Shopify tells of the parcel what we know, or that it has arrived. */
function shopifyKnows({ deliveredAt = null }: { deliveredAt?: string | null } = {}) {
  const scans = [["1", "IN_TRANSIT", "2026-06-08T09:00:00Z"]];
  if (deliveredAt) scans.unshift(["2", "DELIVERED", deliveredAt]);
  const nothing = { estimatedDeliveryAt: null, message: null, city: null, country: null };
  const nodes = scans.map(([id, status, happenedAt]) => ({
    ...{ id: `gid://shopify/FulfillmentEvent/${id}`, status, happenedAt },
    ...nothing,
  }));
  const updatedAt = deliveredAt ?? changedAt.toISOString();
  const parcel = {
    ...{ id: `gid://shopify/Fulfillment/${shipmentId}`, name: "#1043.1", status: "SUCCESS" },
    ...{ trackingInfo: [], location: null, createdAt: changedAt.toISOString(), updatedAt, deliveredAt },
    ...{ displayStatus: deliveredAt ? "DELIVERED" : "IN_TRANSIT", events: { nodes } },
  };
  deps.shopify.answer("OrdersAsTheyStand", {
    nodes: [asItStands({ updatedAt, displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel] })],
  });
}

const look = () => lookAtOrder(deps, { shopId, orderId });
const incidents = async () => (await db.delay.findMany()).map(({ kind }) => kind);
const nextLook = async () => (await db.deliveryWatch.findFirst())?.nextCheckAt ?? null;

beforeEach(async () => {
  await aShop(db);
  await anOrder(db, { id: orderId, placedAt: changedAt, changedAt, fulfillmentStatus: "fulfilled" });
  await aShipment(db, { id: shipmentId, orderId, createdAt: changedAt, handedOverAt: changedAt });
  await aShipmentEvent(db, { id: "1", shipmentId, orderId, status: "in_transit", happenedAt: changedAt });
});

describe("the look at a delivery that has fallen due", () => {
  it("asks Shopify once of a parcel whose promise is broken, and opens its incident", async () => {
    await promisedUntil("2026-06-10");
    shopifyKnows();
    await look();
    expect(await incidents()).toEqual(["overdue"]);
    expect(deps.shopify.requests).toHaveLength(1);
  });

  it("opens none where Shopify says it has arrived", async () => {
    await promisedUntil("2026-06-10");
    shopifyKnows({ deliveredAt: "2026-06-10T09:00:00Z" });
    await look();
    expect(await incidents()).toEqual([]);
    expect(await nextLook()).toBeNull();
  });

  it("leaves it for the next try while Shopify is away", async () => {
    await promisedUntil("2026-06-10");
    deps.shopify.answer("OrdersAsTheyStand", new Error("Shopify is away"));
    await expect(look()).rejects.toThrow("away");
    expect(await incidents()).toEqual([]);
    expect(await nextLook()).toEqual(leasedUntil);
  });

  it("asks nobody of a parcel that has time left", async () => {
    await promisedUntil("2026-06-19");
    await look();
    expect(deps.shopify.requests).toEqual([]);
    expect(await nextLook()).not.toEqual(leasedUntil);
  });
});
