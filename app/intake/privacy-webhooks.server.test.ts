import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { marta, paidOrder } from "../../tests/harness/webhook-payloads";
import { createWebhookApplier } from "./apply-webhook.server";

const { db, deps } = useTestDatabase();

beforeEach(async () => {
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [null] });
  await aShop(db);
});

async function store(topic: string, body: object): Promise<string> {
  const at = deps.clock.now();
  const { id } = await db.webhookDelivery.create({
    data: {
      shopId,
      topic,
      webhookId: randomUUID(),
      receivedAt: at,
      triggeredAt: at,
      body: JSON.stringify(body),
    },
  });
  return id.toString();
}

const apply = (deliveryId: string) => createWebhookApplier(deps)([{ shopId, deliveryId }]);
const deliver = async (topic: string, body: object) => apply(await store(topic, body));

const theShopper = { id: 701, email: "marta@example.com", phone: null };
const forgetHer = () =>
  deliver("customers/redact", {
    customer: theShopper,
    orders_to_redact: [Number(marta.orderId)],
  });

/** Everything in the inbox and on the order, as text. */
const whatIsLeft = async () =>
  JSON.stringify([await db.webhookDelivery.findMany(), await db.order.findMany()], (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );

describe("Shopify's privacy requests", () => {
  it("forget her in the order and in every delivery that told of her, this request included", async () => {
    await deliver("orders/create", paidOrder);
    expect(await whatIsLeft()).toContain("marta@example.com");
    expect(await forgetHer()).toEqual([{ outcome: "applied" }]);
    const left = await whatIsLeft();
    for (const hers of ["marta@example.com", "Bianchi", "Palermo", "checkout-1043"])
      expect(left).not.toContain(hers);
  });

  it("are not undone by a webhook that was still waiting, nor by one that comes later", async () => {
    await deliver("orders/create", paidOrder);
    const waiting = await store("orders/updated", { ...paidOrder, updated_at: "2026-06-12T09:30:00Z" });
    await forgetHer();
    expect(await apply(waiting)).toEqual([{ outcome: "already" }]);
    await deliver("orders/updated", { ...paidOrder, updated_at: "2026-06-12T10:00:00Z" });
    expect(await db.order.findFirst()).toMatchObject({ email: null, firstName: null, city: null });
  });

  it("leave what is told of other shoppers alone", async () => {
    await deliver("orders/create", paidOrder);
    const other = { ...paidOrder, id: 57, admin_graphql_api_id: "gid://shopify/Order/57" };
    const hers = { customer: { ...theShopper, id: 9, email: "ada@example.com" } };
    await deliver("orders/create", { ...other, email: "ada@example.com", contact_email: null, ...hers });
    await forgetHer();
    expect(await db.order.findUnique({ where: { shopId_id: { shopId, id: "57" } } })).toMatchObject({
      email: "ada@example.com",
      forgottenAt: null,
    });
  });

  it("for a copy of her data are kept with their deadline", async () => {
    await deliver("customers/data_request", {
      customer: theShopper,
      orders_requested: [Number(marta.orderId)],
      data_request: { id: 9999 },
    });
    expect(await db.privacyRequest.findMany()).toMatchObject([
      { id: "9999", kind: "data_request", customerId: "701", orderIds: [marta.orderId], outcome: null },
    ]);
  });

  it("for a whole shop leave nothing of it, not even the request", async () => {
    await deliver("orders/create", paidOrder);
    await deliver("shop/redact", { shop_domain: shopId });
    expect(await whatIsLeft()).toBe("[[],[]]");
    expect(await db.shop.count()).toBe(0);
  });

  it("have what still comes of a shop that is gone kept without its words", async () => {
    await db.shop.deleteMany();
    await deliver("orders/create", paidOrder);
    expect(await db.webhookDelivery.findMany()).toMatchObject([{ state: "ignored", body: "" }]);
  });
});
