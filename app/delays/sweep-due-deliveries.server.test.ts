import { expect, it } from "vitest";
import { minuteMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { aDeliveryWatch, shopId } from "../../tests/harness/records";
import { nextDueAt, takeDueDeliveries } from "./sweep-due-deliveries.server";

const { db } = useTestDatabase();
const minutes = (count: number) => new Date(friday.getTime() + count * minuteMs);

it("takes what is due, the longest due first, and not what is not", async () => {
  await aDeliveryWatch(db, { orderId: "1", nextCheckAt: minutes(-10) });
  await aDeliveryWatch(db, { orderId: "2", nextCheckAt: minutes(-20) });
  await aDeliveryWatch(db, { orderId: "3", nextCheckAt: friday });
  await aDeliveryWatch(db, { orderId: "4", nextCheckAt: new Date(friday.getTime() + 1) });
  const request = { now: friday, limit: 2, leaseUntil: minutes(5) };
  const first = await takeDueDeliveries(db, request);
  expect(first.map(({ orderId }) => orderId).sort()).toEqual(["1", "2"]);
  expect(first[0]?.shopId).toBe(shopId);
  expect((await takeDueDeliveries(db, request)).map(({ orderId }) => orderId)).toEqual(["3"]);
  expect(await takeDueDeliveries(db, request)).toEqual([]);
});

it("what was taken and never reviewed comes back when its lease ends", async () => {
  await aDeliveryWatch(db, { nextCheckAt: minutes(-10) });
  await takeDueDeliveries(db, { now: friday, limit: 10, leaseUntil: minutes(5) });
  expect(await nextDueAt(db)).toEqual(minutes(5));
  expect(await takeDueDeliveries(db, { now: minutes(5), limit: 10, leaseUntil: minutes(10) })).toHaveLength(
    1,
  );
});

it("two workers never take the same delivery", async () => {
  for (let order = 0; order < 30; order += 1)
    await aDeliveryWatch(db, { orderId: String(order), nextCheckAt: minutes(-order) });
  const request = { now: friday, limit: 12, leaseUntil: minutes(5) };
  const taken = await Promise.all([1, 2, 3].map(async () => await takeDueDeliveries(db, request)));
  const orders = taken.flat().map(({ orderId }) => orderId);
  expect(new Set(orders).size).toBe(orders.length);
});

it("nothing watched, nothing due", async () => {
  expect(await nextDueAt(db)).toBeNull();
  expect(await takeDueDeliveries(db, { now: friday, limit: 10, leaseUntil: minutes(5) })).toEqual([]);
});
