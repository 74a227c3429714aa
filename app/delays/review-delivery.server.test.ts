import { describe, expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDeliveryPromise,
  aDeliveryWatch,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { hoursLater, reviewOrder } from "../../tests/harness/reviews";
import { loadNoticeFacts } from "./notice-facts.server";
import { reviewDelivery } from "./review-delivery.server";

const { db } = useTestDatabase();
const settings = defaultShopSettings;
const orderId = "1043";

const review = (now: Date) => reviewOrder(db, { orderId, now });

async function send(id: string, dispatchedAt: Date) {
  await db.touchpoint.update({
    where: { id },
    data: { state: "dispatched", dispatchedAt, settledAt: dispatchedAt },
  });
}

async function aDelayedParcel() {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  await aShipment(db, { handedOverAt: hoursLater(-6) });
  await aShipmentEvent(db);
  await aShipmentEvent(db, { id: "9002", status: "delayed", happenedAt: hoursLater(-1) });
}

const everything = async () => ({
  delays: await db.delay.findMany(),
  promises: await db.deliveryPromise.findMany({ orderBy: { sequence: "asc" } }),
  watches: await db.deliveryWatch.findMany(),
  decisions: await db.decision.count(),
});

describe("reviewing a delivery", () => {
  it("opens the incident, revises the promise beside the original, keeps why, and asks for one notice", async () => {
    await aDelayedParcel();
    const outcome = await review(friday);
    expect(outcome).toMatchObject({ opened: 1, closed: 0 });
    expect(outcome.touchpoints).toMatchObject([
      { kind: "delay_notice", step: 0, variant: "on_its_way", dueAt: friday },
    ]);
    const { delays, promises, watches } = await everything();
    expect(delays).toMatchObject([
      {
        shipmentId: "5001",
        kind: "carrier_delayed",
        cause: "carrier_reported",
        state: "warned",
        noticesSent: 1,
        openedAt: friday,
      },
    ]);
    expect(promises.map(({ latestOn, source }) => [source, latestOn.toISOString().slice(0, 10)])).toEqual([
      ["promise_rules", "2026-06-17"],
      ["incident", "2026-06-19"],
    ]);
    expect(watches).toHaveLength(1);
    const decisions = await db.decision.findMany({ orderBy: { id: "asc" } });
    expect(decisions.map(({ outcome: what, rule }) => [what, rule])).toEqual([
      ["opened", "carrier_delayed"],
      ["revised", "carrier_delayed"],
    ]);
  });

  it("gives its next word by the clock of the address the order goes to now", async () => {
    await aDelayedParcel();
    await db.order.updateMany({ data: { countryCode: "JP", provinceCode: "JP-13", timeZone: "Asia/Tokyo" } });
    await review(friday);
    const { nextUpdateAt } = await db.delay.findFirstOrThrow();
    expect(nextUpdateAt).toEqual(new Date("2026-06-15T18:00:00+09:00"));
  });

  it("a second look at the same records changes nothing", async () => {
    await aDelayedParcel();
    await review(friday);
    const before = await everything();
    const again = await review(friday);
    expect(again.touchpoints).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  it("follows the incident to its end: update at the word given, thanks on arrival, nothing left to watch", async () => {
    await aDelayedParcel();
    await review(friday);
    await send("delay_notice-0", friday);
    const [delay] = await db.delay.findMany();
    // Told on Friday 11:00 in Rome: the first business evening two days later is Monday's.
    expect(delay?.nextUpdateAt?.toISOString()).toBe("2026-06-15T16:00:00.000Z");

    const monday = new Date("2026-06-15T16:00:00Z");
    const update = await review(monday);
    expect(update.touchpoints).toMatchObject([{ kind: "delay_update", step: 1, variant: "no_news" }]);
    await send("delay_update-1", monday);

    const arrivedAt = new Date("2026-06-17T09:00:00Z");
    await db.shipment.update({
      where: { shopId_id: { shopId, id: "5001" } },
      data: { deliveredAt: arrivedAt },
    });
    const end = await review(new Date("2026-06-17T09:05:00Z"));
    expect(end.touchpoints).toMatchObject([{ kind: "delay_update", step: 2, variant: "arrived" }]);
    expect(await db.delay.findMany()).toMatchObject([
      { state: "closed", closedReason: "arrived", arrivedAt, nextUpdateAt: null },
    ]);
    expect(await db.deliveryWatch.count()).toBe(0);
    expect((await review(new Date("2026-06-17T10:00:00Z"))).touchpoints).toEqual([]);
  });

  it("does not thank a shopper for waiting whose notice was never sent", async () => {
    await aDelayedParcel();
    await review(friday);
    await db.touchpoint.update({
      where: { id: "delay_notice-0" },
      data: { state: "suppressed", reason: "no_address" },
    });
    await db.shipment.update({
      where: { shopId_id: { shopId, id: "5001" } },
      data: { deliveredAt: hoursLater(5) },
    });
    expect(await review(hoursLater(6))).toMatchObject({ closed: 1, touchpoints: [] });
  });

  it("a word given in a notice that never went out binds nobody", async () => {
    await aDelayedParcel();
    await review(friday);
    await db.touchpoint.update({
      where: { id: "delay_notice-0" },
      data: { state: "suppressed", reason: "no_address" },
    });
    expect((await review(new Date("2026-06-15T16:00:00Z"))).touchpoints).toEqual([]);
    expect(await db.delay.findMany()).toMatchObject([{ state: "warned", nextUpdateAt: null }]);
  });

  it("goods taken off the order leave no incident behind", async () => {
    await aDelayedParcel();
    await db.order.updateMany({ data: { fulfillmentStatus: "partial" } });
    await db.deliveryPromise.updateMany({ data: { shipBy: hoursLater(-80) } });
    expect((await review(friday)).opened).toBe(2);
    await db.order.updateMany({ data: { fulfillmentStatus: "fulfilled" } });
    await review(hoursLater(1));
    expect(await db.delay.findMany({ where: { closedAt: { not: null } } })).toMatchObject([
      { shipmentId: null, kind: "unshipped", closedReason: "goods_reassigned" },
    ]);
  });

  it("goods not shipped become an incident of the order, and move to the shipment when they leave", async () => {
    await aShop(db);
    await anOrder(db);
    await aDeliveryPromise(db, { shipBy: new Date("2026-06-12T12:00:00Z") });
    const first = await review(friday);
    expect(first.opened).toBe(0);
    // The forecast is asked on Monday at 08:00 in Rome, two business days before the promise.
    expect(first.nextCheckAt?.toISOString()).toBe("2026-06-15T06:00:00.000Z");
    // Ship-by was Friday 14:00 in Rome; a business day of grace ends on Monday at the same hour.
    const late = await review(new Date("2026-06-15T12:00:00Z"));
    expect(late.touchpoints).toMatchObject([{ variant: "unshipped" }]);
    await send("delay_notice-0", new Date("2026-06-15T12:00:00Z"));

    await aShipment(db, { createdAt: new Date("2026-06-15T15:00:00Z") });
    await review(new Date("2026-06-15T15:00:00Z"));
    expect(await db.delay.findMany()).toMatchObject([
      { shipmentId: "5001", state: "moving", kind: "unshipped" },
    ]);
  });

  it.each([
    ["cancelled", { cancelledAt: friday }, "order_cancelled"],
    ["fully refunded", { fullyRefundedAt: friday }, "order_refunded"],
    ["deleted", { deletedAt: friday }, "order_deleted"],
  ])("an order that is %s closes its incident without a word", async (_title, change, closedReason) => {
    await aDelayedParcel();
    await review(friday);
    await db.order.update({ where: { shopId_id: { shopId, id: orderId } }, data: change });
    expect(await review(hoursLater(1))).toMatchObject({ closed: 1, touchpoints: [] });
    expect(await db.delay.findMany()).toMatchObject([{ state: "closed", closedReason }]);
    expect(await db.deliveryWatch.count()).toBe(0);
  });

  it.each([
    ["a test order", { test: true }],
    ["an order from before go-live", { imported: true }],
    ["an order nobody ships", { requiresShipping: false }],
  ])("%s is not watched", async (_title, change) => {
    await aDelayedParcel();
    await db.order.update({ where: { shopId_id: { shopId, id: orderId } }, data: change });
    expect(await review(friday)).toMatchObject({ opened: 0, nextCheckAt: null });
  });

  it("a label without a scan alarms only where the shop has seen this carrier scan", async () => {
    await aShop(db);
    await anOrder(db);
    await aDeliveryPromise(db, { latest: "2026-06-30" });
    await aShipment(db);
    const thursday = new Date("2026-06-18T09:00:00Z");
    expect((await review(thursday)).opened).toBe(0);
    await anOrder(db, { id: "900", name: "#900" });
    await aShipment(db, { id: "4000", orderId: "900", handedOverAt: new Date("2026-06-01T09:00:00Z") });
    expect((await review(thursday)).opened).toBe(1);
    expect(await db.delay.findMany()).toMatchObject([{ kind: "unscanned", cause: "no_first_scan" }]);
  });

  it("keeps how likely it is late until the promised day is over, the last mornings too", async () => {
    await aShop(db);
    await anOrder(db);
    await aDeliveryPromise(db, { latest: "2026-06-24" });
    await aShipment(db, { handedOverAt: new Date("2026-06-12T07:00:00Z") });
    await aShipmentEvent(db, { status: "in_transit", happenedAt: new Date("2026-06-12T07:30:00Z") });
    const chanceAt = async (now: string) => {
      await review(new Date(now));
      return (await db.deliveryWatch.findFirst())?.lateChance;
    };
    expect(await chanceAt("2026-06-16T09:00:00Z")).toBeNull();
    const early = await chanceAt("2026-06-17T09:00:00Z");
    expect(early).toEqual(expect.any(Number));
    await db.delay.deleteMany();
    const promisedDay = await chanceAt("2026-06-24T09:00:00Z");
    expect(promisedDay).toBeGreaterThan(early ?? 100);
    expect(await chanceAt("2026-06-25T09:00:00Z")).toBeNull();
  });

  it("an order we do not know leaves no watch behind", async () => {
    await aDeliveryWatch(db);
    const outcome = await db.$transaction(
      async (tx) => await reviewDelivery(tx, { shopId, orderId, settings, now: friday, confirmed: true }),
    );
    expect(outcome).toEqual({ outcome: "unknown_order" });
    expect(await db.deliveryWatch.count()).toBe(0);
  });

  it("on unconfirmed records says nothing, and has Shopify asked at once", async () => {
    await aDelayedParcel();
    const unconfirmed = { shopId, orderId, settings, now: friday, confirmed: false };
    const outcome = await db.$transaction((tx) => reviewDelivery(tx, unconfirmed));
    expect(outcome).toEqual({ outcome: "unconfirmed" });
    expect(await db.delay.count()).toBe(0);
    expect(await db.deliveryWatch.findMany()).toMatchObject([{ nextCheckAt: friday }]);
  });

  it("two orders and two shops do not see each other's incidents", async () => {
    await aDelayedParcel();
    await review(friday);
    await anOrder(db, { shopId: "other.myshopify.com" });
    const other = await db.$transaction(
      async (tx) =>
        await reviewDelivery(tx, {
          shopId: "other.myshopify.com",
          orderId,
          settings,
          now: friday,
          confirmed: true,
        }),
    );
    expect(other).toMatchObject({ opened: 0, closed: 0 });
    expect(await db.delay.count()).toBe(1);
  });
});

describe("what a notice says", () => {
  it("is the promise, the new dates, the reason, the word and what she can do", async () => {
    await aDelayedParcel();
    const { touchpoints } = await review(friday);
    const delayId = touchpoints[0]?.delayId ?? "";
    expect(await loadNoticeFacts(db, { shopId, delayId, settings, now: friday })).toMatchObject({
      orderId,
      standing: "holds",
      variant: "on_its_way",
      delay: {
        cause: "carrier_reported",
        quietDays: null,
        promised: { earliestOn: "2026-06-16", latestOn: "2026-06-17" },
        expected: { earliestOn: "2026-06-18", latestOn: "2026-06-19" },
        nextUpdateAt: new Date("2026-06-15T16:00:00Z"),
        arrivedOn: null,
      },
      daysLate: { min: 1, max: 2 },
      options: ["wait", "change_address", "talk"],
    });
    await aShipment(db, { id: "5002", deliveredAt: hoursLater(-2) });
    expect(await loadNoticeFacts(db, { shopId, delayId, settings, now: friday })).toMatchObject({
      delay: { partly: { arrived: 1, of: 2 } },
    });
    expect(
      await loadNoticeFacts(db, { shopId: "other.myshopify.com", delayId, settings, now: friday }),
    ).toBeNull();
  });
});
