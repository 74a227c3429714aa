import { expect, it } from "vitest";

import { getDeps } from "~/deps.server";

import { useTestApp } from "../tests/harness/app";
import { aShop, shopId } from "../tests/harness/records";
import { aFulfillment, paidOrder } from "../tests/harness/webhook-payloads";
import { jobHandlers } from "./worker.server";

const { db, deps } = useTestApp();

async function stored(topic: string, body: object): Promise<string> {
  const { id } = await db.webhookDelivery.create({
    data: {
      ...{ shopId, topic, webhookId: topic, receivedAt: deps.clock.now(), triggeredAt: deps.clock.now() },
      body: JSON.stringify(body),
    },
  });
  return id.toString();
}

it("of deliveries that came together one that fails is tried again and holds up none of the others", async () => {
  await aShop(db);
  const apply = jobHandlers(getDeps())["webhook.apply"];
  const failing = await stored("orders/create", paidOrder);
  const another = { ...aFulfillment("2026-06-15T10:00:30Z", null), id: 9, order_id: 77 };
  const good = await stored("fulfillments/create", another);
  const together = [{ shopId, deliveryIds: [failing, good] }];
  deps.shopify.answer("OrdersAsTheyStand", new Error("Shopify is away"));
  expect(await apply(together)).toMatchObject([{ outcome: "failed" }]);
  const states = async () =>
    (await db.webhookDelivery.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);
  expect(await states()).toEqual(["received", "applied"]);
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [null] });
  expect(await apply(together)).toEqual([{ outcome: "done" }]);
  expect(await states()).toEqual(["applied", "applied"]);
});
