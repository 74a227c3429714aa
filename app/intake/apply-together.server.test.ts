import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { aFulfillment, aScan, paidOrder } from "../../tests/harness/webhook-payloads";
import { recordResponse } from "../surveys/record-response.server";
import { createWebhookApplier } from "./apply-webhook.server";

const { db, deps } = useTestDatabase();

interface Delivery {
  topic: string;
  body: object;
}

async function store(deliveries: Delivery[]) {
  const keys = [];
  for (const { topic, body } of deliveries) {
    const times = { receivedAt: deps.clock.now(), triggeredAt: deps.clock.now() };
    const { id } = await db.webhookDelivery.create({
      data: { shopId, topic, webhookId: randomUUID(), body: JSON.stringify(body), ...times },
    });
    keys.push({ shopId, deliveryId: id.toString() });
  }
  return keys;
}

const together = async (deliveries: Delivery[]) => createWebhookApplier(deps)(await store(deliveries));
const words = (applied: Array<{ outcome: string }>) => applied.map(({ outcome }) => outcome);

/** An order of a shopper of her own, unless `of` says whose. */
const placed = (n: number, of: object = {}): Delivery => {
  const email = `shopper${String(n)}@example.com`;
  const order = {
    ...paidOrder,
    ...{ id: n, admin_graphql_api_id: `gid://shopify/Order/${String(n)}`, name: `#${String(n)}` },
    ...{ email, contact_email: email, checkout_token: `checkout-${String(n)}`, ...of },
  };
  return { topic: "orders/create", body: order };
};
const updated = (n: number, at: string, of: object): Delivery => ({
  ...{ topic: "orders/updated", body: placed(n, { updated_at: at, ...of }).body },
});
const sent = (n: number): Delivery => {
  const ids = { id: 60_000 + n, admin_graphql_api_id: `gid://shopify/Fulfillment/${String(60_000 + n)}` };
  return {
    topic: "fulfillments/create",
    body: { ...aFulfillment("2026-06-15T08:00:00Z"), ...ids, order_id: n },
  };
};
const scanned = (n: number, status: string, at: string, topic = "fulfillment_events/create"): Delivery => {
  const id = n * 100 + status.length;
  const ids = {
    admin_graphql_api_id: `gid://shopify/FulfillmentEvent/${String(id)}`,
    fulfillment_id: 60_000 + n,
  };
  return { topic, body: { ...aScan(id, status, at), ...ids, order_id: n } };
};
const refunded = (n: number, id: number, amount: string): Delivery => ({
  topic: "refunds/create",
  body: {
    ...{ id, admin_graphql_api_id: `gid://shopify/Refund/${String(id)}`, order_id: n },
    created_at: `2026-06-18T0${String(id % 10)}:00:00Z`,
    transactions: [{ kind: "refund", status: "success", amount }],
  },
});

/** Four orders, two of them of one shopper, from the first word to what became of them. */
const story: Delivery[] = [
  placed(1),
  placed(2, { email: "marta@example.com" }),
  placed(3, { email: "marta@example.com", checkout_token: "checkout-3" }),
  placed(4, { financial_status: "pending" }),
  sent(1),
  scanned(1, "in_transit", "2026-06-16T06:00:00Z"),
  updated(1, "2026-06-15T08:00:01Z", { fulfillment_status: "fulfilled" }),
  scanned(1, "delivered", "2026-06-17T10:00:00Z"),
  sent(2),
  updated(2, "2026-06-15T08:00:02Z", { email: "marta@example.com", fulfillment_status: "fulfilled" }),
  scanned(2, "delivered", "2026-06-25T10:00:00Z"),
  scanned(2, "delivered", "2026-06-25T10:00:00Z", "fulfillment_events/delete"),
  updated(3, "2026-06-12T10:00:00Z", { email: "marta@example.com", cancelled_at: "2026-06-12T09:30:00Z" }),
  refunded(1, 71, "20.00"),
  refunded(1, 72, "29.90"),
];

async function written() {
  const byOrder = { orderBy: [{ orderId: "asc" }] as Array<{ orderId: "asc" }> };
  const lines = await db.decision.findMany(byOrder);
  return {
    orders: await db.order.findMany({ orderBy: { id: "asc" } }),
    lines: await db.orderLine.findMany(byOrder),
    shipments: await db.shipment.findMany({ orderBy: { id: "asc" } }),
    scans: await db.shipmentEvent.findMany({ orderBy: { id: "asc" } }),
    refunds: await db.refund.findMany({ orderBy: { id: "asc" } }),
    touchpoints: (
      await db.touchpoint.findMany({ orderBy: [{ orderId: "asc" }, { kind: "asc" }, { step: "asc" }] })
    ).map(({ id: _, ...touchpoint }) => touchpoint),
    why: [
      ...new Set(lines.map(({ orderId, outcome, rule }) => `${orderId ?? ""} ${outcome} ${rule}`)),
    ].sort(),
    promises: await db.deliveryPromise.findMany(byOrder),
    watches: await db.deliveryWatch.findMany(byOrder),
    outcomes: await db.deliveryOutcome.findMany(byOrder),
    arrivals: await db.deliveryRollup.findMany({
      where: { count: { not: 0 } },
      orderBy: [{ promisedOn: "asc" }, { arrived: "asc" }, { carrier: "asc" }],
    }),
    counts: await db.touchpointRollup.findMany({ orderBy: [{ kind: "asc" }, { outcome: "asc" }] }),
    answers: (await db.surveyResponse.findMany({ orderBy: { subject: "asc" } })).map(
      ({ id: _, ...rest }) => rest,
    ),
  };
}

describe("news of several orders", () => {
  beforeEach(async () => {
    await aShop(db);
    deps.shopify.answer("OrdersAsTheyStand", ({ ids }: { ids: string[] }) => ({
      nodes: ids.map(() => null),
    }));
  });
  const asked = () => deps.shopify.requests.map(({ variables }) => variables);

  it("leaves what it would have left one by one", async () => {
    deps.clock.set("2026-06-26T11:00:00Z");
    const answer = { shopId, survey: "purchase_nps", orderId: null, rating: 9, language: "it" } as const;
    const tell = async (groups: Delivery[][]) => {
      await db.$executeRawUnsafe(
        `TRUNCATE "Order", "OrderLine", "Shipment", "ShipmentEvent", "Refund", "Touchpoint", "TouchpointRollup", "Delay",
          "DeliveryWatch", "DeliveryPromise", "DeliveryOutcome", "DeliveryRollup", "Decision", "WebhookDelivery",
          "SurveyResponse", "SurveyRollup", "OrderMark", "LaneJourney", "NamedRange", "ForecastLook"`,
      );
      for (const checkoutToken of ["checkout-1", "checkout-4"])
        await recordResponse(deps, { ...answer, checkoutToken, channel: "thank_you_page" });
      for (const group of groups) expect(new Set(words(await together(group)))).toEqual(new Set(["applied"]));
      return written();
    };
    const grouped = await tell([story]);
    expect(grouped.orders).toMatchObject([
      { id: "1", fullyRefundedAt: new Date("2026-06-18T02:00:00Z") },
      ...[{ id: "2" }, { id: "3", cancelledAt: new Date("2026-06-12T09:30:00Z") }, { id: "4", paidAt: null }],
    ]);
    expect(grouped.outcomes).toMatchObject([
      { orderId: "1", inFull: true },
      ...[{ orderId: "2", arrivedOn: null }, { orderId: "4" }],
    ]);
    expect(grouped.answers.map(({ orderId }) => orderId)).toEqual(["1", "4"]);
    expect(await tell(story.map((one) => [one]))).toEqual(grouped);
    expect(await tell([story.slice(0, 6), story.slice(6)])).toEqual(grouped);
  });

  it("asks Shopify about all that are new in one request", async () => {
    await together([placed(1)]);
    deps.shopify.requests.length = 0;
    await together([placed(1), placed(2), placed(3), updated(3, "2026-06-12T09:30:00Z", {}), placed(4)]);
    expect(asked()).toMatchObject([
      { ids: ["gid://shopify/Order/2", "gid://shopify/Order/3", "gid://shopify/Order/4"] },
    ]);
    expect(await db.deliveryPromise.count()).toBe(4);
  });

  it("is gathered while the shop's first is under way, whichever jobs bring it", async () => {
    const apply = createWebhookApplier(deps);
    const jobs = [];
    for (const n of [1, 2, 3, 4]) jobs.push(await store([placed(n)]));
    const applied = await Promise.all(jobs.map(apply));
    expect(words(applied.flat())).toEqual(["applied", "applied", "applied", "applied"]);
    const together = asked().map((variables) => (variables as { ids: string[] }).ids.length);
    expect(together).toEqual([1, 3]);
    expect(await db.touchpoint.count({ where: { kind: "thank_you_note" } })).toBe(4);
  });

  it("waits only for those Shopify cannot tell of yet", async () => {
    await together([placed(1)]);
    deps.shopify.answer("OrdersAsTheyStand", new Error("away"));
    const applied = await together([placed(2), sent(1), sent(2), placed(3, { requires_shipping: false })]);
    expect(words(applied)).toEqual(["failed", "applied", "failed", "failed"]);
    expect(await db.shipment.findMany()).toMatchObject([{ orderId: "1" }]);
    expect(asked().length).toBeLessThan(4);
  });

  it("is applied though one among it cannot be", async () => {
    const applied = await together([
      placed(1),
      placed(2, { total_price: "99999999999999999999.00" }),
      sent(1),
      placed(3),
    ]);
    expect(words(applied)).toEqual(["applied", "failed", "applied", "applied"]);
    expect((await db.order.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual(["1", "3"]);
    const states = await db.webhookDelivery.findMany({ orderBy: { id: "asc" } });
    expect(states.map(({ state }) => state)).toEqual(["applied", "received", "applied", "applied"]);
  });

  it("of an order told of again after its deletion does not bring it back", async () => {
    const deleted = { topic: "orders/delete", body: { id: 1 } };
    await together([placed(1), deleted, updated(1, "2026-06-12T10:00:00Z", { tags: "again" }), placed(2)]);
    const orders = await db.order.findMany({ orderBy: { id: "asc" } });
    expect(orders).toMatchObject([
      { id: "1", email: null, tags: [], deletedAt: deps.clock.now() },
      { id: "2", deletedAt: null },
    ]);
  });

  it("is applied once by two workers that have the same orders in hand in another sequence", async () => {
    const orders = Array.from({ length: 8 }, (_, n) => placed(n + 1, { email: "marta@example.com" }));
    const events = orders.flatMap((_, n) => [
      sent(n + 1),
      scanned(n + 1, "delivered", "2026-06-17T10:00:00Z"),
    ]);
    deps.clock.set("2026-06-18T11:00:00Z");
    const [first, second] = [
      await store([...orders, ...events]),
      await store([...orders, ...events].toReversed()),
    ];
    const applied = await Promise.all([
      createWebhookApplier(deps)(first),
      createWebhookApplier(deps)(second),
    ]);
    expect(new Set(words(applied.flat()))).toEqual(new Set(["applied"]));
    expect(await db.shipmentEvent.count()).toBe(8);
    expect(await db.touchpoint.count({ where: { kind: "thank_you_note" } })).toBe(8);
    expect(
      (await db.deliveryRollup.findMany({ where: { arrived: true } })).map(({ count }) => count),
    ).toEqual([8]);
  });
});
