import { describe, expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { recordJourneys } from "~/promises/record-journeys.server";
import { defaultShopSettings as settings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { hoursLater, reviewOrder } from "../../tests/harness/reviews";

const { db } = useTestDatabase();
const review = (now: Date) => reviewOrder(db, { orderId: "1043", now });

describe("a parcel that is silent for longer than its road usually is", () => {
  it("opens an incident that says so, and keeps it though the road turns out to be slower", async () => {
    await aShop(db);
    await anOrder(db);
    await aDeliveryPromise(db);
    await aShipment(db, { handedOverAt: hoursLater(-60) });
    await aShipmentEvent(db, { happenedAt: hoursLater(-60), status: "carrier_picked_up" });
    await aShipmentEvent(db, { id: "9002", status: "in_transit", happenedAt: hoursLater(-50) });
    await sixtyParcelsSilentFor(20);
    await review(friday);
    expect(await db.delay.findMany()).toMatchObject([{ kind: "stalled", state: "warned", silenceDays: 1 }]);
    const [decision] = await db.decision.findMany({ where: { rule: "stalled", outcome: "opened" } });
    expect(decision?.inputs).toMatchObject({ usualDays: 1, speaks: "lane" });
    await db.laneJourney.deleteMany();
    await db.laneTally.deleteMany();
    await sixtyParcelsSilentFor(72);
    await review(hoursLater(1));
    expect(await db.delay.findMany()).toMatchObject([{ kind: "stalled", state: "warned" }]);
  });

  /** As many parcels of the same road, in the week before, scanned again after so many hours. */
  async function sixtyParcelsSilentFor(hours: number) {
    const order = await db.order.findFirstOrThrow();
    const shipment = await db.shipment.findFirstOrThrow({ where: { id: "5001" } });
    const startedAt = new Date("2026-06-03T08:00:00Z");
    const deliveredAt = new Date(startedAt.getTime() + hours * hourMs);
    for (let index = 0; index < 60; index += 1) {
      const scans = [
        { status: "carrier_picked_up", happenedAt: new Date("2026-06-02T18:00:00Z") },
        { status: "in_transit", happenedAt: startedAt },
      ];
      const handedOverAt = new Date("2026-06-02T18:00:00Z");
      const one = { ...shipment, id: `p${String(index)}`, handedOverAt, deliveredAt, scans };
      await db.$transaction((tx) =>
        recordJourneys(tx, {
          shopId,
          orders: [
            {
              order: { ...order, id: `o${String(index)}` },
              shipments: [one],
              taken: [],
              rules: settings.promiseRules,
              mayLeaveAt: null,
            },
          ],
        }),
      );
    }
  }
});

describe("what the road says of a parcel", () => {
  it("a parcel on a road that has taken two weeks of late is warned about before the promise breaks", async () => {
    await aShop(db);
    await anOrder(db, { placedAt: hoursLater(-96), paidAt: hoursLater(-96) });
    await aDeliveryPromise(db);
    await aShipment(db, { handedOverAt: hoursLater(-48) });
    await aShipmentEvent(db, { happenedAt: hoursLater(-48) });
    await theRoadTakes(14);
    const outcome = await review(friday);
    expect(outcome.touchpoints).toMatchObject([{ kind: "delay_notice", variant: "on_its_way" }]);
    const promises = await db.deliveryPromise.findMany({ orderBy: { sequence: "asc" } });
    expect(await db.delay.findMany()).toMatchObject([{ kind: "predicted_late", cause: "slow_on_its_way" }]);
    expect(Number(promises[1]?.earliestOn)).toBeGreaterThan(Number(promises[0]?.latestOn));
    expect(await db.decision.findFirst({ where: { rule: "predicted_late" } })).toMatchObject({
      outcome: "opened",
      inputs: { leg: "transit", speaks: "lane", carrier: "BRT", destination: "IT-PA", elapsedDays: 2 },
    });
    // The same look again finds nothing to do, and a morning's forecast is kept once.
    const looks = await db.forecastLook.findMany();
    expect(await review(friday)).toMatchObject({ opened: 0, touchpoints: [] });
    expect(await db.forecastLook.findMany()).toEqual(looks);
  });

  it("a day's forecast stays what its morning said, whatever the lanes learn in its course", async () => {
    await aParcelToForecast();
    await review(friday);
    const morning = await lookOn("2026-06-12");
    await theRoadTakes(14);
    await review(hoursLater(1));
    expect(await lookOn("2026-06-12")).toEqual(morning);
    await review(hoursLater(72));
    expect((await lookOn("2026-06-15"))?.chance).toBeGreaterThan((morning?.chance ?? 1) + 0.1);
  });

  it("a morning is learned from as it would have been with its news in time", async () => {
    await aParcelToForecast();
    await review(friday);
    expect(await lookOn("2026-06-12")).toMatchObject({ movedAt: hoursLater(-48) });
    const outAt = new Date("2026-06-12T04:30:00Z");
    await aShipmentEvent(db, { id: "9002", status: "out_for_delivery", happenedAt: outAt });
    await review(hoursLater(24));
    expect(await lookOn("2026-06-12")).toMatchObject({ movedAt: outAt });
    await db.shipment.updateMany({ data: { deliveredAt: new Date("2026-06-12T05:30:00Z") } });
    await review(hoursLater(48));
    expect(await lookOn("2026-06-12")).toBeNull();
    expect(await lookOn("2026-06-11")).toMatchObject({ movedAt: hoursLater(-48) });
  });

  const lookOn = (on: string) => db.forecastLook.findFirst({ where: { lookedOn: new Date(on) } });

  async function aParcelToForecast() {
    await aShop(db);
    await anOrder(db, { placedAt: hoursLater(-96), paidAt: hoursLater(-96), fulfillmentStatus: "fulfilled" });
    await aDeliveryPromise(db);
    await aShipment(db, { createdAt: hoursLater(-50), handedOverAt: hoursLater(-48) });
    await aShipmentEvent(db, { happenedAt: hoursLater(-48) });
  }

  it("on a road that takes two days the same parcel is left alone", async () => {
    await aShop(db);
    await anOrder(db, { placedAt: hoursLater(-96), paidAt: hoursLater(-96) });
    await aDeliveryPromise(db);
    await aShipment(db, { handedOverAt: hoursLater(-24) });
    await aShipmentEvent(db, { happenedAt: hoursLater(-24) });
    await theRoadTakes(2);
    expect(await review(friday)).toMatchObject({ opened: 0, touchpoints: [] });
  });

  /** Thirty parcels of the same road in the last weeks. */
  async function theRoadTakes(days: number) {
    const order = await db.order.findFirstOrThrow();
    const shipments = Array.from({ length: 30 }, (_, index) => ({
      id: `taught-${String(index)}`,
      carrier: "BRT",
      originId: null,
      handedOverAt: hoursLater(-24 * (days + 1 + index)),
      deliveredAt: hoursLater(-24 * (1 + index)),
      scans: [],
    }));
    await db.$transaction((tx) =>
      recordJourneys(tx, {
        shopId,
        orders: [{ order, shipments, taken: [], rules: settings.promiseRules, mayLeaveAt: null }],
      }),
    );
  }
});
