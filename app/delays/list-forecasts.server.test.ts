import { expect, it } from "vitest";
import { defaultShopSettings as settings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { reviewOrder } from "../../tests/harness/reviews";
import { listForecasts } from "./list-forecasts.server";

const { db } = useTestDatabase();

it("an order is as likely late as the worst of its parts, by its forecast as by what is kept of it", async () => {
  await aShop(db);
  await anOrder(db, {
    fulfillmentStatus: "partial",
    placedAt: new Date("2026-06-16T06:00:00Z"),
    paidAt: new Date("2026-06-16T06:00:00Z"),
  });
  await aDeliveryPromise(db, { latest: "2026-06-24" });
  await aShipment(db, { handedOverAt: new Date("2026-06-17T07:00:00Z") });
  await aShipmentEvent(db, { status: "out_for_delivery", happenedAt: new Date("2026-06-18T05:00:00Z") });
  // What is not shipped yet comes last, and is less often late than what is out for delivery.
  await db.forecastOdds.create({
    data: {
      ...{ shopId, mean: [0, -9, 0, 0, 0, -3], covariance: new Array<number>(36).fill(0) },
      ...{ forecasts: [], chances: [], late: [] },
    },
  });
  const now = new Date("2026-06-18T09:00:00Z");
  await reviewOrder(db, { orderId: "1043", now });
  const kept = (await db.deliveryWatch.findFirst())?.lateChance;
  const forecasts = await listForecasts(db, { shopId, orderIds: ["1043"], settings, now });
  expect(kept).toBeGreaterThan(0);
  expect(forecasts.get("1043")).toMatchObject({ chance: kept, inputs: { chance: kept } });
});
