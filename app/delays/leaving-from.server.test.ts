import { beforeEach, expect, it } from "vitest";
import { freezePromises } from "~/promises/freeze-promise.server";
import { untoldPart } from "~/promises/resolve-promise";
import { defaultShopSettings, type ShopSettings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { dryRunStep } from "./dry-run.server";
import { loadNoticeFacts } from "./notice-facts.server";
import { reviewDelivery } from "./review-delivery.server";

// Orders of one shop, placed on Monday 8 June 2026 at 8:00 in Greenwich and going to Paris: wherever they leave from, it
// is by the cut-off of the 9th. The 10th is a holiday in Portugal.

const { db, deps } = useTestDatabase();

const place = { country: "IT", timeZone: "Europe/Rome", cutOff: "14:00", closedOn: [] };
const settings: ShopSettings = {
  ...defaultShopSettings,
  // Only what is seen to be late shall speak here.
  delays: { ...defaultShopSettings.delays, predictedLateThreshold: 95 },
  promiseRules: {
    ...defaultShopSettings.promiseRules,
    locations: [
      { ...place, name: "Milan", cutOff: "12:00" },
      { ...place, name: "Lisbon", country: "PT", timeZone: "Europe/Lisbon", cutOff: "17:00" },
      { ...place, name: "Closing store", closedOn: ["2026-06-10", "2026-06-11", "2026-06-12"] },
    ],
  },
};
const placedAt = new Date("2026-06-08T08:00:00Z");

beforeEach(async () => {
  deps.clock.set(placedAt);
  const { promiseRules, delays } = settings;
  await aShop(db, { settings: { promiseRules, delays: { ...delays } }, countryCode: "IT" });
});

async function order(id: string, ...locations: string[]) {
  const order = await anOrder(db, {
    ...{ id, name: `#${id}`, checkoutToken: id, placedAt, paidAt: placedAt },
    ...{ countryCode: "FR", provinceCode: null, timeZone: "Europe/Paris" },
  });
  const parts = locations.map((location) => ({ ...untoldPart, location }));
  const orders = [{ order, parts: parts.length === 0 ? null : parts }];
  await db.$transaction((tx) => freezePromises(tx, { shopId, orders, settings, now: placedAt }));
}

const look = (orderId: string, iso: string) =>
  db.$transaction((tx) =>
    reviewDelivery(tx, { shopId, orderId, settings, now: new Date(iso), confirmed: true }),
  );

it.each([
  ["nowhere we know", [], "2026-06-10T12:00:00Z"],
  ["a place without rules of its own", ["Garage"], "2026-06-10T12:00:00Z"],
  ["a place with an early cut-off", ["Milan"], "2026-06-10T10:00:00Z"],
  ["a country with a holiday between", ["Lisbon"], "2026-06-11T16:00:00Z"],
  ["a place that is closed for some days", ["Closing store"], "2026-06-15T12:00:00Z"],
  ["two places: the one whose part comes last", ["Milan", "Lisbon"], "2026-06-11T16:00:00Z"],
])(
  "goods that leave from %s are late by its own days, and not looked at before",
  async (_title, from, lateAt) => {
    await order("1", ...from);
    const before = await look("1", "2026-06-09T20:00:00Z");
    expect(before).toMatchObject({ opened: 0 });
    const isBefore = (at: Date) => at < new Date(lateAt);
    for (let at = nextLook(before); isBefore(at); at = nextLook(await look("1", at.toISOString())))
      expect(await db.delay.count()).toBe(0);
    expect(await look("1", lateAt)).toMatchObject({ opened: 1 });
    expect(await db.delay.findMany()).toMatchObject([{ kind: "unshipped", kindSince: new Date(lateAt) }]);
    deps.clock.set("2026-06-16T12:00:00Z");
    const { notices } = await dryRunStep(deps, { shopId, after: null });
    expect(notices[0]).toMatchObject({ kind: "unshipped", at: new Date(lateAt) });
  },
);

const nextLook = (outcome: Awaited<ReturnType<typeof look>>): Date => {
  if (outcome.outcome !== "reviewed" || !outcome.nextCheckAt) throw new Error("nobody would look again");
  return outcome.nextCheckAt;
};

it("a notice counts the days that goods are late by the place they leave from", async () => {
  await order("1");
  await order("2", "Lisbon");
  const told = async (orderId: string) => {
    await look(orderId, "2026-06-11T16:00:00Z");
    const { id: delayId } = await db.delay.findFirstOrThrow({ where: { orderId } });
    const facts = await loadNoticeFacts(db, {
      ...{ shopId, delayId, settings, now: new Date("2026-06-11T16:00:00Z") },
    });
    return facts?.daysLate;
  };
  expect(await told("1")).toEqual({ min: 2, max: 3 });
  expect(await told("2")).toEqual({ min: 1, max: 2 });
});
