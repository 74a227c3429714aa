import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { beforeEach, describe, expect, test } from "vitest";

import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import { dayMs, hourMs } from "~/platform/durations";
import { chooseOption } from "~/delays/choose-option.server";
import { redactCustomer } from "~/privacy/redact.server";
import { recordResponse } from "~/surveys/record-response.server";
import { resolveFollowUp } from "~/surveys/resolve-follow-up.server";
import { markTrouble } from "~/touchpoints/mark-trouble.server";
import { sweepTroubleChecks } from "~/touchpoints/trouble-checks.server";
import { createCostBucket } from "../../sandbox/admin-api/cost";
import { createAdminApi } from "../../sandbox/admin-api/execute";
import { namespaceOf } from "../../sandbox/admin-api/metafields";
import { loadAdminSchema } from "../../sandbox/admin-api/schema";
import { createWorld, type World } from "../../sandbox/world";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDelay,
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { reviewOrder } from "../../tests/harness/reviews";
import { createWebhookApplier } from "./apply-webhook.server";
import { recordOrderNews } from "./record-news.server";

// Against the sandbox's Admin API, which executes on Shopify's own schema: what the merchant sees on the customer.

const { db, deps } = useTestDatabase();

let world: World;
let orderId: string;
let customerId: string;
let asked: number;
let writes: number;
/** What happens at Shopify between our look at a customer and our word on her. */
let meanwhile: () => void;

const shopify: ShopifyAdmin = {
  async request<T>(_shopId: string, query: string, variables: object, schema: z.ZodType<T>): Promise<T> {
    const api = createAdminApi({
      schema: loadAdminSchema(),
      world,
      now: () => deps.clock.now(),
      bucket: createCostBucket({ maximum: 20_000, restoreRate: 1000 }),
    });
    asked += 1;
    if (query.includes("mutation")) {
      writes += 1;
      meanwhile();
    }
    const answer = await api({ query, variables: { ...variables }, operationName: null });
    if (Array.isArray(answer.errors)) throw new AdminApiError("refused", JSON.stringify(answer.errors));
    return schema.parse(answer.data);
  },
};

beforeEach(async () => {
  asked = 0;
  writes = 0;
  meanwhile = () => undefined;
  world = createWorld({ seed: 1, now: () => deps.clock.now(), emit: () => undefined });
  world.installApp({ scopes: ["read_orders", "read_customers", "write_customers"] });
  await aShop(db);
  const name = { firstName: "Marta", lastName: "Bianchi" };
  const [product] = world.listProducts();
  const order = world.placeOrder({
    ...{ email: "marta@posta.example", ...name, locale: "it-IT" },
    shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
    items: product ? [{ productId: product.id, quantity: 1 }] : [],
    shipping: { title: "Standard", priceCents: 500 },
  });
  orderId = order.id;
  customerId = order.customerId ?? "";
  await anOrder(db, { id: orderId, customerId, checkoutToken: order.checkoutToken });
});

/** What the sweep and its jobs do of what is due by now. */
async function work() {
  const before = deps.queue.payloadsOf("trouble.mark").length;
  await sweepTroubleChecks(deps);
  const outcomes = [];
  for (const job of deps.queue.payloadsOf("trouble.mark").slice(before))
    outcomes.push((await markTrouble({ ...deps, shopify }, job)).outcome);
  return outcomes;
}

const onHer = (): unknown => {
  const marks = world.findCustomer(customerId)?.metafields ?? [];
  expect(marks.every(({ namespace }) => namespace === namespaceOf(null))).toBe(true);
  const mark = marks.find(({ key }) => key === "trouble");
  return mark ? JSON.parse(mark.value) : null;
};

const at = (days: number) => new Date(friday.getTime() + days * dayMs);

const answer = (rating: number) =>
  recordResponse(deps, {
    ...{ shopId, survey: "purchase_nps", orderId, checkoutToken: null, rating },
    ...{ language: "it", channel: "thank_you_page" },
  });

async function resolve() {
  const { id: followUpId } = await db.followUp.findFirstOrThrow();
  const resolved = await resolveFollowUp(deps, { shopId, followUpId, outcome: "made_good", note: null });
  expect(resolved).toEqual({ outcome: "resolved" });
}

const returned = (status: "open" | "closed", changedAt: Date, { damage = true } = {}) =>
  db.$transaction((tx) =>
    recordOrderNews(tx, deps, {
      shopId,
      news: [{ about: "return", return: { id: "8501", orderId, status, damage, changedAt } }],
      now: deps.clock.now(),
    }),
  );

describe("the customer in Shopify says that she is in trouble", () => {
  test("from an unhappy answer until a week after it was seen to, each change once", async () => {
    await answer(3);
    expect(await work()).toEqual(["written"]);
    expect(onHer()).toEqual({ paused: true, until: null });
    expect(world.state.metafieldDefinitions).toMatchObject([{ ownerType: "CUSTOMER", key: "trouble" }]);

    deps.clock.set(at(1));
    await resolve();
    expect(await work()).toEqual(["written"]);
    expect(onHer()).toEqual({ paused: true, until: at(8).toISOString() });

    deps.clock.set(at(8));
    expect(await work()).toEqual(["written"]);
    expect(onHer()).toEqual({ paused: false, until: null });
    expect(writes).toBe(3);
    expect(await db.troubleCheck.count()).toBe(0);
  });

  test("longer when something else goes wrong meanwhile: a return for damage", async () => {
    await answer(3);
    await resolve();
    await work();
    deps.clock.set(at(3));
    await returned("open", at(3));
    await work();
    expect(onHer()).toEqual({ paused: true, until: null });
    deps.clock.set(at(5));
    await returned("closed", at(5));
    await work();
    deps.clock.set(at(7));
    expect(await work()).toEqual([]);
    expect(onHer()).toEqual({ paused: true, until: at(12).toISOString() });
    deps.clock.set(at(12));
    await work();
    expect(onHer()).toEqual({ paused: false, until: null });
  });

  test("while what she asked for after a notice waits for a person", async () => {
    await aDelay(db, { orderId, state: "closed", closedAt: at(-8) });
    await chooseOption(deps, { shopId, delayId: "delay-1043", choice: "talk" });
    expect(await work()).toEqual(["written"]);
    expect(onHer()).toEqual({ paused: true, until: null });
    await resolve();
    await work();
    expect(onHer()).toEqual({ paused: true, until: at(7).toISOString() });
  });

  test("while her parcel is late", async () => {
    await aDeliveryPromise(db, { orderId });
    await aShipment(db, { orderId, handedOverAt: new Date(friday.getTime() - 6 * hourMs) });
    await aShipmentEvent(db, { orderId, status: "delayed" });
    await reviewOrder(db, { orderId, now: friday });
    await work();
    expect(onHer()).toEqual({ paused: true, until: null });
    await aShipmentEvent(db, { orderId, id: "9002", status: "delivered", happenedAt: friday });
    await db.shipment.updateMany({ data: { deliveredAt: friday, stage: "delivered" } });
    await reviewOrder(db, { orderId, now: friday });
    await work();
    expect(onHer()).toEqual({ paused: true, until: at(7).toISOString() });
  });

  test("as long as one of her orders is in trouble", async () => {
    await anOrder(db, { id: "1044", customerId, checkoutToken: "c" });
    await aDelay(db, { orderId: "1044" });
    await answer(3);
    await resolve();
    await work();
    expect(onHer()).toEqual({ paused: true, until: null });
  });
});

describe("the permission comes after the trouble", () => {
  const withoutIt = ["read_orders", "read_customers"];
  const withIt = [...withoutIt, "write_customers"];

  async function allow(current: string[], previous: string[]) {
    world.changeScopes(current);
    const { id } = await db.webhookDelivery.create({
      data: {
        ...{ shopId, topic: "app/scopes_update", webhookId: randomUUID(), receivedAt: deps.clock.now() },
        body: JSON.stringify({ previous, current }),
      },
    });
    await createWebhookApplier(deps)([{ shopId, deliveryId: id.toString() }]);
  }

  beforeEach(() => {
    world.changeScopes(withoutIt);
  });

  test("who is in trouble by then is marked, and nobody else", async () => {
    await anOrder(db, { id: "1044", customerId, checkoutToken: "c", shopperKey: null });
    await anOrder(db, { id: "1045", customerId: "8", checkoutToken: "d", shopperKey: "content" });
    await anOrder(db, { id: "1046", customerId: "9", checkoutToken: "e", shopperKey: "long over" });
    await anOrder(db, { id: "1047", customerId: null, checkoutToken: "f", shopperKey: "guest" });
    await aDelay(db, { orderId });
    await aDelay(db, { id: "d-1044", orderId: "1044" });
    await aDelay(db, { id: "d-1046", orderId: "1046", state: "closed", closedAt: at(-7) });
    await aDelay(db, { id: "d-1047", orderId: "1047" });
    expect(await work()).toEqual([]);
    await allow(withIt, withoutIt);
    expect(await work()).toEqual(["written"]);
    expect(onHer()).toEqual({ paused: true, until: null });
  });

  test("however many they are, Shopify is not asked about all of them at once", async () => {
    for (let n = 0; n < 250; n += 1) {
      const id = String(2000 + n);
      await anOrder(db, { id, customerId: id, checkoutToken: id, shopperKey: id });
      await aDelay(db, { id: `d-${id}`, orderId: id });
    }
    await allow(withIt, withoutIt);
    expect((await work()).length).toBe(100);
    deps.clock.advance({ minutes: 1 });
    expect((await work()).length).toBe(100);
    deps.clock.advance({ minutes: 1 });
    expect((await work()).length).toBe(50);
  });

  test("another permission than this one moves nothing", async () => {
    await aDelay(db, { orderId });
    await allow([...withIt, "write_discounts"], withIt);
    expect(await db.troubleCheck.count()).toBe(0);
  });
});

describe("nothing is written", () => {
  test("without the permission, and nothing fails", async () => {
    world.changeScopes(["read_orders", "read_customers"]);
    await answer(3);
    expect(await work()).toEqual(["not_allowed"]);
    expect([onHer(), writes]).toEqual([null, 0]);
  });

  test("of a guest", async () => {
    await db.order.updateMany({ data: { customerId: null } });
    await answer(3);
    expect(await work()).toEqual(["no_customer"]);
    expect(writes).toBe(0);
  });

  test("of who is content, or as unhappy as before, and Shopify is not asked about her", async () => {
    await answer(9);
    expect(await work()).toEqual([]);
    await returned("open", friday, { damage: false });
    expect(await work()).toEqual([]);
    expect(asked).toBe(0);
    await answer(3);
    await work();
    await answer(2);
    expect(await work()).toEqual([]);
    expect(writes).toBe(1);
  });

  test("of a shopper who was forgotten", async () => {
    await answer(3);
    await work();
    await answer(2);
    await db.$transaction((tx) =>
      redactCustomer(tx, deps.secrets, {
        ...{ shopId, customerId, email: "marta@posta.example", phone: null, orderIds: [orderId] },
        at: friday,
      }),
    );
    expect(await db.troubleCheck.count()).toBe(0);
    expect(await markTrouble({ ...deps, shopify }, { shopId, orderId })).toEqual({ outcome: "no_customer" });
    expect(writes).toBe(1);
  });

  test("for a shop that is gone", async () => {
    await answer(3);
    await db.shop.updateMany({ data: { uninstalledAt: friday } });
    expect(await work()).toEqual(["not_live"]);
  });
});

test("what another look wrote meanwhile is not written over: it is tried again", async () => {
  await answer(3);
  await work();
  await resolve();
  const mark = world.findCustomer(customerId)?.metafields[0];
  meanwhile = () => {
    if (mark) mark.value = '{"paused":false,"until":null}';
  };
  await expect(work()).rejects.toThrow("stale");
  meanwhile = () => undefined;
  await markTrouble({ ...deps, shopify }, { shopId, orderId });
  expect(onHer()).toEqual({ paused: true, until: at(7).toISOString() });
});

test("what Shopify refuses is given up with the reason", async () => {
  await answer(3);
  const customer = world.findCustomer(customerId);
  meanwhile = () => {
    delete world.state.customers[customerId];
  };
  await sweepTroubleChecks(deps);
  const refused = await markTrouble({ ...deps, shopify }, { shopId, orderId });
  expect(refused).toEqual({ outcome: "given_up", reason: "Owner does not exist." });
  expect(customer?.metafields).toEqual([]);
});
