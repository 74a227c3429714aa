import { describe, expect, it } from "vitest";
import { aWebhookRequest, useTestApp } from "../../tests/harness/app";
import { paidOrder } from "../../tests/harness/webhook-payloads";
import { action, loader } from "./webhooks";

const app = useTestApp();
const knock = (request: Request) => action({ request, params: {}, context: {} });

describe("the webhook door", () => {
  it("stores a signed delivery with the job that will apply it, and answers 200", async () => {
    const response = await knock(aWebhookRequest("orders/create", paidOrder));
    expect(response.status).toBe(200);
    expect(await app.db.webhookDelivery.findMany()).toMatchObject([
      { topic: "orders/create", state: "received", shopId: "acme.myshopify.com" },
    ]);
    expect(app.deps.queue.sent).toMatchObject([{ job: "webhook.apply", joined: true }]);
  });

  it("answers 200 to the same delivery again, with no second effect", async () => {
    const same = { webhookId: "delivery-1" };
    await knock(aWebhookRequest("orders/create", paidOrder, same));
    const again = await knock(aWebhookRequest("orders/create", paidOrder, same));
    expect(again.status).toBe(200);
    const [stored, ...others] = await app.db.webhookDelivery.findMany();
    expect(others).toEqual([]);
    const asked = app.deps.queue.payloadsOf("webhook.apply").flatMap(({ deliveryIds }) => deliveryIds);
    expect(asked.filter((id) => id === stored?.id.toString())).toHaveLength(1);
  });

  it("refuses a forged signature with 401 and stores nothing", async () => {
    const response = await knock(
      aWebhookRequest("orders/create", paidOrder, { secret: "somebody-else-entirely" }),
    );
    expect(response.status).toBe(401);
    expect(await app.db.webhookDelivery.count()).toBe(0);
  });

  it("accepts the older secret while Shopify rotates", async () => {
    app.env.SHOPIFY_API_SECRET_OLD = "the-secret-before-this-one";
    const response = await knock(
      aWebhookRequest("orders/create", paidOrder, { secret: "the-secret-before-this-one" }),
    );
    delete app.env.SHOPIFY_API_SECRET_OLD;
    expect(response.status).toBe(200);
  });

  it.each(["x-shopify-hmac-sha256", "x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"])(
    "refuses a delivery without %s with 400",
    async (header) => {
      const request = aWebhookRequest("orders/create", paidOrder);
      request.headers.delete(header);
      expect((await knock(request)).status).toBe(400);
      expect(await app.db.webhookDelivery.count()).toBe(0);
    },
  );

  it("refuses an empty body with 400, another method with 405 and a huge body with 413", async () => {
    expect((await knock(aWebhookRequest("orders/create", ""))).status).toBe(400);
    expect(loader().status).toBe(405);
    expect((await knock(aWebhookRequest("orders/create", "x".repeat(5_000_001)))).status).toBe(413);
    expect(await app.db.webhookDelivery.count()).toBe(0);
  });

  it("keeps signed bodies nobody can read, and unknown topics", async () => {
    expect((await knock(aWebhookRequest("orders/create", "{not json"))).status).toBe(200);
    expect((await knock(aWebhookRequest("moons/rise", {}))).status).toBe(200);
    expect(await app.db.webhookDelivery.count()).toBe(2);
  });
});
