import { beforeEach, describe, expect, test } from "vitest";

import { getDeps } from "~/deps.server";
import { jobCatalogue, jobNames } from "~/platform/jobs";
import { jobHandlers } from "~/worker.server";

import { useTestApp } from "../harness/app";
import { everythingKept } from "../harness/known-shopper";
import { aDelay, aDeliveryWatch, anOrder, aShipment, aShop, aTouchpoint, shopId } from "../harness/records";

// Jobs carry a shop and ids. One that names another shop's ids must find nothing.

const { db, deps } = useTestApp();

const otherShop = "other.myshopify.com";

/** Ids of Acme's rows, by the name a job knows them under. A job with a new kind of id says here whose it takes. */
let acmes: Record<string, unknown>;

beforeEach(async () => {
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [null] });
  deps.shopify.answer("ChangedOrders", {
    orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
  });
  await aShop(db, { settings: { sender: { email: "care@acme.example" } } });
  await aShop(db, { id: otherShop, settings: { sender: { email: "care@other.example" } } });
  await anOrder(db);
  await aShipment(db);
  await aDelay(db, { cause: "no_scan" });
  await aDeliveryWatch(db);
  await aTouchpoint(db);
  await db.orderMark.create({
    data: { shopId, orderId: "1043", key: "rating", value: {}, state: "queued", changedAt: deps.clock.now() },
  });
  const delivery = await db.webhookDelivery.create({
    data: {
      ...{ shopId, topic: "orders/delete", webhookId: "w", receivedAt: deps.clock.now() },
      body: JSON.stringify({ id: 1043 }),
    },
  });
  const trigger = await db.flowTrigger.create({
    data: {
      ...{ shopId, handle: "delay-opened", subjectId: "delay-1043", orderId: "1043", state: "queued" },
      happenedAt: deps.clock.now(),
    },
  });
  await db.followUpReply.create({
    data: {
      ...{ shopId, id: "reply-1043", followUpId: "follow-up-1043", orderId: "1043", language: "it" },
      ...{ subject: "words for Acme alone", text: "words for Acme alone", writtenAt: deps.clock.now() },
    },
  });
  await db.mishap.create({
    data: { shopId, orderId: "1043", cause: "late", state: "queued", notedAt: deps.clock.now() },
  });
  await db.goodwill.create({
    data: {
      ...{ shopId, orderId: "1043", cause: "late", gives: "words", amount: 0, currency: "EUR", worth: 0 },
      ...{ state: "approved", proposedAt: deps.clock.now(), approvedAt: deps.clock.now() },
    },
  });
  await db.longTask.create({
    data: {
      ...{ shopId, id: "task-1043", kind: "shop_backfill", state: "waiting" },
      askedAt: deps.clock.now(),
    },
  });
  acmes = {
    taskId: "task-1043",
    replyId: "reply-1043",
    flowTriggerId: trigger.id,
    orderId: "1043",
    orderIds: ["1043"],
    touchpointId: "touchpoint-1043",
    deliveryIds: [delivery.id.toString()],
    key: "rating",
  };
});

describe.each(jobNames)("%s", (name) => {
  test("asked for one shop with another's ids does nothing to the other and tells nobody", async () => {
    const ids = Object.keys(jobCatalogue[name].payload.shape).filter((key) => key !== "shopId");
    expect(ids.filter((id) => acmes[id] === undefined)).toEqual([]);
    const payload = { ...Object.fromEntries(ids.map((id) => [id, acmes[id]])), shopId: otherShop };
    const before = await everythingKept(db, shopId);
    // The catalogue ties a job to its payload; the compiler cannot follow the pair through the list.
    const work = jobHandlers(getDeps())[name] as (payloads: unknown[]) => Promise<unknown>;
    await work([payload]);
    expect(await everythingKept(db, shopId)).toEqual(before);
    expect(deps.mailer.sent).toEqual([]);
    expect(deps.shopify.requests.filter((request) => request.shopId === shopId)).toEqual([]);
  });
});

test("asked for the right shop the same jobs do their work: the silence above is not that of broken ones", async () => {
  const done = await jobHandlers(getDeps())["webhook.apply"]([
    { shopId, deliveryIds: acmes.deliveryIds as string[] },
  ]);
  expect(done).toEqual([{ outcome: "done" }]);
  expect(await db.order.findFirst()).toMatchObject({ deletedAt: deps.clock.now(), email: null });
});
