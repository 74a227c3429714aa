import { beforeEach, describe, expect, test } from "vitest";

import { dayMs } from "~/platform/durations";
import { anAdminRequest, useTestApp } from "../../tests/harness/app";
import { aDelay, anOrder, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import { loader as beforePrinting } from "./api.cards";
import { loader as feedbackPage } from "./r.$token";
import { loader } from "./print.cards";

const { db, deps } = useTestApp();

const [first, second] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];

async function print(query: Record<string, string> = {}, init: Parameters<typeof anAdminRequest>[1] = {}) {
  const search = new URLSearchParams({ orders: "1043", print: first, ...query });
  const request = anAdminRequest(`/print/cards?${search}`, init);
  const response = await loader({ request, params: {}, context: {} });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

async function look(orders = "1043") {
  const request = anAdminRequest(`/api/cards?${new URLSearchParams({ orders, print: second })}`);
  const response = await beforePrinting({ request, params: {}, context: {} });
  return (await response.json()) as { cards: number; leftOut: number; printedBefore: object[] };
}

const textOf = (html: string) => html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]+>/g, "\n");

beforeEach(async () => {
  await aShop(db, { settings: { brand: { signature: "Anna e la bottega" } } });
});

describe("a card", () => {
  test("thanks by name in her language and the brand's voice, with the packer's line on the tear-off", async () => {
    await anOrder(db, { orderNumber: 1 });
    const { status, html } = await print({ note: "add a sample" });
    expect(status).toBe(200);
    const text = textOf(html);
    expect(text).toContain("Grazie, Marta.");
    expect(text).toContain("Il tuo primo ordine da noi");
    expect(text).toContain("Anna e la bottega");
    expect(text).toContain("#1043 · first order · 1 item · add a sample");
    expect(text).toContain("Com&#x27;è andata? Ci mettiamo la faccia.");
    expect(html).toContain("@page { size: 105mm 148mm;");
  });

  test("speaks the language she chose, whatever her order says", async () => {
    await anOrder(db);
    const changedAt = deps.clock.now();
    await db.shopperPreference.create({
      data: { shopId, shopperKey: "shopper-marta", language: "en", changedAt },
    });
    expect(textOf((await print()).html)).toContain("Thank you, Marta.");
  });

  test.each<[string, Parameters<typeof anOrder>[1], string]>([
    ["who came back", { orderNumber: 2 }, "came back"],
    ["of long standing", { tags: ["vip"] }, "VIP"],
  ])("knows a shopper %s", async (_, row, words) => {
    await anOrder(db, row);
    expect(textOf((await print()).html)).toContain(`#1043 · ${words} · 1 item`);
  });

  test("for a late parcel thanks her for waiting", async () => {
    await anOrder(db);
    await aDelay(db, { state: "warned", noticesSent: 1 });
    expect(textOf((await print()).html)).toContain("Grazie di aver aspettato, Marta.");
  });

  test("of a parcel with a little extra says so, in the shop's own words, and tells the packer", async () => {
    await anOrder(db);
    await aTouchpoint(db, { kind: "surprise", channel: "order_note", state: "planned" });
    expect(textOf((await print()).html)).not.toContain("un pensiero in più");
    await db.touchpoint.updateMany({ data: { state: "dispatched" } });
    const text = textOf((await print()).html);
    expect(text).toContain("Dentro c&#x27;è un pensiero in più");
    expect(text).toContain("1 item · add a little extra");
    await db.messageWordsVersion.create({
      data: {
        ...{ shopId, kind: "surprise", variant: "default", language: "it", voice: "warm", version: 1 },
        words: { body: "Un biscotto per te, {{ shopper.first_name }}." },
        savedAt: deps.clock.now(),
      },
    });
    expect(textOf((await print()).html)).toContain("Un biscotto per te, Marta.");
  });

  test("in a gift names nobody and asks nothing: it lies in somebody else's parcel", async () => {
    await anOrder(db, { gift: true });
    const { html } = await print();
    expect(textOf(html)).toContain("Un regalo per te.");
    expect(html).not.toContain("Marta");
    expect(html).not.toContain("<svg");
  });

  test("prints a name as it is written, and runs nothing", async () => {
    await anOrder(db, { firstName: "<script>alert(1)</script>" });
    const { html } = await print({ note: "<img src=x onerror=alert(1)>" });
    expect(html).not.toContain("<script>");
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("&lt;script&gt;");
  });

  test("leads with its code to her feedback page, which knows her order without an invitation", async () => {
    await anOrder(db);
    const expiresAt = new Date(deps.clock.now().getTime() + dayMs);
    const token = deps.links.sign({ purpose: "rate", shopId, id: "1043", extra: "card", expiresAt });
    const request = new Request(`https://lastmile.test/r/${token}`);
    const response = await feedbackPage({ request, params: { token }, context: {} });
    expect(await response.json()).toMatchObject({ view: "page", page: { orderId: "1043", answer: null } });
  });
});

describe("nobody is thanked twice unknowingly", () => {
  test("a card printed before says so, on the sheet and before it is printed", async () => {
    await anOrder(db);
    expect(await look()).toEqual({ cards: 1, leftOut: 0, printedBefore: [] });
    await print();
    expect(await look()).toMatchObject({ printedBefore: [{ order: "#1043", at: "Fri 12 Jun, 11:00" }] });
    expect(textOf((await print({ print: second })).html)).toContain("Printed before: Fri 12 Jun, 11:00");
  });

  test("looking again at the same preview is no second print", async () => {
    await anOrder(db);
    await print();
    expect(textOf((await print({ format: "a4" })).html)).not.toContain("Printed before");
    expect(await db.cardPrint.count()).toBe(1);
  });

  test("cards printed before are left out where they are not wanted again", async () => {
    await anOrder(db);
    await anOrder(db, { id: "1044", name: "#1044", checkoutToken: "checkout-1044" });
    await print();
    const { html } = await print({ orders: "1043,1044", print: second, printed: "false" });
    expect(html).toContain("#1044");
    expect(html).not.toContain("#1043");
  });
});

describe("the sheet", () => {
  test("holds four cards on A4, their backs mirrored so that each lies behind its front", async () => {
    for (const id of ["1", "2", "3"]) {
      await anOrder(db, { id, name: `#${id}`, checkoutToken: `checkout-${id}` });
    }
    const { html } = await print({ orders: "1,2,3", format: "a4" });
    expect(html).toContain("@page { size: 210mm 297mm;");
    expect(html.match(/class="sheet"/g)).toHaveLength(2);
    expect([...html.matchAll(/aria-label="(#\d)"/g)].map(([, order]) => order)).toEqual([
      "#1",
      "#2",
      "#3",
      "#2",
      "#1",
      "#3",
    ]);
  });

  test("says so when there is nothing to print", async () => {
    await anOrder(db, { cancelledAt: new Date("2026-06-12T08:00:00Z") });
    expect(textOf((await print({ locale: "it" })).html)).toContain("Nessun biglietto da stampare");
    expect(await look("1043,999")).toMatchObject({ cards: 0, leftOut: 2 });
  });

  test.each([
    ["orders", { orders: "all" }],
    ["orders", { orders: Array.from({ length: 101 }, (_, id) => id).join(",") }],
    ["print", { print: "again" }],
    ["note", { note: "x".repeat(61) }],
  ])("is refused when its %s cannot be", async (field, query) => {
    const { status, html } = await print(query);
    expect({ status, error: JSON.parse(html) as unknown }).toEqual({ status: 400, error: { error: field } });
    expect(await db.cardPrint.count()).toBe(0);
  });

  test("is for the shop whose token asks, and nobody else", async () => {
    await anOrder(db, { shopId: "other.myshopify.com" });
    expect((await print()).html).not.toContain("#1043");
    const request = new Request(`https://lastmile.test/print/cards?orders=1043&print=${first}`, {
      headers: { Authorization: "Bearer nothing" },
    });
    const { status } = await loader({ request, params: {}, context: {} });
    expect(status).not.toBe(200);
  });
});
