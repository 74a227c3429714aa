import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { aFulfillment, aScan, asItStands, marta, paidOrder } from "../../tests/harness/webhook-payloads";
import { recordResponse } from "../surveys/record-response.server";
import { createWebhookApplier } from "./apply-webhook.server";

const { db, deps } = useTestDatabase();

beforeEach(() => {
  // What Shopify told her at checkout is asked once; here it told nothing.
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [null] });
});

async function deliver(topic: string, body: unknown, webhookId: string = randomUUID()) {
  const { id } = await db.webhookDelivery.create({
    data: {
      shopId,
      topic,
      webhookId,
      receivedAt: deps.clock.now(),
      triggeredAt: deps.clock.now(),
      body: typeof body === "string" ? body : JSON.stringify(body),
    },
  });
  const [applied] = await createWebhookApplier(deps)([{ shopId, deliveryId: id.toString() }]);
  return applied;
}

/** A part of an order as the Admin API gives it. */
const aPart = {
  ...{ status: "OPEN", fulfillAt: null, fulfillBy: null, deliveryMethod: null },
  assignedLocation: { name: "Milan" },
};

const theOrder = () => db.order.findFirst({ where: { shopId } });

describe("an answer after the delivery", () => {
  const answer = () =>
    recordResponse(deps, {
      ...{ shopId, survey: "delivery_feedback", orderId: marta.orderId, checkoutToken: null },
      ...{ rating: 9, language: "it", channel: "email" },
    });
  const happening = async () => (await db.surveyResponse.findFirstOrThrow()).happening;

  it.each([
    ["on time", "2026-06-17T10:00:00Z", "on_time"],
    ["late, without a word of ours", "2026-06-25T10:00:00Z", "late_silent"],
  ])("knows that the parcel came %s", async (_, at, happened) => {
    await aShop(db);
    await deliver("orders/create", paidOrder);
    await deliver("fulfillments/create", aFulfillment("2026-06-15T10:00:30Z", null));
    deps.clock.set(new Date("2026-06-26T10:00:00Z"));
    await deliver("fulfillment_events/create", aScan(4, "delivered", at));
    await answer();
    expect(await happening()).toBe(happened);
  });

  it("learns it when the carrier tells the arrival after she did", async () => {
    await aShop(db);
    await deliver("orders/create", paidOrder);
    await deliver("fulfillments/create", aFulfillment("2026-06-15T10:00:30Z", null));
    await answer();
    expect(await happening()).toBeNull();
    await deliver("fulfillment_events/create", aScan(4, "delivered", "2026-06-17T10:00:00Z"));
    expect(await happening()).toBe("on_time");
  });
});

describe("a gift card beside goods", () => {
  const { line_items: goods } = paidOrder;
  const card = { ...goods[0], id: 88002, title: "Gift card", requires_shipping: false };
  const gift = (updatedAt: string) => ({
    ...aFulfillment(updatedAt),
    id: 61042,
    line_items: [card] as object[],
  });
  const parcel = (updatedAt: string) => ({ ...aFulfillment(updatedAt), line_items: goods });
  const order = { ...paidOrder, line_items: [...goods, card] };

  it("is no parcel: the order has arrived in full and on time when its parcel has", async () => {
    await aShop(db);
    await deliver("orders/create", order);
    await deliver("fulfillments/create", gift("2026-06-12T10:00:30Z"));
    const fulfillments = [gift("2026-06-12T10:00:30Z")];
    const partial = { ...order, updated_at: "2026-06-12T10:00:31Z", fulfillment_status: "partial" };
    await deliver("orders/partially_fulfilled", { ...partial, fulfillments });
    expect(await db.shipment.count()).toBe(0);
    const fulfilled = { ...order, updated_at: "2026-06-15T10:00:31Z", fulfillment_status: "fulfilled" };
    fulfillments.push(parcel("2026-06-15T10:00:30Z"));
    await deliver("orders/fulfilled", { ...fulfilled, fulfillments });
    await deliver("fulfillment_events/create", aScan(4, "delivered", "2026-06-17T10:00:00Z"));
    expect(await db.deliveryOutcome.findMany()).toMatchObject([{ lateness: 0, inFull: true }]);
  });

  it("left alone by goods that were taken off the order, waits for nothing to be shipped", async () => {
    await aShop(db);
    await deliver("orders/create", order);
    const fulfilled = { ...order, updated_at: "2026-06-12T10:00:31Z", fulfillment_status: "fulfilled" };
    await deliver("orders/updated", { ...fulfilled, fulfillments: [gift("2026-06-12T10:00:30Z")] });
    expect(await db.deliveryWatch.count()).toBe(0);
  });
});

describe("a paid order", () => {
  beforeEach(() => aShop(db));

  it("is recorded with the shopper's language, country and time zone", async () => {
    await deliver("orders/create", paidOrder);
    expect(await theOrder()).toMatchObject({
      id: marta.orderId,
      name: "#1043",
      firstName: "Marta",
      locale: "it-IT",
      countryCode: "IT",
      timeZone: "Europe/Rome",
      paidAt: new Date("2026-06-12T09:00:05Z"),
      gift: false,
    });
  });

  it("plans the thank-you ten minutes after payment and freezes the delivery promise", async () => {
    await deliver("orders/create", paidOrder);
    expect(await db.touchpoint.findFirst({ where: { kind: "thank_you_note" } })).toMatchObject({
      state: "planned",
      dueAt: new Date("2026-06-12T09:10:05Z"),
    });
    expect(await db.deliveryPromise.findMany()).toMatchObject([{ sequence: 0, source: "promise_rules" }]);
  });

  it("keeps every digit of an id past 2^53", async () => {
    const id = "820982911946154508";
    const body = JSON.stringify({ ...paidOrder, admin_graphql_api_id: undefined }).replace(
      /"id":\d+/,
      `"id":${id}`,
    );
    await deliver("orders/create", body);
    expect((await theOrder())?.id).toBe(id);
  });

  it("without a customer is recorded all the same", async () => {
    await deliver("orders/create", { ...paidOrder, customer: null, email: null, contact_email: null });
    expect(await theOrder()).toMatchObject({ customerId: null, email: null, shopperKey: null });
  });

  it("named to somebody else, or marked as a gift, is a gift", async () => {
    await deliver("orders/create", {
      ...paidOrder,
      shipping_address: { ...paidOrder.shipping_address, name: "Luca Verdi" },
    });
    expect((await theOrder())?.gift).toBe(true);
  });

  it("takes its promise from what Shopify told her at checkout", async () => {
    const deliveryMethod = {
      methodType: "SHIPPING",
      minDeliveryDateTime: "2026-06-16T08:00:00Z",
      maxDeliveryDateTime: "2026-06-17T18:00:00Z",
    };
    deps.shopify.answer("OrdersAsTheyStand", {
      nodes: [
        asItStands({
          fulfillmentOrders: {
            nodes: [{ ...aPart, deliveryMethod }],
          },
        }),
      ],
    });
    await deliver("orders/create", paidOrder);
    expect(await db.deliveryPromise.findFirst()).toMatchObject({
      source: "shopify_delivery_method",
      latestOn: new Date("2026-06-17T00:00:00Z"),
      location: "Milan",
    });
  });

  it("without Shopify's dates takes it from the shipping option she picked, and ship-by from Shopify all the same", async () => {
    const fulfillBy = "2026-06-12T16:00:00Z";
    const nodes = [{ ...aPart, fulfillBy }];
    const shippingLine = { title: "Standard, 4-6 giorni lavorativi" };
    deps.shopify.answer("OrdersAsTheyStand", {
      nodes: [asItStands({ shippingLine, fulfillmentOrders: { nodes } })],
    });
    const [line] = paidOrder.shipping_lines;
    await deliver("orders/create", { ...paidOrder, shipping_lines: [{ ...line, ...shippingLine }] });
    expect(await db.deliveryPromise.findFirst()).toMatchObject({
      source: "shipping_option",
      earliestOn: new Date("2026-06-18T00:00:00Z"),
      latestOn: new Date("2026-06-22T00:00:00Z"),
      shipBy: new Date(fulfillBy),
    });
  });

  it("tells what she answered about, whether she answered before it came or after, and when it is edited", async () => {
    const { checkout_token: checkoutToken, line_items: lines } = paidOrder;
    const answer = { shopId, rating: 9, language: "it", channel: "thank_you_page", checkoutToken } as const;
    const answered = async () =>
      (await db.surveyResponse.findMany({ orderBy: { survey: "desc" } })).map(({ productIds }) => productIds);
    await recordResponse(deps, { ...answer, survey: "purchase_nps", orderId: null });
    expect(await answered()).toEqual([[]]);
    await deliver("orders/create", paidOrder);
    expect(await answered()).toEqual([["7701"]]);
    await recordResponse(deps, { ...answer, survey: "delivery_feedback", orderId: marta.orderId });
    expect(await answered()).toEqual([["7701"], ["7701"]]);
    const added = { ...lines[0], id: 88002, product_id: 7702 };
    await deliver("orders/updated", {
      ...paidOrder,
      updated_at: "2026-06-12T10:00:00Z",
      line_items: [...lines, added],
    });
    expect((await answered()).map((ids) => ids.sort())).toEqual([
      ["7701", "7702"],
      ["7701", "7702"],
    ]);
  });

  it("cancelled takes back what was planned", async () => {
    await deliver("orders/create", paidOrder);
    await deliver("orders/cancelled", {
      ...paidOrder,
      cancelled_at: "2026-06-12T09:03:00Z",
      updated_at: "2026-06-12T09:03:00Z",
    });
    const states = await db.touchpoint.findMany({ select: { state: true, reason: true } });
    expect(states).toEqual(states.map(() => ({ state: "cancelled", reason: "cancelled" })));
    expect(states.length).toBeGreaterThan(0);
    const counted = await db.touchpointRollup.findMany({ where: { outcome: "cancelled" } });
    expect(counted).toHaveLength(states.length);
  });

  it("is the same when its cancellation is the first we hear of it", async () => {
    const cancelledOrder = {
      ...paidOrder,
      cancelled_at: "2026-06-12T09:03:00Z",
      updated_at: "2026-06-12T09:03:00Z",
    };
    const ends = () =>
      db.touchpoint.findMany({
        where: { orderId: String(paidOrder.id) },
        select: { kind: true, state: true, reason: true },
        orderBy: { kind: "asc" },
      });
    await deliver("orders/create", paidOrder);
    await deliver("orders/cancelled", cancelledOrder);
    const inOrder = await ends();
    await db.order.deleteMany();
    await db.touchpoint.deleteMany();
    await deliver("orders/cancelled", cancelledOrder);
    await deliver("orders/create", paidOrder);
    expect(inOrder.map(({ kind }) => kind)).toContain("thank_you_note");
    expect(await ends()).toEqual(inOrder);
  });
});

describe("orders that get nothing", () => {
  it.each([
    ["a test order", {}, { test: true }, "test_order"],
    [
      "an order placed before go-live",
      { liveAt: new Date("2026-06-12T10:00:00Z") },
      {},
      "placed_before_live",
    ],
    ["an order of a shop that is not live", { liveAt: null }, {}, "not_live"],
  ])("%s plans nothing and says why", async (_title, shop, order, rule) => {
    await aShop(db, shop);
    await deliver("orders/create", { ...paidOrder, ...order });
    expect(await db.touchpoint.count()).toBe(0);
    expect(await db.decision.findMany()).toMatchObject([{ outcome: "not_planned", rule }]);
  });
});

describe("what cannot be applied", () => {
  it.each([
    ["a body that is not JSON", "orders/create", "{nope", "the body is not JSON"],
    ["an order without a name", "orders/create", { ...paidOrder, name: undefined }, /^name: /],
    ["an unknown topic", "moons/rise", {}, "unknown topic moons/rise"],
  ])("%s is kept as unreadable with the reason", async (_title, topic, body, reason) => {
    await aShop(db);
    expect(await deliver(topic, body)).toMatchObject({ outcome: "unreadable" });
    const [kept] = await db.webhookDelivery.findMany();
    expect(kept?.state).toBe("unreadable");
    expect(kept?.reason).toMatch(reason);
    expect(await db.order.count()).toBe(0);
  });

  it("news of a shop that has uninstalled is kept and ignored", async () => {
    await aShop(db);
    await deliver("app/uninstalled", {});
    expect(await deliver("orders/create", paidOrder)).toMatchObject({ outcome: "ignored" });
    expect(await db.order.count()).toBe(0);
  });

  it("the same delivery applied twice has no second effect", async () => {
    await aShop(db);
    await deliver("orders/create", paidOrder);
    const [delivery] = await db.webhookDelivery.findMany();
    expect(await createWebhookApplier(deps)([{ shopId, deliveryId: String(delivery?.id) }])).toEqual([
      { outcome: "already" },
    ]);
    expect(await db.touchpoint.count()).toBe(2);
  });
});

/** Everything Shopify tells of #1043 from the order to its arrival. */
const story: Array<[string, object]> = [
  ["orders/create", { ...paidOrder, financial_status: "pending", updated_at: "2026-06-12T09:00:01Z" }],
  ["orders/paid", paidOrder],
  ["fulfillments/create", aFulfillment("2026-06-15T08:00:00Z")],
  ["orders/fulfilled", { ...paidOrder, fulfillment_status: "fulfilled", updated_at: "2026-06-15T08:00:01Z" }],
  ["fulfillment_events/create", aScan(1, "carrier_picked_up", "2026-06-15T16:00:00Z")],
  ["fulfillment_events/create", aScan(2, "in_transit", "2026-06-16T06:00:00Z")],
  ["fulfillments/update", aFulfillment("2026-06-17T10:00:30Z", "delivered")],
  ["fulfillment_events/create", aScan(3, "out_for_delivery", "2026-06-17T07:00:00Z")],
  ["fulfillment_events/create", aScan(4, "delivered", "2026-06-17T10:00:00Z")],
];

async function endState() {
  const { changedAt: _, ...order } = (await theOrder()) ?? { changedAt: null };
  return {
    order: { ...order, recordedAt: null },
    shipments: (await db.shipment.findMany()).map((row) => ({ ...row, recordedAt: null })),
    events: await db.shipmentEvent.count(),
    touchpoints: await db.touchpoint.findMany({
      select: { kind: true, step: true, state: true, reason: true, dueAt: true },
      orderBy: { kind: "asc" },
    }),
    delays: await db.delay.count(),
    promises: await db.deliveryPromise.count(),
  };
}

describe("the order of arrival", () => {
  it(
    "does not matter: shuffled and doubled deliveries end in the same state",
    { timeout: 120_000 },
    async () => {
      deps.clock.set("2026-06-17T11:00:00Z");
      const tell = async (deliveries: Array<[string, object]>) => {
        await db.$executeRawUnsafe(
          `TRUNCATE "Order", "Shipment", "ShipmentEvent", "Touchpoint", "Delay", "DeliveryWatch", "DeliveryPromise", "Decision", "WebhookDelivery"`,
        );
        for (const [topic, body] of deliveries) await deliver(topic, body);
        return endState();
      };
      await aShop(db);
      const inOrder = await tell(story);
      expect(inOrder.touchpoints).toMatchObject([
        { kind: "feedback_invitation", state: "planned", dueAt: new Date("2026-06-20T10:00:00Z") },
        { kind: "nps_survey" },
        { kind: "thank_you_note", dueAt: new Date("2026-06-12T09:10:05Z") },
      ]);
      const shuffled = fc
        .tuple(fc.shuffledSubarray(story, { minLength: story.length }), fc.shuffledSubarray(story))
        .map(([all, again]) => [...all, ...again]);
      await fc.assert(
        fc.asyncProperty(shuffled, async (deliveries) => {
          expect(await tell(deliveries)).toEqual(inOrder);
        }),
        { numRuns: 12 },
      );
    },
  );
});
