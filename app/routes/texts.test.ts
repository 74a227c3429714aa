import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { useTestApp } from "../../tests/harness/app";
import { aShop, aTouchpoint, anOrder, shopId } from "../../tests/harness/records";
import { action as inbound } from "./texts.inbound";
import { action as status } from "./texts.status.$shopId";

const { db, deps, env } = useTestApp();

const phone = "+393331234567";

/** Signed as Twilio signs: over the public address and the fields, sorted. */
function aTwilioRequest(path: string, fields: Record<string, string>, token = env.TWILIO_AUTH_TOKEN ?? "") {
  const url = `https://lastmile.test${path}`;
  const text = Object.entries(fields)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .reduce((signed, [name, value]) => signed + name + value, url);
  return new Request(url, {
    method: "POST",
    headers: { "X-Twilio-Signature": createHmac("sha1", token).update(text).digest("base64") },
    body: new URLSearchParams(fields),
  });
}

const answer = async (body: string, change: { From?: string; OptOutType?: string; token?: string } = {}) => {
  const { token, ...fields } = change;
  const request = aTwilioRequest("/texts/inbound", { From: phone, Body: body, ...fields }, token);
  return (await inbound({ request, params: {}, context: {} })).status;
};

const report = async (fields: Record<string, string>, change: { token?: string; shop?: string } = {}) => {
  const shop = change.shop ?? shopId;
  const request = aTwilioRequest(`/texts/status/${shop}`, { MessageSid: "SM1", ...fields }, change.token);
  return (await status({ request, params: { shopId: shop }, context: {} })).status;
};

beforeEach(async () => {
  await aShop(db);
  await anOrder(db, { email: null, phone });
  await aTouchpoint(db, { kind: "delay_notice", state: "dispatched", channel: "text_message" });
  await db.textMessage.create({
    data: {
      shopId,
      id: "SM1",
      touchpointId: "touchpoint-1043",
      orderId: "1043",
      phoneKey: deps.secrets.phoneKey(phone),
      segments: 2,
      sentAt: deps.clock.now(),
    },
  });
});

describe("what a shopper texts back", () => {
  test.each(["STOP", " stop. ", "Basta", "UNSUBSCRIBE"])(
    "%s stops the texts of every shop that wrote",
    async (body) => {
      expect(await answer(body)).toBe(200);
      expect(await answer(body)).toBe(200);
      expect(await db.textStop.findMany()).toMatchObject([
        { shopId, phoneKey: deps.secrets.phoneKey(phone) },
      ]);
    },
  );

  test("START takes it back, from WhatsApp too", async () => {
    await answer("STOP");
    await answer("START", { From: `whatsapp:${phone}` });
    expect(await db.textStop.count()).toBe(0);
  });

  test("what the provider understood counts in any language", async () => {
    await answer("ARRET", { OptOutType: "STOP" });
    expect(await db.textStop.count()).toBe(1);
  });

  test("a message for a person stops nothing, nor does a number nobody wrote to", async () => {
    await answer("Please stop by the shop");
    await answer("STOP", { From: "+4915112345678" });
    expect(await db.textStop.count()).toBe(0);
  });

  test("a word signed by somebody else is not heard", async () => {
    expect(await answer("STOP", { token: "somebody-else" })).toBe(403);
    expect(await db.textStop.count()).toBe(0);
  });
});

describe("what became of a text", () => {
  const read = () => db.textMessage.findFirstOrThrow();

  test("is kept with its price; an earlier report that comes late takes nothing back", async () => {
    await report({ MessageStatus: "delivered", Price: "-0.0927", PriceUnit: "USD" });
    await report({ MessageStatus: "sent" });
    const { state, price, priceUnit } = await read();
    expect([state, Number(price), priceUnit]).toEqual(["delivered", 0.0927, "USD"]);
    expect(await db.touchpoint.findFirst()).toMatchObject({ state: "dispatched" });
  });

  test("not delivered makes the notice failed, with the reason, once", async () => {
    await report({ MessageStatus: "undelivered", ErrorCode: "30003" });
    await report({ MessageStatus: "undelivered", ErrorCode: "30003" });
    expect(await read()).toMatchObject({ state: "undelivered", errorCode: "30003" });
    expect(await db.touchpoint.findFirst()).toMatchObject({ state: "failed", reason: "text_undelivered" });
    expect(await db.decision.findMany()).toMatchObject([
      { outcome: "failed", rule: "text_undelivered", inputs: { code: "30003" } },
    ]);
  });

  test("told under another shop's name, or signed by somebody else, changes nothing", async () => {
    await aShop(db, { id: "foreign.myshopify.com" });
    expect(await report({ MessageStatus: "failed" }, { shop: "foreign.myshopify.com" })).toBe(204);
    expect(await report({ MessageStatus: "failed" }, { token: "somebody-else" })).toBe(403);
    expect(await read()).toMatchObject({ state: "accepted" });
  });
});
