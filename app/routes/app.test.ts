import { describe, expect, it } from "vitest";
import { settingsFields } from "~/settings/settings-form";
import { defaultShopSettings } from "~/settings/shop-settings";
import { loadShopSettings } from "~/settings/shops.server";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShipment,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { anAdminRequest, useTestApp } from "../../tests/harness/app";
import { action as onHome, loader as home } from "./app._index";
import { loader as insights } from "./app.insights._index/route";
import { loader as exported } from "./app.insights.export";
import { loader as promisedOrders } from "./app.insights.orders";
import { loader as journey } from "./app.journey._index/route";
import { action as resolve, loader as feedback } from "./app.feedback";
import { loader as story } from "./app.orders.$orderId";
import { action as goLive } from "./app.settings.go-live";
import { action as save } from "./app.settings._index/route";
import { action as previewPromises } from "./app.settings.promise-preview";
import { action as decideBatch, loader as batch } from "./app.batches.$batchId/route";
import { loader as shipments } from "./app.shipments._index";
import { loader as layout } from "./app";

const { db, deps } = useTestApp();

const visit = (path: string, params: Record<string, string> = {}) => ({
  request: anAdminRequest(path),
  params,
  context: {},
});
const submit = (path: string, fields: Record<string, string>) => ({
  request: anAdminRequest(path, { method: "POST", body: new URLSearchParams(fields) }),
  params: {},
  context: {},
});

describe("the admin's doors", () => {
  it("turn away who does not come from the Shopify admin", async () => {
    await aShop(db);
    const stranger = anAdminRequest("/app/shipments");
    stranger.headers.set("Authorization", "Bearer forged");
    const answer: unknown = await shipments({ request: stranger, params: {}, context: {} }).catch(
      (thrown: unknown) => thrown,
    );
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).status).toBe(401);
  });

  it("show a merchant only the own shop, whatever the address says", async () => {
    await aShop(db);
    await aShop(db, { id: "other.myshopify.com" });
    await anOrder(db, { shopId: "other.myshopify.com", id: "777" });
    const { data } = await story(visit("/app/orders/777?shop=other.myshopify.com", { orderId: "777" }));
    expect(data.story).toBeNull();
    expect((await shipments(visit("/app/shipments?shop=other.myshopify.com"))).rows).toEqual([]);
  });

  it("answer 404 for an order nobody knows", async () => {
    await aShop(db);
    expect((await story(visit("/app/orders/1", { orderId: "1" }))).init).toMatchObject({ status: 404 });
  });

  it("open in the merchant's language and the shop's time zone", async () => {
    await aShop(db);
    expect(await layout(visit("/app?locale=it"))).toMatchObject({ language: "it", timeZone: "Europe/Rome" });
  });

  it("open every page of a shop with something to show", async () => {
    await aShop(db);
    await anOrder(db);
    await aDeliveryPromise(db);
    await aSurveyResponse(db, { rating: 3 });
    await aFollowUp(db, { surveyResponseId: "response-1043" });
    expect((await home(visit("/app"))).needs.openFollowUps).toBe(1);
    expect((await journey(visit("/app/journey"))).stages).toHaveLength(5);
    expect((await insights(visit("/app/insights"))).period).toEqual({
      fromOn: "2026-03-15",
      untilOn: "2026-06-12",
    });
    expect((await promisedOrders(visit("/app/insights/orders?which=late"))).filter).toBe("late");
    const file = await exported(visit("/app/insights/export?from=2026-06-01"));
    expect(file.headers.get("Content-Disposition")).toContain("insights-2026-06-01-2026-06-12.csv");
    expect((await shipments(visit("/app/shipments?tab=needs_you"))).rows).toHaveLength(1);
    expect((await feedback(visit("/app/feedback?group=detractor"))).answers).toHaveLength(1);
    expect((await story(visit("/app/orders/1043", { orderId: "1043" }))).data.story?.followUps).toHaveLength(
      1,
    );
  });
});

describe("settings", () => {
  const fields = settingsFields({
    ...defaultShopSettings,
    sender: { name: "Acme", email: "ciao@acme.example", replyTo: null },
  });

  it("are saved from the whole form as it stands on the page", async () => {
    await aShop(db);
    expect(await save(submit("/app/settings", { ...fields, "quietHours.startsAt": "22:15" }))).toEqual({
      outcome: "saved",
    });
    expect((await loadShopSettings(db, shopId)).quietHours.startsAt).toBe("22:15");
  });

  it("out of range are refused beside their field, and nothing is saved", async () => {
    await aShop(db);
    const form = {
      ...fields,
      surveyEveryDays: "3",
      "promiseRules.transit.2.minDays": "soon",
      "brand.name": "Acme & Co",
    };
    expect(await save(submit("/app/settings", form))).toEqual({
      outcome: "refused",
      errors: { surveyEveryDays: "range", "promiseRules.transit.2.minDays": "range" },
    });
    expect((await loadShopSettings(db, shopId)).brand.name).toBeNull();
  });
});

describe("the setup guide", () => {
  const dismiss = () => onHome(submit("/app?index", { intent: "dismiss-setup" }));

  it("is dismissed for good once the shop is live, and not before", async () => {
    await aShop(db, { liveAt: null });
    expect(await dismiss()).toEqual({ outcome: "not_live" });
    expect((await home(visit("/app"))).setupDismissed).toBe(false);
    await db.shop.updateMany({ data: { liveAt: deps.clock.now() } });
    expect(await dismiss()).toEqual({ outcome: "dismissed" });
    expect((await home(visit("/app"))).setupDismissed).toBe(true);
  });
});

describe("the preview of the promise rules", () => {
  it("follows the form as it stands, and waits while it cannot be read", async () => {
    await aShop(db);
    const form = settingsFields(defaultShopSettings);
    const look = (fields: Record<string, string>) =>
      previewPromises(submit("/app/settings/promise-preview", fields));
    const { promises } = await look(form);
    expect(promises?.[0]).toMatchObject({ country: "IT" });
    expect(await look({ ...form, "promiseRules.handlingDays": "soon" })).toEqual({ promises: null });
  });
});

describe("the go-live button", () => {
  it("goes live, once, and pauses", async () => {
    await aShop(db, { liveAt: null, settings: { sender: { email: "ciao@acme.example" } } });
    const press = async (intent: string): Promise<unknown> =>
      (await goLive(submit("/app/settings/go-live", { intent }))).json();
    expect(await press("go-live")).toEqual({ outcome: "live", liveAt: deps.clock.now().toISOString() });
    expect(await press("go-live")).toMatchObject({ outcome: "already_live" });
    expect(await press("pause")).toEqual({ outcome: "paused" });
    await expect(press("explode")).rejects.toMatchObject({ status: 400 });
  });
});

describe("a follow-up", () => {
  it("is closed once, with what came of it", async () => {
    await aShop(db);
    await aFollowUp(db);
    const close = () =>
      resolve(
        submit("/app/feedback", {
          ...{ intent: "resolve", followUpId: "follow-up-1043", outcome: "explained", note: "called" },
        }),
      );
    expect(await close()).toEqual({ outcome: "resolved" });
    expect(await close()).toEqual({ outcome: "already_resolved" });
    expect(await db.followUp.findFirst()).toMatchObject({
      state: "resolved",
      outcome: "explained",
      note: "called",
    });
  });
});

describe("a batch of delays", () => {
  const here = { batchId: "batch" };
  const answer = (fields: Record<string, string>) => ({
    ...submit("/app/batches/batch", fields),
    params: here,
  });

  async function aBatch() {
    await aShop(db, { settings: { sender: { email: "ciao@acme.example" } } });
    await anOrder(db);
    await aDeliveryPromise(db);
    await aShipment(db);
    await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
    await aTouchpoint(db, { kind: "delay_notice", delayId: "delay-1043", reason: "awaiting_approval" });
    await db.delayBatch.create({
      data: { shopId, id: "batch", scope: "carrier", scopeKey: "BRT", openedAt: deps.clock.now() },
    });
    await db.delayBatchItem.create({
      data: {
        shopId,
        batchId: "batch",
        touchpointId: "touchpoint-1043",
        delayId: "delay-1043",
        orderId: "1043",
        joinedAt: deps.clock.now(),
      },
    });
  }

  it("stands on Home and above the shipments until it is answered, with its parcels and its words", async () => {
    await aBatch();
    const waiting = [{ id: "batch", waiting: 1, about: { scope: "carrier", carrier: "BRT" } }];
    expect((await home(visit("/app"))).needs.batches).toMatchObject(waiting);
    expect((await shipments(visit("/app/shipments"))).batches).toMatchObject(waiting);
    const { data } = await batch(visit("/app/batches/batch", here));
    expect(data).toMatchObject({
      isOpen: true,
      batch: { rows: [{ state: "planned" }], languages: { it: 1 } },
    });
    expect(data.previews[0]?.subject).toContain("#1043");
  });

  it("speaks the language she chose, whatever her order says", async () => {
    await aBatch();
    const changedAt = deps.clock.now();
    await db.shopperPreference.create({
      data: { shopId, shopperKey: "shopper-marta", language: "en", changedAt },
    });
    const { data } = await batch(visit("/app/batches/batch", here));
    expect(data).toMatchObject({ batch: { languages: { en: 1 } }, previews: [{ language: "en" }] });
    const shown = await decideBatch(answer({ intent: "preview", "reason.en": "a strike." }));
    expect("previews" in shown && shown.previews[0]?.html).toContain("strike");
  });

  it("shows the merchant's reason in the mail before anything is sent, and never as markup", async () => {
    await aBatch();
    const shown = await decideBatch(answer({ intent: "preview", "reason.it": "sciopero <b>BRT</b>." }));
    const [preview] = "previews" in shown ? shown.previews : [];
    expect(preview?.html).toContain("Sciopero &lt;b&gt;BRT&lt;/b&gt;");
    expect(await db.touchpoint.findFirst()).toMatchObject({ state: "planned" });
  });

  it("is answered once", async () => {
    await aBatch();
    expect(await decideBatch(answer({ intent: "approve" }))).toEqual({ outcome: "approved", notices: 1 });
    expect(await decideBatch(answer({ intent: "dismiss" }))).toEqual({ outcome: "already_settled" });
    expect((await home(visit("/app"))).needs.batches).toEqual([]);
  });

  it("of another shop does not exist", async () => {
    await aShop(db);
    await db.delayBatch.create({
      data: {
        shopId: "other.myshopify.com",
        id: "batch",
        scope: "carrier",
        scopeKey: "BRT",
        openedAt: deps.clock.now(),
      },
    });
    expect((await batch(visit("/app/batches/batch", here))).data.batch).toBeNull();
    expect(await decideBatch(answer({ intent: "approve" }))).toEqual({ outcome: "unknown" });
  });
});
