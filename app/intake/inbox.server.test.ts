import { describe, expect, it } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";
import { createInbox } from "./inbox.server";
import type { Delivery } from "./insert-deliveries.server";

const { db, deps } = useTestDatabase();

const delivery = (shopId: string, webhookId: string): Delivery => ({
  ...{ shopId, topic: "orders/create", webhookId, eventId: null, apiVersion: null, triggeredAt: null },
  body: "{}",
});

describe("deliveries that come all at once", () => {
  it("are all stored, and each is asked for once, by jobs of its own shop", async () => {
    const inbox = createInbox(deps);
    const flood = Array.from({ length: 120 }, (_one, n) =>
      delivery(n % 3 === 0 ? "acme.myshopify.com" : "other.myshopify.com", String(n)),
    );
    expect(new Set(await Promise.all(flood.map((one) => inbox.store(one))))).toEqual(new Set(["stored"]));
    const rows = await db.webhookDelivery.findMany({ select: { id: true, shopId: true } });
    expect(rows).toHaveLength(120);
    const jobs = deps.queue.payloadsOf("webhook.apply");
    expect(jobs.length).toBeLessThan(20);
    const asked = jobs.flatMap(({ shopId, deliveryIds }) => deliveryIds.map((id) => `${shopId} ${id}`));
    expect(asked.sort()).toEqual(rows.map(({ id, shopId }) => `${shopId} ${id}`).sort());
  });

  it("are stored once where they are the same", async () => {
    const inbox = createInbox(deps);
    const same = delivery("acme.myshopify.com", "same");
    const outcomes = await Promise.all([inbox.store(same), inbox.store(same), inbox.store({ ...same })]);
    expect(outcomes.sort()).toEqual(["duplicate", "duplicate", "stored"]);
    expect(await db.webhookDelivery.count()).toBe(1);
    expect(deps.queue.sent).toHaveLength(1);
  });

  it("are told apart from those that came before, together", async () => {
    const [old, fresh] = [delivery("acme.myshopify.com", "old"), delivery("acme.myshopify.com", "fresh")];
    await createInbox(deps).store(old);
    const inbox = createInbox(deps);
    expect(await Promise.all([inbox.store(old), inbox.store(fresh)])).toEqual(["duplicate", "stored"]);
    expect(await db.webhookDelivery.count()).toBe(2);
  });

  it("are refused together where their job cannot be written, and stored when they come again", async () => {
    let isFull = true;
    const inbox = createInbox({
      ...deps,
      queue: {
        send: (...asked) => deps.queue.send(...asked),
        sendAll: (...asked) =>
          isFull ? Promise.reject(new Error("the disk is full")) : deps.queue.sendAll(...asked),
      },
    });
    const two = [delivery("acme.myshopify.com", "1"), delivery("acme.myshopify.com", "2")];
    const refused = await Promise.allSettled(two.map((one) => inbox.store(one)));
    expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await db.webhookDelivery.count()).toBe(0);
    isFull = false;
    expect(await Promise.all(two.map((one) => inbox.store(one)))).toEqual(["stored", "stored"]);
  });
});
