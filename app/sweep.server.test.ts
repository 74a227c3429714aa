import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "../tests/harness/database";
import { aShop, shopId } from "../tests/harness/records";
import { hourMs } from "~/platform/durations";
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

test("a reply that a paused mail server holds back is seen to when the pause is over", async () => {
  const until = new Date(deps.clock.now().getTime() + hourMs);
  const reply = { shopId, id: "reply-1", followUpId: "follow-up-1043", orderId: "1043", language: "it" };
  const written = { subject: "Ordine #1043", text: "Parte domani.", writtenAt: deps.clock.now() };
  await db.followUpReply.create({ data: { ...reply, ...written, state: "held", heldUntil: until } });
  expect(await sweep(deps)).toMatchObject({ nextDueAt: until });
  expect(deps.queue.payloadsOf("reply.send")).toEqual([]);

  deps.clock.advance({ hours: 1 });
  expect((await sweep(deps)).busy).toBe(true);
  expect(deps.queue.payloadsOf("reply.send")).toEqual([{ shopId, replyId: "reply-1" }]);
  expect((await sweep(deps)).nextDueAt).toBeNull();
});
