import { beforeEach, expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { freezePromises } from "~/promises/freeze-promise.server";
import { recordJourneys } from "~/promises/record-journeys.server";
import { untoldPart, type OrderPart } from "~/promises/resolve-promise";
import { defaultShopSettings as settings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { reviewOrder } from "../../tests/harness/reviews";
import { dryRunStep } from "./dry-run.server";
import { listForecasts } from "./list-forecasts.server";

// A shop that hands over within a day, or hardly at all. Two orders of Monday 8 June 2026, both promised for Friday
// 3 July: one may leave at once, the other from Monday 29 June on.

const { db, deps } = useTestDatabase();
const placedAt = new Date("2026-06-08T08:00:00Z");
const mayLeaveAt = new Date("2026-06-29T08:00:00Z");
const maxAt = new Date("2026-07-03T10:00:00Z");

beforeEach(async () => {
  deps.clock.set(placedAt);
  await aShop(db);
  await itsApril();
  await order("1", { ...untoldPart, maxAt, mayLeaveAt });
  await order("2", { ...untoldPart, maxAt });
});

async function order(id: string, part: OrderPart) {
  const order = await anOrder(db, { id, name: `#${id}`, checkoutToken: id, placedAt, paidAt: placedAt });
  const orders = [{ order, parts: [part] }];
  await db.$transaction((tx) => freezePromises(tx, { shopId, orders, settings, now: placedAt }));
}

/** Parcels handed over six hours after their order, every sixth a month after it, and at the door two days later. */
async function itsApril() {
  const order = { countryCode: "IT", provinceCode: "PA", timeZone: "Europe/Rome", shippingMethod: null };
  const orders = Array.from({ length: 180 }, (_, n) => {
    const at = (hours: number) => new Date(Date.parse("2026-04-01T08:00:00Z") + (4 * n + hours) * hourMs);
    const handling = n % 6 === 0 ? 24 * 30 : 6;
    const shipment = { id: `p${String(n)}`, carrier: "BRT", originId: null, scans: [] };
    return {
      order: { ...order, id: `o${String(n)}`, placedAt: at(0), paidAt: at(0) },
      shipments: [{ ...shipment, handedOverAt: at(handling), deliveredAt: at(handling + 48) }],
      ...{ taken: [], mayLeaveAt: null, rules: settings.promiseRules },
    };
  });
  await db.$transaction((tx) => recordJourneys(tx, { shopId, orders }));
}

async function lookEveryMorning(from: string, until: string) {
  for (let at = Date.parse(from); at <= Date.parse(until); at += 24 * hourMs)
    for (const orderId of ["1", "2"]) await reviewOrder(db, { orderId, now: new Date(at) });
}

it("goods that are put off are not called late for the weeks before, an order beside them as ever", async () => {
  await lookEveryMorning("2026-06-09T07:00:00Z", "2026-06-30T07:00:00Z");
  const kindSince = new Date("2026-06-26T07:00:00Z");
  expect(await db.delay.findMany()).toMatchObject([{ orderId: "2", kind: "predicted_late", kindSince }]);
  const looks = await db.forecastLook.findMany({ where: { lookedOn: { lt: mayLeaveAt } } });
  expect(new Set(looks.map(({ orderId }) => orderId))).toEqual(new Set(["2"]));
});

it("the dry run says the same of them", async () => {
  deps.clock.set("2026-06-30T07:00:00Z");
  const { notices } = await dryRunStep(deps, { shopId, after: null });
  expect(notices.map(({ name, kind }) => [name, kind])).toEqual([["#2", "predicted_late"]]);
});

it("no forecast is shown before they may leave, and none that counts the weeks before", async () => {
  const asked = async (iso: string) => {
    const of = { shopId, orderIds: ["1", "2"], settings, now: new Date(iso) };
    return new Map([...(await listForecasts(db, of))].map(([id, { inputs }]) => [id, inputs.elapsedDays]));
  };
  expect(await asked("2026-06-29T07:00:00Z")).toEqual(new Map([["2", 16]]));
  expect((await asked("2026-06-30T09:00:00Z")).get("1")).toBe(1);
});
