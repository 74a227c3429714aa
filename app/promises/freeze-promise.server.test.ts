import { expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { listPromises } from "./delivery-promises.server";
import { freezePromise } from "./freeze-promise.server";
import { revisePromise } from "./revise-promise.server";

const { db } = useTestDatabase();
const order = {
  id: "1043",
  placedAt: new Date("2026-06-11T09:00:00Z"),
  countryCode: "IT",
  timeZone: "Europe/Rome",
  shippingMethod: "Standard",
  requiresShipping: true,
};
const freeze = async (given: Partial<Parameters<typeof freezePromise>[1]> = {}) =>
  await freezePromise(db, { shopId, order, deliveryMethod: null, settings: defaultShopSettings, ...given });

it("keeps what the shopper was told when buying, whatever is learned later", async () => {
  const frozen = await freeze();
  if (frozen.outcome !== "frozen") throw new Error(frozen.outcome);
  expect(frozen.promise).toMatchObject({
    earliestOn: "2026-06-16",
    latestOn: "2026-06-18",
    source: "promise_rules",
  });
  const later = { minAt: null, maxAt: new Date("2026-06-30T12:00:00Z") };
  expect(await freeze({ deliveryMethod: later })).toEqual({ outcome: "already" });
  expect(await listPromises(db, { shopId, orderId: "1043" })).toEqual({
    original: frozen.promise,
    revised: [],
  });
});

it("promises nothing where nothing is shipped", async () => {
  expect(await freeze({ order: { ...order, requiresShipping: false } })).toEqual({ outcome: "none" });
  expect(await listPromises(db, { shopId, orderId: "1043" })).toEqual({ original: null, revised: [] });
});

it("puts revised dates beside the original, each once", async () => {
  await freeze();
  const revision = {
    earliestOn: "2026-06-19",
    latestOn: "2026-06-22",
    source: "incident" as const,
    timeZone: "Europe/Rome",
    shipBy: null,
    madeAt: new Date("2026-06-17T09:00:00Z"),
  };
  const revise = async (promise: typeof revision) =>
    await revisePromise(db, { shopId, orderId: "1043", promise });
  expect(await revise(revision)).toEqual({ outcome: "revised" });
  expect(await revise(revision)).toEqual({ outcome: "same" });
  expect(await revise({ ...revision, latestOn: "2026-06-23" })).toEqual({ outcome: "revised" });
  const { original, revised } = await listPromises(db, { shopId, orderId: "1043" });
  expect(original?.latestOn).toBe("2026-06-18");
  expect(revised.map(({ latestOn }) => latestOn)).toEqual(["2026-06-22", "2026-06-23"]);
});

it("leaves the original's place free for an order that never had one", async () => {
  await revisePromise(db, {
    shopId,
    orderId: "1043",
    promise: {
      earliestOn: "2026-06-19",
      latestOn: "2026-06-22",
      source: "incident",
      timeZone: "Europe/Rome",
      shipBy: null,
      madeAt: order.placedAt,
    },
  });
  expect(await freeze()).toMatchObject({ outcome: "frozen" });
});
