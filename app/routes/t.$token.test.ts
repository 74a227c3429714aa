import { beforeEach, describe, expect, test } from "vitest";
import type { TrackingPage } from "~/delays/tracking-page.server";
import { dayMs } from "~/platform/durations";
import { useTestApp } from "../../tests/harness/app";
import {
  aDelay,
  aDeliveryPromise,
  aShipment,
  aShipmentEvent,
  aShop,
  anOrder,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { loader } from "./t.$token";

const { db, deps } = useTestApp();

const inAMonth = () => new Date(deps.clock.now().getTime() + 30 * dayMs);
const linkFor = (order: { shopId: string; id: string }, purpose: "track" | "rate" = "track") =>
  deps.links.sign({ purpose, ...order, expiresAt: inAMonth() });
const token = () => linkFor({ shopId, id: "1043" });

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
});

async function open(link = token()) {
  const request = new Request(`https://lastmile.test/t/${link}`);
  const response = await loader({ request, params: { token: link }, context: {} });
  const data = (await response.json()) as { view: string; page?: TrackingPage };
  return { status: response.status, data, page: data.page };
}

describe("behind the link in a mail", () => {
  test("she sees how far her order is and when it comes, in her language", async () => {
    const { status, page } = await open();
    expect(status).toBe(200);
    expect(page).toMatchObject({
      language: "it",
      orderNumber: "#1043",
      delivery: {
        heading: "Abbiamo ricevuto l'ordine e lo stiamo preparando.",
        dates: "Promesso entro mercoledì 17",
        delay: null,
      },
      ordered: { event: "ordered", when: "giovedì 11, 11:00" },
    });
    expect(page?.delivery?.steps.map(({ state }) => state)).toEqual([
      "now",
      "ahead",
      "ahead",
      "ahead",
      "ahead",
    ]);
  });

  test("the carrier's scans are told on her own clock", async () => {
    await aShipment(db, { stage: "in_transit", handedOverAt: new Date("2026-06-12T03:00:00Z") });
    await aShipmentEvent(db);
    const { page } = await open();
    expect(page?.delivery?.heading).toBe("L'ordine è in viaggio.");
    expect(page?.parcels[0]?.[0]).toMatchObject({
      event: "in_transit",
      when: "venerdì 12, 05:00",
      city: "Milano",
    });
  });

  test("a late order says why, when the next word comes, and what she can do", async () => {
    await aDelay(db, {
      shipmentId: null,
      kind: "unshipped",
      cause: "unshipped",
      state: "warned",
      noticesSent: 1,
      choice: "talk",
      nextUpdateAt: new Date("2026-06-15T16:00:00Z"),
    });
    await aTouchpoint(db, { kind: "delay_notice", delayId: "delay-1043", state: "dispatched" });
    const delay = (await open()).page?.delivery?.delay;
    expect(delay).toMatchObject({
      why: "Non l'abbiamo ancora affidato al corriere.",
      nextWord: "Ci facciamo sentire di nuovo lunedì entro le 18, anche se non ci sono novità.",
      chosen: { name: "Parlo con voi" },
    });
    expect(delay?.options.map(({ choice }) => choice)).toEqual(["wait", "change_address", "cancel"]);
    const link = delay?.options[0]?.url.replace("https://lastmile.test/d/", "").split("?")[0] ?? "";
    expect(deps.links.read("choose", link, deps.clock.now())).toMatchObject({
      outcome: "valid",
      id: "delay-1043",
    });
  });

  test("the carrier's date for one parcel is not the order's while another has none, or a part is still here", async () => {
    const dates = async () => (await open()).page?.delivery?.dates;
    await aShipment(db, { stage: "in_transit", etaAt: new Date("2026-06-16T10:00:00Z") });
    expect(await dates()).toBe("Promesso entro mercoledì 17 · ora lo aspettiamo martedì 16");
    await db.order.updateMany({ data: { fulfillmentStatus: "partial" } });
    expect(await dates()).toBe("Promesso entro mercoledì 17");
    await db.order.updateMany({ data: { fulfillmentStatus: "fulfilled" } });
    await aShipment(db, { id: "5002", stage: "in_transit" });
    expect(await dates()).toBe("Promesso entro mercoledì 17");
  });

  test("an arrived order says when", async () => {
    await aShipment(db, { stage: "delivered", deliveredAt: new Date("2026-06-11T10:00:00Z") });
    await db.order.updateMany({ data: { fulfillmentStatus: "fulfilled" } });
    expect((await open()).page?.delivery).toMatchObject({
      hasArrived: true,
      dates: "Promesso entro mercoledì 17 · arrivato giovedì 11",
    });
  });

  test("a cancelled order says that nothing is under way", async () => {
    await db.order.updateMany({ data: { cancelledAt: deps.clock.now() } });
    expect((await open()).page).toMatchObject({ delivery: null, orderNumber: "#1043" });
  });

  test("a tracking address that is no web address becomes no link", async () => {
    await aShipment(db, { trackingUrl: "javascript:alert(1)" });
    expect((await open()).page?.delivery?.tracking).toBeNull();
  });

  test("neither her name nor her address stands on the page", async () => {
    expect(JSON.stringify((await open()).data)).not.toMatch(/marta|bianchi|palermo|90100/i);
  });

  test("opening it writes nothing: mail scanners open links", async () => {
    await open();
    expect(await db.decision.count()).toBe(0);
    expect(await db.touchpoint.count()).toBe(0);
  });
});

describe("a link that is no good shows a friendly page without anything about an order", () => {
  test.each([
    ["cut off", () => token().slice(0, -4)],
    ["signed for another purpose", () => linkFor({ shopId, id: "1043" }, "rate")],
    ["for another shop's order", () => linkFor({ shopId: "foreign.myshopify.com", id: "1043" })],
    ["for an order there is not", () => linkFor({ shopId, id: "9999" })],
    [
      "with another order's claims put under its signature",
      () => {
        const claims = JSON.stringify([shopId, "1044", null, 4_000_000_000]);
        return `${Buffer.from(claims).toString("base64url")}.${token().split(".")[1] ?? ""}`;
      },
    ],
  ])("%s", async (_, link) => {
    const { status, data } = await open(link());
    expect(status).toBe(404);
    expect(data).toMatchObject({ view: "bad_link", problem: "forged" });
    expect(data).not.toHaveProperty("page");
  });

  test("too old", async () => {
    const link = token();
    deps.clock.advance({ days: 31 });
    expect(await open(link)).toMatchObject({ status: 410, data: { view: "bad_link", problem: "expired" } });
  });

  test("of a shop that has left, or has not gone live", async () => {
    await db.shop.updateMany({ data: { uninstalledAt: deps.clock.now() } });
    expect((await open()).status).toBe(404);
    await db.shop.updateMany({ data: { uninstalledAt: null, liveAt: null } });
    expect((await open()).status).toBe(404);
  });
});
