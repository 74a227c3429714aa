import { describe, expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { listPromises } from "./delivery-promises.server";
import { freezePromises } from "./freeze-promise.server";
import { recordJourneys } from "./record-journeys.server";
import { untoldPart } from "./resolve-promise";
import { revisionsInsert } from "./revise-promise.server";

const { db } = useTestDatabase();
const order = {
  id: "1043",
  placedAt: new Date("2026-06-11T09:00:00Z"),
  paidAt: null,
  countryCode: "IT",
  provinceCode: "PA",
  timeZone: "Europe/Rome",
  shippingMethod: "Standard",
  requiresShipping: true,
};
type Given = Partial<Parameters<typeof freezePromises>[1]["orders"][number]> & {
  settings?: Parameters<typeof freezePromises>[1]["settings"];
};
const freeze = async ({ settings = defaultShopSettings, ...given }: Given = {}) => {
  const asked = { order, parts: null, ...given };
  const frozen = await db.$transaction((tx) =>
    freezePromises(tx, { shopId, orders: [asked], settings, now: order.placedAt }),
  );
  return frozen.get(asked.order.id) ?? { outcome: "none" as const };
};

it("keeps what the shopper was told when buying, whatever is learned later", async () => {
  const frozen = await freeze();
  if (frozen.outcome !== "frozen") throw new Error(frozen.outcome);
  expect(frozen.promise).toMatchObject({
    earliestOn: "2026-06-16",
    latestOn: "2026-06-18",
    source: "promise_rules",
  });
  const later = { ...untoldPart, maxAt: new Date("2026-06-30T12:00:00Z") };
  expect(await freeze({ parts: [later] })).toEqual({ outcome: "already" });
  expect(await listPromises(db, { shopId, orderId: "1043" })).toEqual({
    original: frozen.promise,
    revised: [],
  });
});

it("promises nothing where nothing is shipped", async () => {
  expect(await freeze({ order: { ...order, requiresShipping: false } })).toEqual({ outcome: "none" });
  expect(await listPromises(db, { shopId, orderId: "1043" })).toEqual({ original: null, revised: [] });
});

async function revise(promise: Parameters<typeof revisionsInsert>[0][number]["promise"]) {
  const statement = revisionsInsert([{ shopId, orderId: "1043", promise }]);
  return statement && (await db.$executeRaw(statement));
}

it("puts revised dates beside the original, each once", async () => {
  await freeze();
  const revision = {
    earliestOn: "2026-06-19",
    latestOn: "2026-06-22",
    source: "incident" as const,
    timeZone: "Europe/Rome",
    location: null,
    mayLeaveAt: null,
    shipBy: null,
    madeAt: new Date("2026-06-17T09:00:00Z"),
  };
  expect(await revise(revision)).toBe(1);
  expect(await revise(revision)).toBe(0);
  expect(await revise({ ...revision, latestOn: "2026-06-23" })).toBe(1);
  const { original, revised } = await listPromises(db, { shopId, orderId: "1043" });
  expect(original?.latestOn).toBe("2026-06-18");
  expect(revised.map(({ latestOn }) => latestOn)).toEqual(["2026-06-22", "2026-06-23"]);
});

it("leaves the original's place free for an order that never had one", async () => {
  const promise = {
    earliestOn: "2026-06-19",
    latestOn: "2026-06-22",
    source: "incident",
    timeZone: "Europe/Rome",
    location: null,
    mayLeaveAt: null,
    shipBy: null,
    madeAt: order.placedAt,
  } as const;
  await revise(promise);
  expect(await freeze()).toMatchObject({ outcome: "frozen" });
});

describe("where the shop's rules are silent", () => {
  const rules = {
    ...defaultShopSettings.promiseRules,
    transit: [{ to: "domestic", method: null, minDays: 1, maxDays: 2 }],
  };
  const settings = { promiseRules: rules };
  const abroad = { ...order, countryCode: "FR", provinceCode: null, timeZone: "Europe/Paris" };
  const at = (on: string) => new Date(`${on}T10:00:00Z`);

  /** Parcels to France by a carrier and a service, each handed over a day after its order on a Monday of May. */
  async function sent(carrier: string, service: string, arrivals: string[]) {
    for (const [index, deliveredOn] of arrivals.entries()) {
      const id = `${carrier}-${service}-${String(index)}`;
      const shipment = { id, carrier, originId: "milan", handedOverAt: at("2026-05-19"), scans: [] };
      await db.$transaction((tx) =>
        recordJourneys(tx, {
          shopId,
          orders: [
            {
              rules,
              mayLeaveAt: null,
              order: { ...abroad, id, shippingMethod: service, placedAt: at("2026-05-18") },
              shipments: [{ ...shipment, deliveredAt: at(deliveredOn) }],
              taken: [],
            },
          ],
        }),
      );
    }
  }
  const twelve = (on: string) => Array.from({ length: 12 }, () => on);

  it("the road promises the day by which nine parcels in ten have come, and when the goods have to leave", async () => {
    await sent("GLS", "Standard", [...twelve("2026-05-26"), ...twelve("2026-05-27")]);
    const frozen = await freeze({ order: abroad, settings });
    if (frozen.outcome !== "frozen") throw new Error(frozen.outcome);
    const { earliestOn, latestOn, source, timeZone, shipBy } = frozen.promise;
    expect({ source, timeZone }).toEqual({ source: "lane_history", timeZone: "Europe/Paris" });
    expect(earliestOn >= "2026-06-15" && earliestOn < latestOn).toBe(true);
    expect(latestOn >= "2026-06-18" && latestOn <= "2026-06-24").toBe(true);
    expect(shipBy && shipBy > new Date("2026-06-12") && shipBy < new Date("2026-06-19")).toBe(true);
    const { original } = await listPromises(db, { shopId, orderId: "1043" });
    expect(original).toEqual(frozen.promise);
  });

  it("an express parcel is promised by express parcels", async () => {
    await sent("GLS", "Standard", [...twelve("2026-06-01"), ...twelve("2026-06-02")]);
    await sent("DHL", "Express", twelve("2026-05-20"));
    const latest = async (id: string, shippingMethod: string) => {
      const frozen = await freeze({ order: { ...abroad, id, shippingMethod }, settings });
      return frozen.outcome === "frozen" ? frozen.promise.latestOn : "";
    };
    expect((await latest("1", "Express")) < (await latest("2", "Standard"))).toBe(true);
  });

  it("orders that came together are each promised by their own road", async () => {
    await sent("GLS", "Standard", [...twelve("2026-06-01"), ...twelve("2026-06-02")]);
    await sent("DHL", "Express", twelve("2026-05-20"));
    const orders = ["Express", "Standard", "By bicycle", "Express"].map((shippingMethod, n) => ({
      ...abroad,
      ...{ id: String(n), shippingMethod },
    }));
    const asked = orders.map((one) => ({ order: one, parts: null }));
    const together = await db.$transaction((tx) =>
      freezePromises(tx, { shopId, orders: asked, settings, now: order.placedAt }),
    );
    const alone = [];
    for (const one of orders)
      alone.push(await freeze({ order: { ...one, id: `${one.id}-alone` }, settings }));
    expect(alone.map(({ outcome }) => outcome)).toEqual(["frozen", "frozen", "frozen", "frozen"]);
    expect([...together.values()]).toEqual(alone);
  });

  it("a few parcels promise nothing", async () => {
    await sent("GLS", "Standard", ["2026-05-26", "2026-05-27"]);
    expect(await freeze({ order: abroad, settings })).toEqual({ outcome: "none" });
  });

  it("Shopify's dates are kept, and the road says when the goods have to leave for them", async () => {
    await sent("GLS", "Standard", [...twelve("2026-05-26"), ...twelve("2026-05-27")]);
    const parts = [{ ...untoldPart, maxAt: new Date("2026-06-26T16:00:00Z") }];
    const frozen = await freeze({ order: abroad, parts, settings });
    if (frozen.outcome !== "frozen") throw new Error(frozen.outcome);
    expect(frozen.promise).toMatchObject({ latestOn: "2026-06-26", source: "shopify_delivery_method" });
    const shipBy = frozen.promise.shipBy;
    expect(shipBy && shipBy > new Date("2026-06-15") && shipBy < new Date("2026-06-23")).toBe(true);
  });

  it("Shopify's ship-by stands beside a day the road promises", async () => {
    await sent("GLS", "Standard", [...twelve("2026-05-26"), ...twelve("2026-05-27")]);
    const fulfillBy = new Date("2026-06-12T16:00:00Z");
    const frozen = await freeze({ order: abroad, parts: [{ ...untoldPart, fulfillBy }], settings });
    expect(frozen).toMatchObject({ promise: { source: "lane_history", shipBy: fulfillBy } });
  });

  it("an order heard of weeks later is not promised by what came after it", async () => {
    await sent("GLS", "Standard", twelve("2026-05-26"));
    const placedAt = at("2026-05-19");
    expect(await freeze({ order: { ...abroad, placedAt }, settings })).toEqual({ outcome: "none" });
  });
});
