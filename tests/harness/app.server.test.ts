import { expect, test } from "vitest";

import { action } from "~/routes/webhooks";

import { aWebhookRequest, useTestApp } from "./app";

const { db } = useTestApp();

const knock = (request: Request) => action({ request, params: {}, context: {} });

test("a webhook signed with the app's secret is let in once, one signed by somebody else is not", async () => {
  const order = { id: 1, admin_graphql_api_id: "gid://shopify/Order/1" };
  expect((await knock(aWebhookRequest("orders/create", order, { webhookId: "w1" }))).status).toBe(200);
  expect((await knock(aWebhookRequest("orders/create", order, { webhookId: "w1" }))).status).toBe(200);
  expect((await knock(aWebhookRequest("orders/create", order, { secret: "somebody else's" }))).status).toBe(
    401,
  );
  expect(await db.webhookDelivery.count()).toBe(1);
});
