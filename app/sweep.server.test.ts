import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "../tests/harness/database";
import { aShop, shopId } from "../tests/harness/records";
import { createQueue } from "~/platform/queue.server";
import { sweep } from "./sweep.server";

const { db, deps } = useTestDatabase();

// What waits in the queue is a part of what is due: its tables have to be there.
const tables = createQueue(deps.connection, deps.log);
beforeAll(() => tables.start());
afterAll(() => tables.stop());

const asked = () => deps.queue.sent.map(({ job, payload }) => [job, payload]);

test("of a live shop Shopify is asked once an hour and its past once a day, however often we look", async () => {
  await aShop(db);
  expect((await sweep(deps)).busy).toBe(true);
  expect((await sweep(deps)).busy).toBe(false);
  expect(asked()).toEqual([
    ["shop.reconcile", { shopId }],
    ["shop.forget", { shopId }],
  ]);

  deps.clock.advance({ hours: 1 });
  await sweep(deps);
  expect(asked().slice(2)).toEqual([["shop.reconcile", { shopId }]]);

  deps.clock.advance({ days: 1 });
  await sweep(deps);
  expect(asked().slice(3)).toHaveLength(2);
});

test("of a shop that left Shopify is asked no more, and its data is still looked through", async () => {
  await aShop(db, { uninstalledAt: deps.clock.now() });
  await sweep(deps);
  expect(asked()).toEqual([["shop.forget", { shopId }]]);
});
