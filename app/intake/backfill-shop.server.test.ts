import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";

import { AdminApiError } from "~/platform/admin-api.server";
import { dayMs } from "~/platform/durations";
import {
  runLongTask,
  startLongTask,
  cancelLongTask,
  type LongTaskRunner,
} from "~/platform/long-tasks.server";

import { createCostBucket } from "../../sandbox/admin-api/cost";
import { createAdminApi, type AdminApi } from "../../sandbox/admin-api/execute";
import { loadAdminSchema } from "../../sandbox/admin-api/schema";
import { createWorld } from "../../sandbox/world";
import { martasOrder } from "../../sandbox/world/marta.fixture";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { aShop, shopId } from "../../tests/harness/records";
import { pastOrdersDocument } from "./bulk-orders";
import { bulkStateDocument, callOffBackfill, runBackfill, startBulkMutation } from "./backfill-shop.server";

const { db, deps } = useTestDatabase();

const ago = (days: number) => new Date(friday.getTime() - days * dayMs);
const nobody: LongTaskRunner = async function* () {
  throw new Error("Nobody asked for it");
};

const schema = loadAdminSchema();
let served = "";
let grantsRanges = true;
let sentBytes = 0;
const files = createServer((request, response) => {
  const file = Buffer.from(served);
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const isPart = grantsRanges && from > 0;
  const sent = isPart ? file.subarray(from) : file;
  sentBytes = sent.length;
  const range = `bytes ${from}-${file.length - 1}/${file.length}`;
  response.writeHead(isPart ? 206 : 200, isPart ? { "Content-Range": range } : {}).end(sent);
}).listen(0, "127.0.0.1");
const filesUrl = () => `http://127.0.0.1:${(files.address() as AddressInfo).port}`;

/** A shop at Shopify with a parcel of a month ago that came, and one of last week that is under way. */
function aShopWithAPast({ now = () => friday, bulkTakesMs = 0 } = {}): {
  api: AdminApi;
  arrived: string;
  underWay: string;
} {
  let at = ago(30);
  const world = createWorld({ seed: 1, now: () => at, emit: () => undefined });
  world.installApp({
    scopes: [
      "read_orders",
      "read_customers",
      "read_fulfillments",
      "read_merchant_managed_fulfillment_orders",
      "read_locations",
      "read_products",
    ],
  });
  const order = (placedAt: Date, email: string) =>
    world.placeOrder({
      ...martasOrder,
      at: placedAt,
      email,
      shippingAddress: { ...martasOrder.shippingAddress, city: "Palermo", zip: "90100" },
      acceptsMarketing: true,
    });
  const first = order(ago(30), "marta@posta.example");
  at = ago(29);
  const parcel = world.fulfillOrder(first.id, { carrier: "BRT", trackingNumber: "X1" });
  const scan = (status: "in_transit" | "delivered", happenedAt: Date) => {
    at = happenedAt;
    world.addFulfillmentEvent(parcel.id, { status, happenedAt, city: "Bologna", countryCode: "IT" });
  };
  scan("in_transit", ago(28));
  scan("delivered", ago(26));
  at = ago(7);
  const second = order(ago(7), "luca@posta.example");
  const api = createAdminApi({
    schema,
    world,
    now,
    bulkTakesMs,
    bucket: createCostBucket({ maximum: 20_000, restoreRate: 1000 }),
    filesUrl,
  });
  return { api, arrived: first.id, underWay: second.id };
}

/** Asks Shopify's stand-in as the app does, and keeps the file where it can be fetched. */
function connect(api: AdminApi): void {
  deps.shopify.request = async (_shop, query, variables, answerSchema) => {
    const answer = await api({ query, variables: variables as Record<string, unknown>, operationName: null });
    if (answer["errors"]) throw new AdminApiError("refused", JSON.stringify(answer["errors"]));
    const text = JSON.stringify(answer["data"]);
    const number = /\/bulk\/(\d+)\.jsonl/.exec(text)?.[1];
    if (number !== undefined) served = spoilt(api.bulkFile(number) ?? "");
    return answerSchema.parse(answer["data"]);
  };
}

let spoilt: (text: string) => string = (text) => text;
const request = deps.shopify.request;

async function started(): Promise<string> {
  const answer = await startLongTask(deps, { shopId, kind: "shop_backfill" });
  if (answer.outcome !== "started") throw new Error(answer.outcome);
  return answer.taskId;
}

const run = (taskId: string) =>
  runLongTask(
    deps,
    { shop_backfill: (task) => runBackfill(deps, task), history_import: nobody, data_export: nobody },
    { shopId, taskId, calledOff: { shop_backfill: (task) => callOffBackfill(deps, task) } },
  );

const task = (id: string) => db.longTask.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });

beforeEach(() => aShop(db, { liveAt: ago(1) }));
afterEach(() => {
  spoilt = (text) => text;
  grantsRanges = true;
  deps.shopify.request = request;
});

describe("a shop that installs the app with a past", () => {
  it("has its orders known and its roads learned, and nobody is written to", async () => {
    const { api, arrived, underWay } = aShopWithAPast();
    connect(api);
    const taskId = await started();
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", problems: 0 });
    const orders = await db.order.findMany({ where: { shopId }, orderBy: { placedAt: "asc" } });
    expect(orders.map(({ id, imported }) => ({ id, imported }))).toEqual([
      { id: arrived, imported: true },
      { id: underWay, imported: true },
    ]);
    expect(await db.shipment.findFirst({ where: { shopId, orderId: arrived } })).toMatchObject({
      carrier: "BRT",
      handedOverAt: ago(28),
      deliveredAt: ago(26),
    });
    const journeys = await db.laneJourney.findMany({ where: { shopId, orderId: arrived } });
    expect(journeys.map(({ leg, hasArrived }) => `${leg} ${String(hasArrived)}`).sort()).toEqual([
      "handling true",
      "transit true",
    ]);
    expect(await db.orderLine.findMany({ select: { orderId: true, title: true, quantity: true } })).toEqual([
      { orderId: arrived, title: "Vaso", quantity: 1 },
      { orderId: underWay, title: "Vaso", quantity: 1 },
    ]);
    expect(await db.touchpoint.count({ where: { shopId } })).toBe(0);
    expect(await db.delay.count({ where: { shopId } })).toBe(0);
  });

  it("finds nothing new the second time", async () => {
    const { api } = aShopWithAPast();
    connect(api);
    await run(await started());
    const before = await db.laneJourney.count();
    await run(await started());
    expect(await db.order.count()).toBe(2);
    expect(await db.laneJourney.count()).toBe(before);
  });

  it("uses the good lines and lists the bad ones", async () => {
    const { api, underWay } = aShopWithAPast();
    connect(api);
    spoilt = (text) => text.replace(/^\{"id"/, '{"idd"');
    const taskId = await started();
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", problems: 1 });
    expect(await db.longTaskProblem.findFirst()).toMatchObject({ line: 1, problem: "unreadable" });
    expect(await db.order.findMany({ select: { id: true } })).toEqual([{ id: underWay }]);
  });

  it.each([
    ["the rest of the file alone is fetched", true],
    ["what was read is passed over where the server sends all of it", false],
  ])("goes on after the last order taken up when its process died: %s", async (_how, grants) => {
    grantsRanges = grants;
    const { api, underWay } = aShopWithAPast();
    connect(api);
    const taskId = await started();
    await run(taskId);
    const { place } = await task(taskId);
    await db.order.deleteMany();
    const line = served.split("\n").findIndex((text) => text.includes(`Order/${underWay}"`));
    const byte = Buffer.byteLength(served.split("\n").slice(0, line).join("\n")) + 1;
    await db.longTask.update({
      where: { shopId_id: { shopId, id: taskId } },
      data: { state: "running", endedAt: null, place: { ...(place as object), read: { line, byte } } },
    });
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", total: served.trim().split("\n").length });
    expect(await db.order.findMany({ select: { id: true } })).toEqual([{ id: underWay }]);
    expect(sentBytes).toBe(Buffer.byteLength(served) - (grants ? byte : 0));
  });

  it("is told when Shopify will not hand them out", async () => {
    deps.shopify.answer("StartBulkQuery", new AdminApiError("unauthorized", "no token"));
    const taskId = await started();
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "failed", reason: "shopify_refused" });
  });

  it("takes nothing up once it was called off", async () => {
    const { api } = aShopWithAPast();
    connect(api);
    const taskId = await started();
    await cancelLongTask(deps, { shopId, taskId });
    await run(taskId);
    expect(await db.order.count()).toBe(0);
  });

  it("has Shopify stop making the file when it is called off meanwhile, whoever notices first", async () => {
    const { api } = aShopWithAPast({ bulkTakesMs: dayMs });
    connect(api);
    const ask = deps.shopify.request;
    let taskId = "";
    let operationId = "";
    deps.shopify.request = async (shop, query, variables, answerSchema) => {
      const answer = await ask(shop, query, variables, answerSchema);
      operationId ||= /gid:\/\/shopify\/BulkOperation\/\d+/.exec(JSON.stringify(answer))?.[0] ?? "";
      // The merchant presses while Shopify has just taken the question: nothing is written down of it yet.
      if (query.includes("StartBulkQuery")) await cancelLongTask(deps, { shopId, taskId });
      return answer;
    };
    taskId = await started();
    await run(taskId);
    const state = () =>
      ask(shopId, bulkStateDocument, { id: operationId }, z.object({ bulkOperation: z.unknown() }));
    expect(await state()).toMatchObject({ bulkOperation: { status: "CANCELED", url: null } });
    // The job the merchant's press asked for comes to the same.
    expect(deps.queue.payloadsOf("task.run")).toEqual([
      { shopId, taskId },
      { shopId, taskId },
    ]);
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "cancelled" });
    expect(await db.order.count()).toBe(0);
  });

  it("has Shopify stop when it was called off while nobody worked on it", async () => {
    const { api } = aShopWithAPast({ bulkTakesMs: dayMs });
    connect(api);
    const ask = deps.shopify.request;
    const taskId = await started();
    const open = z.object({
      bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string() }) }),
    });
    const query = pastOrdersDocument.replace("SINCE", ago(60).toISOString());
    const { id } = (await ask(shopId, startBulkMutation, { query }, open)).bulkOperationRunQuery
      .bulkOperation;
    await db.longTask.update({
      where: { shopId_id: { shopId, id: taskId } },
      data: { state: "running", place: { operationId: id } },
    });
    await cancelLongTask(deps, { shopId, taskId });
    await run(taskId);
    const { bulkOperation } = await ask(
      shopId,
      bulkStateDocument,
      { id },
      z.object({ bulkOperation: z.object({ status: z.string() }) }),
    );
    expect(bulkOperation.status).toBe("CANCELED");
  });
});

it("Shopify takes the question: no connection stands within a list", async () => {
  const { api } = aShopWithAPast();
  const ask = async (query: string) => {
    const answer = await api({
      query: `mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { message } } }`,
      variables: { query },
      operationName: null,
    });
    return JSON.stringify(answer["data"]);
  };
  const query = pastOrdersDocument.replace("SINCE", ago(60).toISOString());
  expect(await ask(query)).toContain('"userErrors":[]');
  const withScans = query.replace("location { id }", "events { edges { node { id } } }");
  expect(await ask(withScans)).toContain("connection field within a list field");
});
