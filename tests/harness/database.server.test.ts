import { expect, test } from "vitest";

import { useTestDatabase } from "./database";
import { aDeliveryPromise, anOrder, aShipment, aShop, aTouchpoint, shopId } from "./records";

const { db, deps } = useTestDatabase();

test("a test begins with the rows it makes and no others", async () => {
  await aShop(db);
  await anOrder(db);
  await aShipment(db);
  await aTouchpoint(db);
  expect(await db.order.count({ where: { shopId } })).toBe(1);
});

test("what an earlier test left behind is gone, and so is the time it let pass", async () => {
  expect(await db.order.count()).toBe(0);
  expect(deps.clock.now().toISOString()).toBe("2026-06-12T09:00:00.000Z");
  deps.clock.advance({ days: 1, hours: 2 });
  expect(deps.clock.now().toISOString()).toBe("2026-06-13T11:00:00.000Z");
});

test("a promised day comes back from the database as the same day", async () => {
  await aDeliveryPromise(db, { latest: "2026-06-17" });
  const promise = await db.deliveryPromise.findFirstOrThrow();
  expect(promise.latestOn.toISOString()).toBe("2026-06-17T00:00:00.000Z");
});

test("what a transaction could not finish leaves no trace", async () => {
  await expect(
    db.$transaction(async (tx) => {
      await anOrder(tx);
      throw new Error("half way");
    }),
  ).rejects.toThrow("half way");
  expect(await db.order.count()).toBe(0);
});
