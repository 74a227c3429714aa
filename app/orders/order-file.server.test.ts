import { expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDelay,
  aDeliveryPromise,
  aDeliveryWatch,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { loadOrderFile } from "./order-file.server";

const { db } = useTestDatabase();

it("an order's file holds exactly what the tables do", async () => {
  await aShop(db);
  const order = await anOrder(db);
  const shipment = await aShipment(db);
  const event = await aShipmentEvent(db);
  const delay = await aDelay(db);
  const touchpoint = await aTouchpoint(db, { details: { variant: "moving", nextAt: "2026-06-12" } });
  const promise = await aDeliveryPromise(db);
  const watch = await aDeliveryWatch(db);
  await anOrder(db, { id: "999", name: "#999", checkoutToken: "another" });
  const file = await db.$transaction((tx) => loadOrderFile(tx, shopId, order.id));
  expect(file).toEqual({
    order,
    shipments: [shipment],
    events: [event],
    touchpoints: [touchpoint],
    delays: [delay],
    promises: [promise],
    watch,
    outcome: null,
  });
});

it("an unknown order has no file", async () => {
  expect(await db.$transaction((tx) => loadOrderFile(tx, shopId, "1"))).toBeNull();
});
