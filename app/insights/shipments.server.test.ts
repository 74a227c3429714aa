import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDelay,
  aDeliveryPromise,
  aDeliveryWatch,
  aFollowUp,
  aShipment,
  aShipmentEvent,
  aShop,
  anOrder,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { saveShopSettings } from "~/settings/save-shop-settings.server";
import { holdOrders } from "~/touchpoints/hold-orders.server";
import { latenessWords } from "~/ui/lateness-words";
import { speaker } from "~/ui/words/speaker";
import { readShipmentFilters } from "./shipment-filters";
import type { ShipmentTab } from "./shipment-tabs";
import { readHome } from "./home.server";
import { readShipments } from "./shipments.server";

const { db, deps } = useTestDatabase();

const find = (filters: string, search: string | null = null, after: string | null = null) =>
  readShipments(deps, {
    ...{ shopId, search, after },
    filters: readShipmentFilters(new URLSearchParams(filters)),
  });
const read = (tab: ShipmentTab, after: string | null = null) => find(`tab=${tab}`, null, after);
const namesOf = async (tab: ShipmentTab) => (await read(tab)).rows.map(({ order }) => order.name);

/** Four orders: one late, one at risk, one fine, one arrived. */
async function aWeek() {
  await aShop(db);
  const order = async (id: string, latest: string) => {
    await anOrder(db, {
      id,
      name: `#${id}`,
      checkoutToken: null,
      fulfillmentStatus: "fulfilled",
      placedAt: new Date(`2026-06-0${id}T10:00:00Z`),
    });
    await aDeliveryPromise(db, { orderId: id, earliest: "2026-06-08", latest });
  };
  await order("1", "2026-06-19");
  await order("2", "2026-06-10");
  await order("3", "2026-06-16");
  await order("4", "2026-06-11");
  for (const id of ["1", "2", "3"]) {
    await aShipment(db, { id: `s${id}`, orderId: id });
    await aDeliveryWatch(db, { orderId: id });
  }
  await aShipment(db, { id: "s4", orderId: "4", deliveredAt: new Date("2026-06-10T10:00:00Z") });
  await aDelay(db, { id: "d2", orderId: "2", kind: "overdue" });
  await aDelay(db, { id: "d3", orderId: "3", kind: "stalled", state: "warned" });
  await aTouchpoint(db, {
    orderId: "3",
    kind: "delay_notice",
    delayId: "d3",
    state: "dispatched",
    dispatchedAt: new Date("2026-06-12T08:30:00Z"),
  });
  await aFollowUp(db, { orderId: "4" });
}

describe("the shipments page", () => {
  it("puts late and at risk first, then the rest", async () => {
    await aWeek();
    expect(await namesOf("all")).toEqual(["#2", "#3", "#4", "#1"]);
    expect(await namesOf("on_the_way")).toEqual(["#2", "#3", "#1"]);
  });

  it("sorts every order into its tab and counts what needs attention", async () => {
    await aWeek();
    expect(await namesOf("late")).toEqual(["#2"]);
    expect(await namesOf("at_risk")).toEqual(["#3"]);
    expect(await namesOf("arrived")).toEqual(["#4"]);
    expect(await namesOf("needs_you")).toEqual(["#4"]);
    expect((await read("all")).counts).toEqual({ needs_you: 1, late: 1, at_risk: 1, on_the_way: 3 });
  });

  it("says how late, why, and what the shopper was told", async () => {
    await aWeek();
    const [late, atRisk] = (await read("all")).rows;
    expect(late).toMatchObject({ delay: { kind: "overdue" }, told: [], delivery: { lateness: 2 } });
    expect(atRisk).toMatchObject({
      delay: { kind: "stalled" },
      told: [{ kind: "delay_notice" }],
      delivery: { lateness: 0 },
    });
  });

  it("calls at risk what is likely late too, with the same orders in the tab, its figure, the list of all and Home", async () => {
    await aWeek();
    await db.deliveryWatch.updateMany({ where: { orderId: "1" }, data: { lateChance: 49 } });
    expect(await namesOf("at_risk")).toEqual(["#3"]);
    await db.deliveryWatch.updateMany({ where: { orderId: "1" }, data: { lateChance: 50 } });
    expect(await namesOf("at_risk")).toEqual(["#3", "#1"]);
    expect(await namesOf("all")).toEqual(["#2", "#3", "#1", "#4"]);
    const { counts, rows } = await read("all");
    expect(counts).toMatchObject({ late: 1, at_risk: 2, on_the_way: 3 });
    expect(rows.map((facts) => latenessWords(facts, speaker("en")).text)).toContain(
      "At risk · probably late",
    );
    expect((await readHome(deps, { shopId })).open).toEqual({ late: 1, at_risk: 2, on_the_way: 3 });
    await saveShopSettings(deps, { shopId, patch: { delays: { predictedLateThreshold: 60 } } });
    expect((await read("all")).counts.at_risk).toBe(1);
  });

  it("asks what is wrong with incidents only, and of likely ones whether they are held", async () => {
    await aWeek();
    await db.deliveryWatch.updateMany({ where: { orderId: "1" }, data: { lateChance: 80 } });
    const names = async (search: string) => (await find(search)).rows.map(({ order }) => order.name);
    expect(await names("tab=at_risk&kind=stalled")).toEqual(["#3"]);
    await holdOrders(deps, { shopId, orderIds: ["1"], hold: true });
    expect(await names("tab=at_risk&held=yes")).toEqual(["#1"]);
  });

  it.each([
    ["its number", "3"],
    ["its number with the sign", "#3"],
    ["its parcel's number", "BRT-3"],
    ["the shopper's address, however she writes it", "Carla@Example.com"],
  ])("finds an order by %s, in all tabs", async (_, search) => {
    await aWeek();
    await db.shipment.updateMany({ where: { id: "s3" }, data: { trackingNumber: "BRT-3" } });
    const shopperKey = deps.secrets.shopperKey(shopId, "carla@example.com");
    await db.order.updateMany({ where: { id: "3" }, data: { shopperKey } });
    expect((await find("tab=late", search)).rows.map(({ order }) => order.name)).toEqual(["#3"]);
  });

  it("narrows to what is wrong, with whom, and whose messages are held", async () => {
    await aWeek();
    await db.delay.updateMany({ where: { id: "d3" }, data: { carrier: "BRT" } });
    const names = async (search: string) => (await find(search)).rows.map(({ order }) => order.name);
    expect(await names("kind=stalled")).toEqual(["#3"]);
    expect(await names("kind=stalled&carrier=BRT")).toEqual(["#3"]);
    expect(await names("kind=overdue&carrier=BRT")).toEqual([]);
    expect(await names("tab=late&kind=stalled")).toEqual([]);
    expect((await find("")).carriers).toEqual(["BRT"]);
    await holdOrders(deps, { shopId, orderIds: ["1", "unknown"], hold: true });
    expect(await names("held=yes")).toEqual(["#1"]);
  });

  it("puts first what the merchant asks for", async () => {
    await aWeek();
    await db.shipment.updateMany({
      where: { id: "s1" },
      data: { stageAt: new Date("2026-06-01T08:00:00Z") },
    });
    const names = async (search: string) => (await find(search)).rows.map(({ order }) => order.name);
    expect(await names("sort=newest")).toEqual(["#4", "#3", "#2", "#1"]);
    expect(await names("tab=on_the_way&sort=newest")).toEqual(["#3", "#2", "#1"]);
    expect((await names("tab=on_the_way&sort=quiet"))[0]).toBe("#1");
  });

  it("says how likely what is under way is late, and puts the likeliest first that can still be warned of", async () => {
    await aWeek();
    for (const orderId of ["1", "3"])
      await aShipmentEvent(db, { id: `e${orderId}`, orderId, shipmentId: `s${orderId}` });
    for (const [orderId, lateChance] of [
      ["1", 20],
      ["3", 60],
    ] as const)
      await db.deliveryWatch.updateMany({ where: { orderId }, data: { lateChance } });
    const { rows, chances } = await find("tab=on_the_way&sort=likely");
    expect(rows.map(({ order }) => order.name)).toEqual(["#3", "#1", "#2"]);
    expect(Object.keys(chances).sort()).toEqual(["1", "3"]);
    expect(chances["3"]).toBeGreaterThan(chances["1"] ?? 100);
  });

  it("says no chance beside dates that are after the promise already", async () => {
    await aWeek();
    for (const orderId of ["1", "3"])
      await aShipmentEvent(db, { id: `e${orderId}`, orderId, shipmentId: `s${orderId}` });
    const [first] = await db.deliveryPromise.findMany({ where: { orderId: "3" } });
    if (!first) throw new Error("Order 3 was promised nothing");
    const latestOn = new Date(first.latestOn.getTime() + 5 * dayMs);
    await db.deliveryPromise.create({ data: { ...first, sequence: 1, latestOn, source: "incident" } });
    expect(Object.keys((await find("tab=on_the_way")).chances)).toEqual(["1"]);
  });

  it("shows every order once when it is leafed through", async () => {
    await aShop(db);
    for (let n = 1; n <= 60; n += 1) {
      const id = String(1000 + n);
      await anOrder(db, {
        id,
        name: `#${id}`,
        checkoutToken: null,
        placedAt: new Date(Date.UTC(2026, 4, 1, n % 7, n)),
      });
      await aDeliveryPromise(db, {
        orderId: id,
        earliest: "2026-06-08",
        latest: n % 2 ? "2026-06-10" : "2026-06-17",
      });
      await aDeliveryWatch(db, { orderId: id });
      if (n <= 30) await aDelay(db, { id: `d${id}`, orderId: id });
    }
    for (const search of [
      "",
      "tab=on_the_way",
      "tab=on_the_way&sort=newest",
      "sort=quiet",
      "sort=newest",
      "sort=likely",
    ]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await find(search, null, after);
        seen.push(...page.rows.map(({ order }) => order.id));
        after = page.next;
      } while (after !== null);
      expect(seen).toHaveLength(60);
      expect(new Set(seen).size).toBe(60);
    }
  });

  it("starts at the beginning when the address was tampered with", async () => {
    await aWeek();
    expect((await read("on_the_way", "not-a-cursor")).rows).toHaveLength(3);
  });

  it("never shows another shop's orders", async () => {
    await aWeek();
    const filters = readShipmentFilters(new URLSearchParams());
    const page = await readShipments(deps, {
      ...{ shopId: "other.myshopify.com", filters, search: "3", after: null },
    });
    expect(page).toEqual({
      rows: [],
      chances: {},
      likely: {},
      carriers: [],
      next: null,
      counts: { needs_you: 0, late: 0, at_risk: 0, on_the_way: 0 },
      atRisk: { fromPercent: 50, fromDays: 5 },
    });
  });
});
