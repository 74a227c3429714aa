import { beforeEach, describe, expect, it } from "vitest";

import { getDeps } from "~/deps.server";

import { useTestApp } from "../tests/harness/app";
import { aPromisedParcel, aShop, shopId } from "../tests/harness/records";
import { aFulfillment, asItStands, paidOrder } from "../tests/harness/webhook-payloads";
import { jobHandlers } from "./worker.server";

const { db, deps } = useTestApp();

async function stored(topic: string, body: object): Promise<string> {
  const { id } = await db.webhookDelivery.create({
    data: {
      ...{ shopId, topic, webhookId: topic, receivedAt: deps.clock.now(), triggeredAt: deps.clock.now() },
      body: JSON.stringify(body),
    },
  });
  return id.toString();
}

it("of deliveries that came together one that fails is tried again and holds up none of the others", async () => {
  await aShop(db);
  const apply = jobHandlers(getDeps())["webhook.apply"];
  const failing = await stored("orders/create", paidOrder);
  const another = { ...aFulfillment("2026-06-15T10:00:30Z", null), id: 9, order_id: 77 };
  const good = await stored("fulfillments/create", another);
  const together = [{ shopId, deliveryIds: [failing, good] }];
  deps.shopify.answer("OrdersAsTheyStand", new Error("Shopify is away"));
  expect(await apply(together)).toMatchObject([{ outcome: "failed" }]);
  const states = async () =>
    (await db.webhookDelivery.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);
  expect(await states()).toEqual(["received", "applied"]);
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [null] });
  expect(await apply(together)).toEqual([{ outcome: "done" }]);
  expect(await states()).toEqual(["applied", "applied"]);
});

describe("news of incidents that fall due together", () => {
  const orderIds = ["2001", "2002", "2003"];
  const at = new Date("2026-06-10T09:00:00Z");
  const handlers = () => jobHandlers(getDeps());

  /** What Shopify tells of the orders; of those it does not tell of, what we know has to do. */
  const shopifyTells = (told: Record<string, object> = {}) => {
    deps.shopify.answer("OrdersAsTheyStand", ({ ids }: { ids: string[] }) => ({
      nodes: ids.map((id) => told[id.replace("gid://shopify/Order/", "")] ?? null),
    }));
  };

  const arrived = (orderId: string) => {
    const deliveredAt = deps.clock.now().toISOString();
    const nothing = { estimatedDeliveryAt: null, message: null, city: null, country: null };
    const scan = { id: "gid://shopify/FulfillmentEvent/9", status: "DELIVERED", happenedAt: deliveredAt };
    const parcel = {
      ...{ id: `gid://shopify/Fulfillment/5${orderId}`, name: "#1", status: "SUCCESS", deliveredAt },
      ...{ trackingInfo: [], location: null, createdAt: at.toISOString(), updatedAt: deliveredAt },
      ...{ displayStatus: "DELIVERED", requiresShipping: true, events: { nodes: [{ ...scan, ...nothing }] } },
    };
    return asItStands({
      ...{ id: `gid://shopify/Order/${orderId}`, updatedAt: deliveredAt },
      ...{ displayFulfillmentStatus: "FULFILLED", fulfillments: [parcel] },
    });
  };

  const notices = () =>
    db.touchpoint.findMany({ where: { kind: "delay_notice" }, orderBy: { orderId: "asc" } });
  const dispatch = async (ids: string[]) =>
    handlers()["touchpoint.dispatch"](ids.map((touchpointId) => ({ shopId, touchpointId })));
  const dueIds = async () => (await notices()).map(({ id }) => id);
  const told = () => deps.mailer.sent.map(({ headers }) => headers["X-Lastmile-Order"]).sort();

  beforeEach(async () => {
    await aShop(db);
    const parcels = { at, latest: "2026-06-10", nextCheckAt: at };
    for (const orderId of orderIds) await aPromisedParcel(db, { orderId, ...parcels });
    shopifyTells();
    await handlers()["delivery.review"]([{ shopId, orderIds }]);
    deps.shopify.requests.length = 0;
  });

  it("is looked at once more before it leaves, and called off for the one that has arrived meanwhile", async () => {
    shopifyTells({ "2002": arrived("2002") });
    expect(await dispatch(await dueIds())).toEqual([
      { outcome: "done" },
      { outcome: "done" },
      { outcome: "done" },
    ]);
    expect(told()).toEqual(["2001", "2003"]);
    expect((await notices()).map(({ state, reason }) => reason ?? state)).toEqual([
      ...["dispatched", "arrived", "dispatched"],
    ]);
    const incidents = await db.delay.findMany({ orderBy: { orderId: "asc" } });
    expect(incidents.map(({ state }) => state)).toEqual(["warned", "closed", "warned"]);
    expect(deps.shopify.requests).toHaveLength(1);
  });

  it("leaves though the look at one among them fails", async () => {
    const ids = await dueIds();
    await db.delay.updateMany({ where: { orderId: "2002" }, data: { state: "no such state" } });
    const outcomes = (await dispatch(ids)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["done", "failed", "done"]);
    expect(told()).toEqual(["2001", "2003"]);
    expect((await notices()).map(({ state }) => state)).toEqual(["dispatched", "planned", "dispatched"]);
  });

  it("waits for Shopify, which may have better news", async () => {
    deps.shopify.answer("OrdersAsTheyStand", new Error("Shopify is away"));
    expect((await dispatch(await dueIds())).map(({ outcome }) => outcome)).toEqual([
      "failed",
      "failed",
      "failed",
    ]);
    expect(told()).toEqual([]);
  });

  it("is told once, and noted once, by two workers that take it at once", async () => {
    const ids = await dueIds();
    await Promise.all([dispatch(ids), dispatch(ids.toReversed())]);
    expect(told()).toEqual(orderIds);
    const incidents = await db.delay.findMany({ orderBy: { orderId: "asc" } });
    expect(incidents.map(({ state, noticesSent }) => `${state} ${String(noticesSent)}`)).toEqual([
      ...["warned 1", "warned 1", "warned 1"],
    ]);
    const noticed = await db.deliveryOutcome.findMany();
    expect(noticed.filter(({ noticedAt }) => noticedAt !== null)).toHaveLength(3);
  });
});
