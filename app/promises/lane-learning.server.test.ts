import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { anOrder, aShipment, aShop, shopId } from "../../tests/harness/records";
import { defaultShopSettings } from "~/settings/shop-settings";
import { ageAtHazard } from "./arrival-curve";
import { countJourneys } from "./count-journeys.server";
import { keepForecasts, settleForecasts } from "./forecast-looks.server";
import { loadForecaster } from "./forecaster.server";
import { laneOf, type RoadOrder, type RoadShipment } from "./journeys";
import { plusDays } from "./local-dates";
import { watchedShares } from "./named-range";
import { keepRanges, settleRanges } from "./named-ranges.server";
import { recordJourneys } from "./record-journeys.server";

const { db } = useTestDatabase();
const rules = defaultShopSettings.promiseRules;
const daysAgo = (days: number) => new Date(friday.getTime() - days * dayMs);

const order: RoadOrder & { id: string } = {
  id: "1043",
  placedAt: daysAgo(12),
  paidAt: daysAgo(12),
  countryCode: "IT",
  provinceCode: "PA",
  timeZone: "Europe/Rome",
  shippingMethod: null,
};

/** A parcel by BRT handed over ten days ago. */
const parcel = (given: Partial<RoadShipment> = {}): RoadShipment => ({
  id: "5001",
  carrier: "BRT",
  originId: "loc",
  handedOverAt: daysAgo(10),
  deliveredAt: null,
  scans: [],
  ...given,
});

async function record(shipments: RoadShipment[], { taken = new Array<string>(), id = order.id } = {}) {
  await db.$transaction(async (tx) => {
    await recordJourneys(tx, {
      shopId,
      orders: [{ order: { ...order, id }, shipments, taken, rules, mayLeaveAt: null }],
    });
  });
}

const count = () => db.$transaction((tx) => countJourneys(tx, shopId, friday));

async function medianTransit(): Promise<number> {
  const lane = laneOf(order, parcel(), rules);
  const { curves } = await loadForecaster(db, { shopId, lanes: [lane], rules, now: friday });
  return ageAtHazard(curves.curve("transit", lane), Math.LN2);
}

const sums = async () => ({
  tallies: await db.laneTally.findMany({ orderBy: { level: "asc" } }),
  underWay: await db.laneUnderWay.findMany({ orderBy: { level: "asc" } }),
});

describe("learning from what arrives", () => {
  it("a parcel counts once, however often it is told and looked at", async () => {
    await record([parcel()]);
    await count();
    expect((await sums()).underWay.map(({ parcels }) => parcels)).toEqual([1, 1, 1, 1]);
    await record([parcel({ deliveredAt: daysAgo(5) })]);
    await count();
    const once = await sums();
    await record([parcel({ deliveredAt: daysAgo(5) })]);
    await count();
    expect(await sums()).toEqual(once);
    expect(once.underWay).toEqual([]);
    expect(once.tallies.map(({ level }) => level)).toEqual([
      "handling/all",
      "handling/all/loc",
      "pace/domestic/loc",
      "transit/domestic",
      "transit/domestic/it-pa",
      "transit/domestic/it-pa/loc/brt/",
    ]);
  });

  it("learns the same from an arrival told at once as from its parts", async () => {
    await record([parcel({ deliveredAt: daysAgo(5) })]);
    await count();
    const atOnce = await sums();
    await db.laneTally.deleteMany();
    await db.laneJourney.deleteMany();
    await record([parcel()]);
    await count();
    await record([parcel({ deliveredAt: daysAgo(5) })]);
    await count();
    expect(await sums()).toEqual(atOnce);
  });

  it("a road of seven days is expected to take as long after a dozen parcels", async () => {
    const before = await medianTransit();
    for (let index = 0; index < 12; index += 1)
      await record([parcel({ id: `p${String(index)}`, deliveredAt: daysAgo(4) })], {
        id: `o${String(index)}`,
      });
    await count();
    expect(await medianTransit()).toBeGreaterThan(before + 1.5);
  });

  it("a shipment taken back is no longer waited for", async () => {
    await record([parcel()]);
    await count();
    await record([], { taken: ["5001"] });
    await count();
    expect(await sums()).toMatchObject({ underWay: [] });
  });

  it("learns the same from news in any order, the arrival and the carrier's name before the scans", async () => {
    const scans = [
      { status: "carrier_picked_up", happenedAt: daysAgo(10) },
      { status: "out_for_delivery", happenedAt: daysAgo(7) },
      { status: "attempted_delivery", happenedAt: daysAgo(6.5) },
    ];
    const whole = parcel({ scans, deliveredAt: daysAgo(5) });
    await record([whole]);
    await count();
    const inOrder = await sums();
    await db.laneTally.deleteMany();
    await db.laneJourney.deleteMany();
    const unnamed = { carrier: null, originId: null, deliveredAt: daysAgo(5) };
    await record([parcel({ ...unnamed, scans: scans.slice(1, 2), handedOverAt: daysAgo(7) })]);
    await record([parcel({ ...unnamed, scans: scans.slice(0, 2) })]);
    await record([whole]);
    await count();
    expect(await sums()).toEqual(inOrder);
  });

  it("a shipment taken back before it was counted has never been on its way", async () => {
    await record([parcel()]);
    await record([], { taken: ["5001"] });
    await count();
    expect(await sums()).toEqual({ tallies: [], underWay: [] });
  });

  it("learns how long a parcel was silent, from its second scan on, once it has come", async () => {
    const scans = [
      { status: "carrier_picked_up", happenedAt: daysAgo(10) },
      { status: "in_transit", happenedAt: daysAgo(9) },
      { status: "out_for_delivery", happenedAt: daysAgo(6) },
    ];
    const longest = async () =>
      (
        await db.laneJourney.findMany({ where: { leg: { startsWith: "silent" } }, orderBy: { leg: "asc" } })
      ).map(({ leg, startedAt, endedAt }) => [leg, startedAt, endedAt]);
    await record([parcel({ scans })]);
    expect(await longest()).toEqual([]);
    await record([parcel({ scans, deliveredAt: daysAgo(5.5) })]);
    expect(await longest()).toEqual([
      ["silent_at_door", daysAgo(6), daysAgo(5.5)],
      ["silent_on_road", daysAgo(9), daysAgo(6)],
    ]);
    const late = { status: "in_transit", happenedAt: daysAgo(7) };
    await record([parcel({ scans: [...scans, late], deliveredAt: daysAgo(5.5) })]);
    expect((await longest())[1]).toEqual(["silent_on_road", daysAgo(9), daysAgo(7)]);
    await count();
    const levels = (await sums()).tallies
      .map(({ level }) => level)
      .filter((level) => level.startsWith("silent"));
    expect(levels).toEqual([
      "silent_at_door/domestic/brt",
      "silent_at_door/domestic/it-pa/loc/brt/",
      "silent_on_road/domestic/brt",
      "silent_on_road/domestic/it-pa/loc/brt/",
    ]);
  });

  it("on day one believes the merchant's handling days: what is made in ten is not expected on the next", async () => {
    const lane = laneOf(order, parcel(), rules);
    const waitingDays = async (handlingDays: number) => {
      const asked = { shopId, lanes: [lane], rules: { ...rules, handlingDays }, now: friday };
      const { curves } = await loadForecaster(db, asked);
      return ageAtHazard(curves.curve("handling", lane), -Math.log(0.2));
    };
    expect(await waitingDays(1)).toBeLessThan(3);
    expect(await waitingDays(10)).toBeGreaterThan(10);
  });

  it("two shops know nothing of each other's roads", async () => {
    await record([parcel({ deliveredAt: daysAgo(5) })]);
    await count();
    const lane = laneOf(order, parcel(), rules);
    const { curves } = await loadForecaster(db, {
      shopId: "other.myshopify.com",
      lanes: [lane],
      rules,
      now: friday,
    });
    expect(curves.curve("transit", lane).speaks).toBe("prior");
  });
});

describe("learning from forecasts", () => {
  const look = (lookedOn: string, stillComes = 0.9) => ({
    orderId: "1043",
    shipmentId: "5001",
    lookedOn,
    movedAt: daysAgo(10),
    chance: 0.7,
    features: [0, 0, 0, 0, 0, 1],
    stillComes,
    promiseEndsAt: daysAgo(5),
  });

  async function settle(deliveredAt: Date | null, stillComes?: number) {
    await aShop(db);
    await anOrder(db);
    await aShipment(db, { handedOverAt: daysAgo(10), deliveredAt });
    const [first, second] = [look("2026-11-16", stillComes), look("2026-11-17", stillComes)];
    for (const made of [[first, second], [second]])
      await db.$transaction((tx) => keepForecasts(tx, shopId, { made, gone: [] }));
    for (let twice = 0; twice < 2; twice += 1)
      await db.$transaction((tx) => settleForecasts(tx, shopId, friday));
    return db.forecastOdds.findUniqueOrThrow({ where: { shopId } });
  }

  it("a parcel in time makes the next forecast milder, and is kept in the calibration once a day", async () => {
    const { mean, forecasts, late } = await settle(daysAgo(6));
    expect(mean[5]).toBeLessThan(-0.4);
    expect(forecasts[7]).toBe(2);
    expect(late[7]).toBe(0);
    expect(await db.forecastLook.count()).toBe(0);
  });

  it("an order with more forecasts than are compared at once is compared whole", async () => {
    await aShop(db);
    await anOrder(db);
    await aShipment(db, { handedOverAt: daysAgo(10), deliveredAt: daysAgo(1) });
    const made = Array.from({ length: 501 }, (_, day) => look(plusDays("2026-11-17", -day)));
    await db.$transaction((tx) => keepForecasts(tx, shopId, { made, gone: [] }));
    await db.$transaction((tx) => settleForecasts(tx, shopId, friday));
    const { forecasts } = await db.forecastOdds.findUniqueOrThrow({ where: { shopId } });
    expect(forecasts[7]).toBe(501);
    expect(await db.forecastLook.count()).toBe(0);
  });

  it("one that came late makes it graver", async () => {
    const { mean, late } = await settle(daysAgo(1));
    expect(mean[5]).toBeGreaterThan(-0.32);
    expect(late[7]).toBe(2);
  });

  it("one of a road on which hardly any that slow still come does less", async () => {
    const { mean, late } = await settle(null, 0.1);
    expect(mean[5]).toBeGreaterThan(-0.4);
    expect(mean[5]).toBeLessThan(-0.32);
    expect(late[7]).toBe(2);
  });
});

describe("learning how wide a range of days has to be", () => {
  /** From 18 May on, one day a share. */
  const days = watchedShares.map((_, index) => plusDays("2026-05-18", index));
  const named = (shipmentId: string | null, given: { days?: string[] } = {}) => ({
    ...{ orderId: "1043", shipmentId, leg: "transit" as const, days, timeZone: "Europe/Rome" },
    ...given,
  });

  async function settleTwice() {
    for (let twice = 0; twice < 2; twice += 1)
      await db.$transaction((tx) => settleRanges(tx, shopId, friday));
  }

  it("a parcel counts once, by the first days named for it", async () => {
    await aShop(db);
    await anOrder(db);
    await aShipment(db, { deliveredAt: new Date("2026-05-23T12:00Z") });
    await db.$transaction(async (tx) => {
      await keepRanges(tx, shopId, [named("5001")]);
      await keepRanges(tx, shopId, [named("5001", { days: ["2026-05-20"] })]);
    });
    await settleTwice();
    const { parcels, cameBefore, cameBy } = await db.rangeTally.findFirstOrThrow({ where: { shopId } });
    const shares = (came: number[]) => came.map((weight) => weight / parcels);
    expect(shares(cameBy)).toEqual(days.map((day) => (day >= "2026-05-23" ? 1 : 0)));
    expect(shares(cameBefore)).toEqual(days.map((day) => (day > "2026-05-23" ? 1 : 0)));
    expect(await db.namedRange.count()).toBe(0);
  });

  it("of an order that was cancelled nothing is learned", async () => {
    await aShop(db);
    await anOrder(db, { cancelledAt: daysAgo(20) });
    await db.$transaction((tx) => keepRanges(tx, shopId, [named(null)]));
    await settleTwice();
    expect(await db.rangeTally.count()).toBe(0);
    expect(await db.namedRange.count()).toBe(0);
  });

  it("days that are not over wait", async () => {
    await aShop(db);
    await anOrder(db);
    await db.$transaction((tx) => keepRanges(tx, shopId, [named(null, { days: ["2026-06-11"] })]));
    await settleTwice();
    expect(await db.namedRange.count()).toBe(1);
  });
});
