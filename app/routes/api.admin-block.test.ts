import { beforeEach, describe, expect, test } from "vitest";

import { anAdminRequest, useTestApp } from "../../tests/harness/app";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShipment,
  aShop,
  aSurveyResponse,
} from "../../tests/harness/records";
import { loader } from "./api.admin-block";

const { db } = useTestApp();

async function open(about: string, locale = "en") {
  const request = anAdminRequest(`/api/admin-block?${new URLSearchParams({ about, locale })}`);
  const response = await loader({ request, params: {}, context: {} });
  return {
    status: response.status,
    body: (await response.json()) as { block: Block | null; error?: string },
  };
}

interface Block {
  state: { text: string; tone: string | null } | null;
  alert: string | null;
  facts: Array<{ name: string; value: string }>;
  lines: Array<{ title: string; detail: string | null; path: string | null }>;
  next: { label: string; path: string };
}

const order = "gid://shopify/Order/1043";
const customer = "gid://shopify/Customer/701";
const factsOf = (block: Block | null) =>
  Object.fromEntries(block?.facts.map(({ name, value }) => [name, value]) ?? []);

beforeEach(async () => {
  await aShop(db);
});

describe("beside an order", () => {
  test("stands its story in short, the promise against today's expectation, and the way to the whole", async () => {
    await anOrder(db);
    await aDeliveryPromise(db);
    await aShipment(db, { etaAt: new Date("2026-06-16T10:00:00Z") });
    const { body } = await open(order);
    expect(body.block?.state).toEqual({ text: "On its way", tone: "info" });
    expect(factsOf(body.block)).toEqual({ Promised: "Tue 16 – Wed 17 Jun", Expected: "Tue 16 Jun" });
    expect(body.block?.lines.map(({ title }) => title)).toEqual(["Parcel prepared", "Paid", "Ordered"]);
    expect(body.block).toMatchObject({
      alert: null,
      next: { label: "Open the whole story", path: "/app/orders/1043" },
    });
  });

  test("stand the open incident, the last answer, and what is to be done first", async () => {
    await anOrder(db);
    await aShipment(db);
    await aDelay(db, { state: "warned", noticesSent: 1 });
    await aSurveyResponse(db, { rating: 3, comment: "box was crushed" });
    const first = await open(order, "it");
    expect(first.body.block).toMatchObject({ next: { label: "Leggi che cosa è stato detto" } });
    expect(Object.values(factsOf(first.body.block)).join()).toContain("box was crushed");

    await aFollowUp(db, { surveyResponseId: "response-1043" });
    const { body } = await open(order);
    expect(body.block?.alert).toMatch(/^Marta B\. rated 3: “box was crushed” · due Sat 13 Jun/);
    expect(body.block?.next.label).toBe("Close the loop");
  });

  test("stands nothing we do not know, nor another shop's order", async () => {
    await anOrder(db, { shopId: "other.myshopify.com" });
    expect((await open(order)).body).toEqual({ block: null });
  });
});

describe("beside a customer", () => {
  test("stand her latest orders as they went, what she said and what is open", async () => {
    await anOrder(db);
    await anOrder(db, {
      id: "1044",
      name: "#1044",
      checkoutToken: "checkout-1044",
      cancelledAt: new Date(0),
    });
    await aSurveyResponse(db);
    await aFollowUp(db);
    await db.unsubscription.create({
      data: {
        shopId: "acme.myshopify.com",
        shopperKey: "shopper-marta",
        purpose: "survey",
        at: new Date(0),
        source: "mail",
      },
    });
    const { body } = await open(customer);
    expect(factsOf(body.block)).toMatchObject({
      "Orders we know": "2",
      "Last answer": "Answered 9 of 10 (Fri 12 Jun, 10:00)",
      Mails: "the shopper stopped some of them",
    });
    expect(body.block?.alert).toBe("1 open follow-up");
    expect(body.block?.lines.map(({ title, detail }) => `${title} ${detail ?? ""}`).sort()).toEqual([
      "#1043 Being prepared",
      "#1044 Cancelled",
    ]);
  });

  test("stands nothing while we know no order of hers", async () => {
    expect((await open("gid://shopify/Customer/9")).body).toEqual({ block: null });
  });
});

test("anything else is refused", async () => {
  expect(await open("gid://shopify/Product/1")).toMatchObject({ status: 400, body: { error: "about" } });
});
