import { describe, expect, it } from "vitest";
import { loadShopSettings } from "~/settings/shops.server";
import type { TouchpointPreview } from "~/insights/touchpoint-preview.server";
import { anAdminRequest, useTestApp } from "../../tests/harness/app";
import { aDeliveryPromise, anOrder, aShop, shopId } from "../../tests/harness/records";
import { action as edit, loader as editor } from "./app.journey.$kind/route";
import { action as preview } from "./app.journey.$kind_.preview";

const { db, deps } = useTestApp();

const at = (kind: string, search = "") => `/app/journey/${kind}${search}`;
const open = (kind: string, search = "") =>
  editor({ request: anAdminRequest(at(kind, search)), params: { kind }, context: {} });
const submit = (kind: string, fields: Record<string, string>, search = "") => ({
  request: anAdminRequest(at(kind, search), { method: "POST", body: new URLSearchParams(fields) }),
  params: { kind },
  context: {},
});
async function wordsOf(kind: string, change: Record<string, string> = {}) {
  const { words } = await open(kind);
  return {
    ...Object.fromEntries(Object.entries(words).map(([part, text]) => [`words.${part}`, text])),
    ...change,
  };
}
const look = async (kind: string, fields: Record<string, string>, search = "") =>
  (await preview(submit(kind, fields, search))) as TouchpointPreview;

describe("the touchpoint editor", () => {
  it("saves when, for whom and what together", async () => {
    await aShop(db);
    const fields = await wordsOf("thank_you_note", {
      "words.subject": "Thanks for {{ order.number }}",
      "touchpoints.thank_you_note.enabled": "false",
      "touchpoints.thank_you_note.afterMinutes": "30",
      "touchpoints.thank_you_note.conditions.0.rule": "country_in",
      "touchpoints.thank_you_note.conditions.0.value": "IT, SM",
    });
    expect(await edit(submit("thank_you_note", fields))).toEqual({ outcome: "saved" });
    expect((await loadShopSettings(db, shopId)).touchpoints.thank_you_note).toEqual({
      enabled: false,
      afterMinutes: 30,
      conditions: [{ rule: "country_in", value: "IT, SM" }],
    });
    expect((await open("thank_you_note")).words.subject).toBe("Thanks for {{ order.number }}");
  });

  it("saves products as they were chosen and written, one a line", async () => {
    await aShop(db);
    const condition = (value: string) => ({
      "touchpoints.thank_you_note.conditions.0.rule": "product_in",
      "touchpoints.thank_you_note.conditions.0.value": value,
    });
    await edit(submit("thank_you_note", condition("Piatti, set da quattro (7940)\r\nVaso\r\n")));
    expect((await loadShopSettings(db, shopId)).touchpoints.thank_you_note.conditions).toEqual([
      { rule: "product_in", value: "Piatti, set da quattro (7940)\nVaso" },
    ]);
    expect(await edit(submit("thank_you_note", condition(" ")))).toMatchObject({
      errors: { "touchpoints.thank_you_note.conditions.0.value": "too_few" },
    });
  });

  it("takes the last condition away again", async () => {
    const conditions = [{ rule: "first_order", value: "" }];
    await aShop(db, { settings: { touchpoints: { thank_you_note: { conditions } } } });
    await edit(submit("thank_you_note", { "touchpoints.thank_you_note.conditions": "" }));
    expect((await loadShopSettings(db, shopId)).touchpoints.thank_you_note.conditions).toEqual([]);
  });

  it("saves nothing when one thing is wrong, and says where", async () => {
    await aShop(db);
    const badWords = await wordsOf("thank_you_note", {
      "words.body": "{{ nobody }}",
      "touchpoints.thank_you_note.afterMinutes": "30",
    });
    expect(await edit(submit("thank_you_note", badWords))).toMatchObject({
      outcome: "refused",
      faults: [{ part: "body", line: 1, problem: "unknown_value", detail: "nobody" }],
    });
    const badSettings = await wordsOf("thank_you_note", {
      "words.subject": "Other words",
      "touchpoints.thank_you_note.afterMinutes": "5000",
      "touchpoints.thank_you_note.conditions.0.rule": "value_from",
      "touchpoints.thank_you_note.conditions.0.value": "a lot",
    });
    expect(await edit(submit("thank_you_note", badSettings))).toMatchObject({
      outcome: "refused",
      errors: {
        "touchpoints.thank_you_note.afterMinutes": "range",
        "touchpoints.thank_you_note.conditions.0.value": "amount",
      },
    });
    expect((await loadShopSettings(db, shopId)).touchpoints.thank_you_note.afterMinutes).toBe(10);
    expect((await open("thank_you_note")).versions).toEqual([]);
  });

  it("opens in the merchant's language where it is the shop's, else in that of most shoppers", async () => {
    const opensIn = async (asks: string, search = "") => {
      const headers = { "Accept-Language": asks };
      const request = anAdminRequest(at("thank_you_note", search), { headers });
      return (await editor({ request, params: { kind: "thank_you_note" }, context: {} })).place.language;
    };
    await aShop(db, { locale: "it", settings: { languages: { fallback: "en" } } });
    expect(await opensIn("it-IT")).toBe("it");
    expect(await opensIn("de,en")).toBe("en");
    expect(await opensIn("it-IT", "?language=en")).toBe("en");
    await db.shop.updateMany({ data: { locale: "fr" } });
    expect(await opensIn("it-IT")).toBe("en");
  });

  it("knows no touchpoint of another name", async () => {
    await aShop(db);
    await expect(open("love_letter")).rejects.toMatchObject({ init: { status: 404 } });
  });
});

describe("the preview", () => {
  it("shows the words being written, with a real order's facts and links that lead nowhere", async () => {
    await aShop(db);
    await anOrder(db, { firstName: "Zoë" });
    await aDeliveryPromise(db);
    const fields = await wordsOf("thank_you_note", {
      "words.heading": "Hello {{ shopper.first_name }}, {{ order.number }} is ours now",
      order: "1043",
    });
    const { mail, note, orderName } = await look("thank_you_note", fields);
    expect(orderName).toBe("#1043");
    expect(mail.html).toContain("Hello Zoë, #1043 is ours now");
    expect(note?.heading).toBe("Hello Zoë, #1043 is ours now");
    expect(deps.mailer.sent).toEqual([]);
  });

  it("of a delay counts the segments of its text message", async () => {
    await aShop(db);
    const { sms } = await look("delay_notice", await wordsOf("delay_notice"), "?language=it");
    expect(sms?.segments).toBeGreaterThan(0);
    expect(sms?.text).toContain("Acme");
  });

  it("of new arrivals shows invented products, whoever reads it", async () => {
    await aShop(db);
    await anOrder(db, { firstName: "Zoë" });
    const { mail } = await look("new_arrivals", { ...(await wordsOf("new_arrivals")), order: "1043" });
    expect(mail.subject).toBe("New here: Alba");
    expect(mail.html).toContain("Hi Zoë");
    expect(mail.html).toMatch(/>Alba<[^]*>Brina</);
  });

  it("names every fault and shows the rest", async () => {
    await aShop(db);
    const fields = await wordsOf("thank_you_note", {
      "words.subject": "{{ x",
      "words.heading": "Still here",
    });
    const { faults, mail } = await look("thank_you_note", fields);
    expect(faults).toMatchObject([{ part: "subject", problem: "unreadable" }]);
    expect(mail.html).toContain("Still here");
  });

  it("shows nobody an order of another shop", async () => {
    await aShop(db);
    await aShop(db, { id: "other.myshopify.com" });
    await anOrder(db, { shopId: "other.myshopify.com", firstName: "Secret" });
    const { orderName, mail } = await look("thank_you_note", { order: "1043" });
    expect(orderName).toBeNull();
    expect(mail.html).not.toContain("Secret");
  });

  it("is sent to the merchant as a test, and remembered as sent", async () => {
    await aShop(db, { settings: { sender: { email: "ciao@acme.example" } } });
    const fields = await wordsOf("thank_you_note", { sendTo: "owner@acme.example" });
    expect(await preview(submit("thank_you_note", fields))).toEqual({
      outcome: "sent",
      to: "owner@acme.example",
    });
    expect(deps.mailer.sent).toMatchObject([
      { to: "owner@acme.example", from: { address: "ciao@acme.example" } },
    ]);
    expect(await db.shop.findFirst()).toMatchObject({ testSentAt: deps.clock.now() });
    expect(await preview(submit("thank_you_note", { sendTo: "nowhere" }))).toEqual({ outcome: "no_address" });
  });
});
