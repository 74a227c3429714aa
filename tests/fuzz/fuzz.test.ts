import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { beforeEach, expect, test } from "vitest";

import { createWebServer } from "../../server/web";
import { useTestApp } from "../harness/app";
import { shopId } from "../harness/records";
import { getDeps } from "~/deps.server";
import { runningApp } from "~/running-app.server";

import { probePaths } from "../../server/probes";
import { createRemixBuild, routeNames } from "../harness/remix-app";
import { anAttackedShop, linksEndAt } from "./attacked-shop";
import { attackersOf, type Keys } from "./attacks";
import { fuzz } from "./fuzz";

const { db, deps, env } = useTestApp();

let code = "";

beforeEach(async () => {
  code = await anAttackedShop(deps);
});

const keys = (): Keys => ({
  ...{ apiKey: env.SHOPIFY_API_KEY, apiSecret: env.SHOPIFY_API_SECRET, shopId, code },
  ...{ appUrl: env.APP_URL, textToken: env.TWILIO_AUTH_TOKEN ?? "" },
  link: (purpose, id) => deps.links.sign({ purpose, shopId, id, expiresAt: linksEndAt }),
});

test("every route there is, and what the server answers before them, is attacked", () => {
  const attacked = Object.keys(attackersOf(keys()));
  expect([...routeNames, ...probePaths].filter((door) => !attacked.includes(door))).toEqual([]);
});

test("whatever is thrown at the public doors gets a clear answer", { timeout: 240_000 }, async () => {
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
