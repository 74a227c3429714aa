import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDelay,
  aDeliveryPromise,
  aDeliveryWatch,
  anOrder,
  aPromisedParcel,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { asItStands, marta } from "../../tests/harness/webhook-payloads";
import { lookAtOrders } from "./refresh-order.server";

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
    ...{ requiresShipping: true, displayStatus: deliveredAt ? "DELIVERED" : "IN_TRANSIT", events: { nodes } },
  };
  deps.shopify.answer("OrdersAsTheyStand", {
    nodes: [asItStands({ updatedAt, displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel] })],
  });
}

const look = () => lookAtOrders(deps, { shopId, orderIds: [orderId] });
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
    expect(await look()).toEqual([{ outcome: "looked_at" }]);
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
    expect(await look()).toEqual([{ outcome: "failed", error: new Error("Shopify is away") }]);
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

describe("deliveries that have fallen due together", () => {
  const orderIds = ["2001", "2002", "2003"];

  // Too young for the lanes to have learned from them: what a forecast says hangs on no sequence.
  const at = new Date("2026-06-10T09:00:00Z");

  /** Parcels on the same road, of orders whose promise is broken. */
  async function fallenDue() {
    for (const [index, id] of orderIds.entries()) {
      const latest = index === 0 ? "2026-06-11" : "2026-06-10";
      await aPromisedParcel(db, { orderId: id, at, latest, nextCheckAt: leasedUntil });
    }
    // Shopify tells of none: what we know has to do.
    deps.shopify.answer("OrdersAsTheyStand", ({ ids }: { ids: string[] }) => ({
      nodes: ids.map(() => null),
    }));
  }

  /** What was written, without what is another each time. */
  async function written() {
    const byOrder = {
      orderBy: [{ orderId: "asc" }] as Array<{ orderId: "asc" }>,
      where: { orderId: { in: orderIds } },
    };
    const told = await db.touchpoint.findMany({
      ...byOrder,
      orderBy: [{ orderId: "asc" }, { kind: "asc" }, { step: "asc" }],
    });
    const lines = await db.decision.findMany(byOrder);
    return {
      delays: (await db.delay.findMany(byOrder)).map(({ id: _, ...delay }) => delay),
      touchpoints: told.map(({ id: _, delayId: __, ...touchpoint }) => touchpoint),
      why: lines
        .map(({ orderId, outcome, rule, inputs }) => JSON.stringify({ orderId, outcome, rule, inputs }))
        .sort(),
      promises: await db.deliveryPromise.findMany({ orderBy: [{ orderId: "asc" }, { sequence: "asc" }] }),
      watches: await db.deliveryWatch.findMany(byOrder),
      outcomes: await db.deliveryOutcome.findMany(byOrder),
      counts: await db.deliveryRollup.findMany({ orderBy: [{ promisedOn: "asc" }] }),
      journeys: await db.laneJourney.findMany(byOrder),
      ranges: await db.namedRange.findMany(byOrder),
      triggers: (await db.flowTrigger.findMany(byOrder)).map(({ orderId, handle }) => ({ orderId, handle })),
    };
  }

  const noticesOf = ({ touchpoints }: Awaited<ReturnType<typeof written>>) =>
    touchpoints.filter(({ kind }) => kind === "delay_notice");

  it("leave what they would have left one by one", async () => {
    await fallenDue();
    await lookAtOrders(deps, { shopId, orderIds });
    const together = await written();
    expect(together.delays).toHaveLength(3);
    expect(noticesOf(together)).toHaveLength(3);
    for (const table of ["delay", "touchpoint", "decision", "deliveryOutcome", "deliveryRollup"] as const)
      await (db[table] as { deleteMany(): Promise<unknown> }).deleteMany();
    for (const table of ["laneJourney", "namedRange", "flowTrigger", "forecastLook"] as const)
      await (db[table] as { deleteMany(): Promise<unknown> }).deleteMany();
    await db.deliveryPromise.deleteMany({ where: { sequence: { gt: 0 } } });
    await db.deliveryWatch.updateMany({ data: { nextCheckAt: leasedUntil } });
    for (const orderId of orderIds) await lookAtOrders(deps, { shopId, orderIds: [orderId] });
    expect(await written()).toEqual(together);
  });

  it("are looked at though one among them cannot be", async () => {
    await fallenDue();
    await aDelay(db, { id: "spoilt", orderId: "2002", state: "no such state" });
    const looks = await lookAtOrders(deps, { shopId, orderIds });
    expect(looks.map(({ outcome }) => outcome)).toEqual(["looked_at", "failed", "looked_at"]);
    const opened = await db.delay.findMany({ where: { id: { not: "spoilt" } }, orderBy: { orderId: "asc" } });
    expect(opened.map(({ orderId: id }) => id)).toEqual(["2001", "2003"]);
  });

  it("are told of once, though two workers look at them at once", async () => {
    await fallenDue();
    await Promise.all([
      lookAtOrders(deps, { shopId, orderIds }),
      lookAtOrders(deps, { shopId, orderIds: orderIds.toReversed() }),
    ]);
    const left = await written();
    const { delays, triggers, counts } = left;
    expect([delays.length, noticesOf(left).length, triggers.length]).toEqual([3, 3, 3]);
    expect(counts.map(({ count }) => count)).toEqual([2, 1]);
  });
});
