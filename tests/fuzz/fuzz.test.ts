import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { beforeEach, expect, test } from "vitest";

import { createWebServer } from "../../server/web";
import { useTestApp } from "../harness/app";
import { aDelay, aDeliveryPromise, anOrder, aShop, aTouchpoint, shopId } from "../harness/records";
import { getDeps } from "~/deps.server";
import { runningApp } from "~/running-app.server";
import { keepShortLink } from "~/touchpoints/short-links.server";

import { createRemixBuild } from "../harness/remix-app";
import { fuzz } from "./fuzz";

const { db, deps, env } = useTestApp();

const expiresAt = new Date("2099-01-01");
let code = "";

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
  await aTouchpoint(db, { kind: "feedback_invitation", class: "survey", state: "dispatched" });
  code = await keepShortLink(deps, { touchpointId: "notice", shopId, orderId: "1043", expiresAt });
});

const keys = () => ({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecret: env.SHOPIFY_API_SECRET,
  shopId,
  links: [
    { prefix: "/r/", token: deps.links.sign({ purpose: "rate", shopId, id: "touchpoint-1043", expiresAt }) },
    { prefix: "/d/", token: deps.links.sign({ purpose: "choose", shopId, id: "delay-1043", expiresAt }) },
    {
      prefix: "/u/",
      token: deps.links.sign({ purpose: "unsubscribe", shopId, id: "touchpoint-1043", expiresAt }),
    },
    { prefix: "/s/", token: code },
    { prefix: "/t/", token: deps.links.sign({ purpose: "track", shopId, id: "1043", expiresAt }) },
  ],
});

test("whatever is thrown at the public doors gets a clear answer", { timeout: 120_000 }, async () => {
  const { server } = createWebServer({
    build: await createRemixBuild(),
    app: { ...runningApp(getDeps()), close: () => Promise.resolve() },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const unclear: string[] = [];
  const report = await fuzz({
    port: (server.address() as AddressInfo).port,
    keys: keys(),
    runs: 1_000,
    seed: 20_261_124,
    onServerError: ({ method, path, headers, body }, status) =>
      unclear.push(JSON.stringify({ status, method, path, headers, body: body?.toString("latin1") })),
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(unclear).toEqual([]);
  expect(report).toMatchObject({ runs: 1_000, serverErrors: 0, crashes: 0 });
  // Every door was reached: what was stored came through the one that stores.
  expect(await db.webhookDelivery.count()).toBeGreaterThan(100);
});

test("a server that breaks is noticed", async () => {
  const server = createServer((_request, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const report = await fuzz({
    port: (server.address() as AddressInfo).port,
    keys: keys(),
    runs: 10,
    seed: 1,
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  // Some never get past Node's own limits.
  expect(report.serverErrors).toBeGreaterThan(5);
});
