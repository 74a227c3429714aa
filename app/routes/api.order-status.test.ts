import { beforeEach, describe, expect, test } from "vitest";

import { anOrderPageRequest, useTestApp } from "../../tests/harness/app";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { action, loader } from "./api.order-status";

const { db, deps } = useTestApp();

type Init = Parameters<typeof anOrderPageRequest>[1];

const claim = { orderId: "gid://shopify/Order/1043", checkoutToken: "checkout-1043", locale: "it" };

async function open(query: Record<string, string> = claim, init: Init = {}) {
  const request = anOrderPageRequest(`/api/order-status?${new URLSearchParams(query)}`, init);
  return read(await loader({ request, params: {}, context: {} }));
}

async function post(body: object | string, init: Init = {}) {
  const request = anOrderPageRequest("/api/order-status", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify({ ...claim, ...body }),
    ...init,
  });
  return read(await action({ request, params: {}, context: {} }));
}

async function read(response: Response) {
  const text = await response.text();
  return {
    status: response.status,
    origin: response.headers.get("Access-Control-Allow-Origin"),
    body: (text === "" ? null : JSON.parse(text)) as Page,
  };
}

interface Page {
  outcome?: string;
  error?: string;
  delivery: {
    heading: string;
    dates: string | null;
    steps: Array<{ name: string; state: string }>;
    details: string[];
    delay: null | {
      why: string;
      nextWord: string | null;
      chosen: { name: string } | null;
      options: Array<{ choice: string; url: string }>;
    };
  } | null;
  question: {
    question: string;
    answer: null | { rating: number; thanks: string[]; changeable: boolean };
  } | null;
}

const nothing = { delivery: null, question: null };

async function onItsWay() {
  await aDeliveryPromise(db);
  await aShipment(db, {
    stage: "in_transit",
    stageAt: new Date("2026-06-12T03:00:00Z"),
    handedOverAt: new Date("2026-06-12T03:00:00Z"),
  });
  await aShipmentEvent(db);
}

/** Warned of a delay; `notice` is how the message stands that says so. */
async function warned({ notice = {}, ...difference }: { notice?: object; [column: string]: unknown } = {}) {
  await onItsWay();
  await aTouchpoint(db, {
    ...{ id: "notice-1043", kind: "delay_notice", delayId: "delay-1043", state: "dispatched" },
    ...notice,
  });
  await aDeliveryPromise(db, {
    sequence: 1,
    earliest: "2026-06-18",
    latest: "2026-06-19",
    source: "incident",
    madeAt: new Date("2026-06-12T08:00:00Z"),
  });
  await aDelay(db, {
    kind: "carrier_delayed",
    cause: "carrier_reported",
    state: "warned",
    noticesSent: 1,
    lastNoticeAt: new Date("2026-06-12T08:00:00Z"),
    nextUpdateAt: new Date("2026-06-15T16:00:00Z"),
    ...difference,
  });
}

async function arrived() {
  const deliveredAt = new Date("2026-06-12T08:00:00Z");
  await db.order.update({
    where: { shopId_id: { shopId, id: "1043" } },
    data: { fulfillmentStatus: "fulfilled" },
  });
  await aDeliveryPromise(db);
  await aShipment(db, { stage: "delivered", stageAt: deliveredAt, handedOverAt: deliveredAt, deliveredAt });
}

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
});

describe("the order status page", () => {
  test("says where the parcel is, in words and as a line of steps, beside what was promised", async () => {
    await onItsWay();
    const { status, origin, body } = await open();
    expect({ status, origin }).toEqual({ status: 200, origin: "*" });
    expect(body.delivery).toMatchObject({
      heading: "L'ordine è in viaggio.",
      dates: "Promesso entro mercoledì 17",
      details: ["Visto l'ultima volta a Milano, venerdì 12."],
      delay: null,
    });
    expect(body.delivery?.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Ordinato done",
      "Preparato done",
      "In viaggio now",
      "In consegna ahead",
      "Arrivato ahead",
    ]);
    expect(body.question).toBeNull();
  });

  test("tells of a delay: what we know, why, when the next word comes, and what she can choose", async () => {
    await warned();
    const { body } = await open({ ...claim, locale: "en" });
    expect(body.delivery?.dates).toBe("Promised by Wednesday 17 · now expected on Thursday 18 or Friday 19");
    expect(body.delivery?.delay).toMatchObject({
      why: "The carrier reports a delay along the way.",
      nextWord: "We write to you again on Monday by 18:00, even if there is no news.",
      chosen: null,
    });
    const options = body.delivery?.delay?.options ?? [];
    expect(options.map(({ choice }) => choice)).toEqual(["wait", "change_address", "talk"]);
    expect(options[1]?.url).toMatch(/^https:\/\/lastmile\.test\/d\/[\w-]+\.[\w-]+\?choice=change_address$/);
  });

  test.each([
    ["waits for company", { state: "planned" }],
    ["waits for the merchant's word", { state: "planned", reason: "awaiting_approval" }],
    ["the merchant dismissed", { state: "suppressed", reason: "batch_dismissed" }],
  ])("keeps a delay to itself whose notice %s", async (_, notice) => {
    await warned({ notice });
    const { body } = await open();
    expect(body.delivery).toMatchObject({ dates: "Promesso entro mercoledì 17", delay: null });
  });

  test("tells her of a delay whom nobody could write to", async () => {
    await warned({ notice: { state: "suppressed", reason: "no_address" } });
    expect((await open()).body.delivery?.delay).toMatchObject({ id: "delay-1043" });
  });

  test("gives the reason her mail gave: the merchant's, where she gave one for many", async () => {
    await warned();
    const batch = { id: "batch-1", scope: "carrier", scopeKey: "BRT", openedAt: deps.clock.now() };
    await db.delayBatch.create({
      data: { shopId, ...batch, state: "approved", reason: { it: "il corriere è in sciopero" } },
    });
    await db.delayBatchItem.create({
      data: {
        ...{ shopId, batchId: "batch-1", touchpointId: "notice-1043", delayId: "delay-1043" },
        ...{ orderId: "1043", joinedAt: deps.clock.now() },
      },
    });
    expect((await open()).body.delivery?.delay?.why).toBe("Il corriere è in sciopero.");
  });

  test("beside a parcel tells of that parcel alone, and asks nothing there", async () => {
    await arrived();
    await aShipment(db, { id: "5002", trackingNumber: "BRT5002" });
    const { body } = await open({ ...claim, fulfillmentId: "gid://shopify/Fulfillment/5001" });
    expect(body.delivery?.heading).toBe("Questo pacco è arrivato.");
    expect(body.question).toBeNull();
    expect((await open({ ...claim, fulfillmentId: "999" })).body).toEqual(nothing);
  });

  test("with two parcels is where the slower one is", async () => {
    await arrived();
    await aShipment(db, { id: "5002", trackingNumber: "BRT5002" });
    const { body } = await open();
    expect(body.delivery).toMatchObject({
      heading: "L'ordine è pronto e aspetta il corriere.",
      details: ["È arrivato 1 pacco su 2."],
    });
    expect(body.question).toBeNull();
  });

  test.each([
    ["called off", { cancelledAt: new Date("2026-06-12T08:00:00Z") }],
    ["with nothing to ship", { requiresShipping: false }],
  ])("has nothing to say of an order %s", async (_, data) => {
    await db.order.update({ where: { shopId_id: { shopId, id: "1043" } }, data });
    expect((await open()).body).toEqual(nothing);
  });
});

describe("the question after arrival", () => {
  test("is asked once all has arrived, kept once, remembered, and open to change for a day", async () => {
    await arrived();
    expect((await open()).body.question).toMatchObject({
      question: "Da 0 a 10, quanto vale la pena consigliare Acme?",
      answer: null,
    });
    const answer = { intent: "answer", rating: 9, comment: "bello", reasons: ["fast"], mayContact: true };
    const first = await post(answer);
    expect(first.body).toMatchObject({ outcome: "recorded", question: { answer: { rating: 9 } } });
    expect((await post({ ...answer, rating: 10 })).body.outcome).toBe("changed");
    expect(await db.surveyResponse.findMany()).toMatchObject([
      {
        survey: "delivery_feedback",
        orderId: "1043",
        rating: 10,
        reasons: ["fast"],
        mayContact: true,
        channel: "order_status_page",
        language: "it",
      },
    ]);

    deps.clock.set(new Date("2026-06-13T09:00:01Z"));
    expect((await post({ ...answer, rating: 1 })).body.outcome).toBe("closed");
    const later = (await open()).body.question?.answer;
    expect(later).toMatchObject({ rating: 10, changeable: false });
  });

  test("waits while she waits for us", async () => {
    await arrived();
    await aFollowUp(db);
    expect((await open()).body.question).toBeNull();
  });

  test("waits while something she ordered with another address is late", async () => {
    await arrived();
    await anOrder(db, { id: "1050", checkoutToken: "checkout-1050", shopperKey: "shopper-marta-at-work" });
    await aDelay(db, { orderId: "1050" });
    expect((await open()).body.question).toBeNull();
  });

  test("is left out where the merchant hid it", async () => {
    await arrived();
    expect((await open({ ...claim, ask: "false" })).body.question).toBeNull();
  });

  test("an unhappy shopper who may be called is told by when", async () => {
    await arrived();
    const { body } = await post({ intent: "answer", rating: 2, mayContact: true });
    expect(body.question?.answer?.thanks[1]).toBe("Risponde una persona, domani entro le 11.");
    expect(await db.followUp.findMany()).toMatchObject([{ kind: "detractor", state: "open" }]);
  });
});

describe("her choice", () => {
  test("is written once and told back", async () => {
    await warned();
    const choice = { intent: "choose", delayId: "delay-1043", choice: "wait" };
    const { body } = await post(choice);
    expect(body).toMatchObject({
      outcome: "recorded",
      delivery: { delay: { chosen: { name: "Aspetto, va bene" } } },
    });
    expect((await post(choice)).body.outcome).toBe("already");
    expect(await db.delay.findMany()).toMatchObject([{ choice: "wait" }]);
  });

  test("that no longer applies changes nothing", async () => {
    await warned();
    const { body } = await post({ intent: "choose", delayId: "delay-1043", choice: "cancel" });
    expect(body.outcome).toBe("no_longer_applies");
    expect(await db.delay.findMany()).toMatchObject([{ choice: null }]);
  });

  test("of another address needs the address, which she writes on our page", async () => {
    await warned();
    const { body } = await post({ intent: "choose", delayId: "delay-1043", choice: "change_address" });
    expect(body.outcome).toBe("address_missing");
    expect(await db.delay.findMany()).toMatchObject([{ choice: null }]);
    expect(await db.followUp.count()).toBe(0);
  });

  test("cannot be made for another order's delay", async () => {
    await anOrder(db, { id: "999", name: "#999", checkoutToken: "checkout-999", shopperKey: "other" });
    await aDelay(db, { id: "delay-999", orderId: "999", state: "warned", noticesSent: 1 });
    const { body } = await post({ intent: "choose", delayId: "delay-999", choice: "talk" });
    expect(body.outcome).toBe("unknown");
    expect(await db.delay.findMany()).toMatchObject([{ choice: null }]);
  });
});

describe("an order id is a claim, not a fact", () => {
  beforeEach(async () => {
    await onItsWay();
    await anOrder(db, {
      id: "999",
      name: "#999",
      customerId: "702",
      checkoutToken: "checkout-999",
      shopperKey: "other",
    });
  });

  test.each<[string, Record<string, string>, Init]>([
    ["another order with the own checkout's token", { ...claim, orderId: "999" }, {}],
    ["an order id alone", { orderId: "1043" }, {}],
    ["an order that does not exist", { ...claim, orderId: "12345" }, {}],
    ["somebody logged in as another customer", claim, { customerId: "702" }],
    ["another shop's token", claim, { shop: "other.myshopify.com" }],
  ])("%s is answered as if there were no such order", async (_, query, init) => {
    const { status, body } = await open(query, init);
    expect({ status, body }).toEqual({ status: 200, body: nothing });
  });

  test("a forged answer or choice has no effect either", async () => {
    expect((await post({ intent: "answer", rating: 0, orderId: "999" })).body).toEqual({
      outcome: "unknown",
      ...nothing,
    });
    expect(await db.surveyResponse.count()).toBe(0);
  });

  test("the customer Shopify says is logged in needs no checkout's token for her own order", async () => {
    expect((await open({ orderId: "1043" }, { customerId: "701" })).body.delivery).not.toBeNull();
  });

  test.each([
    ["an id that is none", { ...claim, orderId: "1043; drop table" }, "orderId"],
    ["no id", { checkoutToken: "checkout-1043" }, "orderId"],
    ["a checkout's token that is none", { ...claim, checkoutToken: "' or 1=1 --" }, "checkoutToken"],
  ])("%s is refused", async (_, query, error) => {
    expect(await open(query as Record<string, string>)).toMatchObject({ status: 400, body: { error } });
  });

  test.each<[string, object | string, number, string]>([
    ["no JSON", "{", 400, "unreadable"],
    ["a rating of 11", { intent: "answer", rating: 11 }, 400, "rating"],
    ["a reason of her own making", { intent: "answer", rating: 9, reasons: ["<script>"] }, 400, "reasons"],
    ["a choice there is not", { intent: "choose", delayId: "delay-1043", choice: "refund" }, 400, "choice"],
    [
      "a comment of 10 MB",
      { intent: "answer", rating: 9, comment: "a".repeat(10_000_000) },
      413,
      "too_large",
    ],
  ])("%s is refused in words the extension can read", async (_, body, status, error) => {
    expect(await post(body)).toMatchObject({ status, origin: "*", body: { error } });
    expect(await db.surveyResponse.count()).toBe(0);
  });

  test("without a good token nobody gets in", async () => {
    expect(await open(claim, { secret: "somebody else's" })).toMatchObject({ status: 401, origin: "*" });
  });

  test("whoever keeps guessing is made to wait", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 31; guess += 1) {
      statuses.push((await open({ orderId: "777", checkoutToken: `guess-${guess}` })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test("the browser's preflight is let through", async () => {
    const request = anOrderPageRequest("/api/order-status", { method: "OPTIONS" });
    const response = await loader({ request, params: {}, context: {} });
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Headers")).toMatch(/authorization.*content-type/i);
  });
});
