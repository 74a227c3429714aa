import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { hourMs } from "./durations";
import type { DeliveryMode } from "./webhook-delivery";
import { copiesOf, createDeliveries } from "./webhook-delivery";
import type { Emission } from "./world/emission";

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listeningApp(answer: (attempt: number) => number) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(answer(received.length)).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const emission: Emission = {
  topic: "orders/create",
  body: '{"id":5800000000001,"note":"così"}',
  eventId: "event-1",
  webhookId: "webhook-1",
  orderId: "5800000000001",
  triggeredAt: "2026-11-02T09:00:00.000Z",
};

function deliveriesTo(url: string, options: { mode?: DeliveryMode; now?: () => Date } = {}) {
  return createDeliveries({
    now: options.now ?? (() => new Date("2026-11-02T09:00:00Z")),
    apiSecret: "secret",
    shopDomain: "fior-di-casa.myshopify.com",
    target: () => url,
    retryDelaysMs: [1, 1, 1],
    ...(options.mode ? { mode: options.mode } : {}),
  });
}

test("a webhook carries Shopify's headers and a signature over exactly the bytes sent", async () => {
  const app = await listeningApp(() => 200);
  const deliveries = deliveriesTo(app.url);
  deliveries.enqueue(emission);
  await deliveries.deliverDue();
  const [first] = app.received;
  expect(first?.body).toBe(emission.body);
  expect(first?.headers).toMatchObject({
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": "fior-di-casa.myshopify.com",
    "x-shopify-webhook-id": "webhook-1",
    "x-shopify-event-id": "event-1",
    "x-shopify-api-version": "2026-07",
    "x-shopify-triggered-at": "2026-11-02T09:00:00.000Z",
    "x-shopify-hmac-sha256": createHmac("sha256", "secret").update(emission.body).digest("base64"),
  });
});

test("an app that breaks is asked again and the log keeps its last answer", async () => {
  const app = await listeningApp((attempt) => (attempt < 3 ? 500 : 200));
  const deliveries = deliveriesTo(app.url);
  deliveries.enqueue(emission);
  await deliveries.deliverDue();
  expect(deliveries.log).toMatchObject([{ topic: "orders/create", answered: 200, attempts: 3 }]);
});

test("when nobody ever answers the log says so", async () => {
  const deliveries = deliveriesTo("http://127.0.0.1:1");
  deliveries.enqueue(emission);
  await deliveries.deliverDue();
  expect(deliveries.log).toMatchObject([{ answered: null, attempts: 4 }]);
});

test("a refused webhook is not sent again", async () => {
  const app = await listeningApp(() => 401);
  const deliveries = deliveriesTo(app.url);
  deliveries.enqueue(emission);
  await deliveries.deliverDue();
  expect(deliveries.log).toMatchObject([{ answered: 401, attempts: 1 }]);
});

test("chaos delivers every webhook one to three times within two days, the same for the same seed", async () => {
  const mode: DeliveryMode = { kind: "chaos", seed: 7 };
  const copies = Array.from({ length: 300 }, (_, index) => copiesOf(mode, { webhookId: `webhook-${index}` }));
  expect(new Set(copies.map((delays) => delays.length))).toEqual(new Set([1, 2, 3]));
  expect(Math.max(...copies.flat())).toBeLessThan(48 * hourMs);
  expect(copies).toEqual(
    Array.from({ length: 300 }, (_, index) => copiesOf(mode, { webhookId: `webhook-${index}` })),
  );
  expect(copiesOf({ ...mode, seed: 8 }, { webhookId: "webhook-1" })).not.toEqual(copies[1]);
});

test("a delayed copy waits for its time on the calendar", async () => {
  const app = await listeningApp(() => 200);
  let now = new Date(emission.triggeredAt);
  const deliveries = deliveriesTo(app.url, { mode: { kind: "chaos", seed: 7 }, now: () => now });
  deliveries.enqueue(emission);
  const count = copiesOf({ kind: "chaos", seed: 7 }, emission).length;
  expect(await deliveries.deliverDue()).toBe(0);
  const first = deliveries.nextDueAt();
  expect(first?.getTime()).toBeGreaterThan(now.getTime());
  now = new Date(now.getTime() + 48 * hourMs);
  expect(await deliveries.deliverDue()).toBe(count);
  expect(new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"]))).toEqual(
    new Set(["webhook-1"]),
  );
});

test("lossy loses about its share and counts what it lost", () => {
  const deliveries = deliveriesTo("http://127.0.0.1:1", { mode: { kind: "lossy", seed: 3, share: 0.2 } });
  for (let index = 0; index < 500; index += 1)
    deliveries.enqueue({ ...emission, webhookId: `webhook-${index}` });
  expect(deliveries.lost).toBeGreaterThan(60);
  expect(deliveries.lost).toBeLessThan(140);
  expect(deliveries.waiting()).toHaveLength(500 - deliveries.lost);
});
