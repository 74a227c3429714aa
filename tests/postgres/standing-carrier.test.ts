import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { settleBatch } from "~/delays/settle-batch.server";
import type { Deps } from "~/deps.server";
import { createQueue } from "~/platform/queue.server";
import { sweep } from "~/sweep.server";
import { jobHandlers } from "~/worker.server";
import { useTestApp } from "../harness/app";
import { aShop, shopId } from "../harness/records";

// A carrier stands still for two days with 400 parcels out. The whole app is at work: webhooks, the sweep, the
// queue, the dispatcher; only Shopify, the mail server and the calendar are stand-ins.

const { db, deps, env } = useTestApp();

const parcels = 400;
const brt = Array.from({ length: parcels }, (_, n) => n + 1);
const gls = [9001, 9002];

const at = (iso: string) => new Date(`${iso}:00+02:00`);
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

beforeEach(async () => {
  deps.shopify.answer("OrdersAsTheyStand", { nodes: [null] });
  // Unanswered, what workflows are told and the locations' names would be tried again for hours, and time waits.
  deps.shopify.answer("Locations", { locations: { nodes: [] } });
  deps.shopify.answer("FireFlowTrigger", { flowTriggerReceive: { userErrors: [] } });
  await aShop(db, { liveAt: at("2026-05-01T09:00"), reconcileAfter: at("2027-01-01T09:00") });
});

it("writes to nobody before the merchant approves, once, and follows every parcel to its door", async () => {
  const queue = createQueue(deps.connection, deps.log);
  await queue.start();
  const app = { ...deps, queue, env, texts: null, calendar: null } as unknown as Deps;
  await queue.work(jobHandlers(app));

  /** Lets time pass: all that falls due on the way is worked off at its own moment. */
  const passUntil = async (until: Date) => {
    for (;;) {
      const { busy, nextDueAt } = await sweep(app);
      if (busy) {
        await queue.batchDone();
        continue;
      }
      if (nextDueAt === null || nextDueAt > until) break;
      deps.clock.set(nextDueAt);
    }
    deps.clock.set(until);
  };
  const mails = (kind: string) =>
    deps.mailer.sent.filter(({ headers }) => headers["X-Lastmile-Kind"] === kind);

  const ofBrt = (kind: string) => mails(kind).filter(({ headers }) => headers["X-Lastmile-Order"] !== "9002");

  await orderAndShip([
    ...brt.map((n) => ({ n, carrier: "BRT" })),
    ...gls.map((n) => ({ n, carrier: "GLS" })),
  ]);

  // Promised until Tuesday; BRT has scanned nothing since Monday morning. GLS delivers one and is late with one.
  deps.clock.set(at("2026-06-09T12:00"));
  await scan([9001], "delivered", "2026-06-09T11:00");
  await passUntil(at("2026-06-10T08:50"));
  expect(mails("delay_notice")).toHaveLength(0);
  const batches = await db.delayBatch.findMany();
  expect(batches).toMatchObject([{ scope: "carrier", scopeKey: "BRT", state: "pending" }]);
  expect(await db.delayBatchItem.count()).toBe(parcels);
  expect(await db.delay.count({ where: { carrier: "BRT", state: "warned" } })).toBe(parcels);

  // The other carrier's late parcel is on its own, and is told as ever.
  await passUntil(at("2026-06-10T10:30"));
  expect(mails("delay_notice").map(({ headers }) => headers["X-Lastmile-Order"])).toEqual(["9002"]);
  deps.mailer.clear();

  // One parcel arrives while the batch waits.
  await scan([parcels], "delivered", "2026-06-10T12:00");
  await passUntil(at("2026-06-10T14:00"));
  expect(deps.mailer.sent).toHaveLength(0);

  const batchId = batches[0]?.id ?? "";
  const reason = { it: "Il corriere è fermo per uno sciopero." };
  expect(await settleBatch(deps, { shopId, batchId, answer: "approve", reason })).toMatchObject({
    outcome: "approved",
  });
  await passUntil(at("2026-06-10T15:00"));
  expect(mails("delay_notice")).toHaveLength(parcels - 1);
  expect(new Set(deps.mailer.sent.map(({ to }) => to)).size).toBe(parcels - 1);
  for (const { subject, text } of mails("delay_notice")) {
    expect(subject).toMatch(/può arrivare 2-3 giorni più tardi|may arrive 2-3 days late/);
    expect(text).toMatch(/Il corriere è fermo per uno sciopero e pensiamo|promised date has passed/);
    expect(text).toMatch(/giovedì 11 o venerdì 12|Thursday 11 or Friday 12/);
    expect(text).toMatch(/venerdì entro le 18|Friday by 18:00/);
  }
  deps.mailer.clear();

  // The strike is over: it moves, she is told at the hour we gave her, and then it arrives.
  const out = brt.filter((n) => n !== parcels);
  await scan(out, "in_transit", "2026-06-11T07:00");
  await passUntil(at("2026-06-12T18:30"));
  expect(ofBrt("delay_update")).toHaveLength(parcels - 1);
  for (const { subject } of ofBrt("delay_update")) expect(subject).toMatch(/rimesso in viaggio|moving again/);
  deps.mailer.clear();

  await scan(out, "delivered", "2026-06-15T10:00");
  await passUntil(at("2026-06-15T12:00"));
  expect(ofBrt("delay_update")).toHaveLength(parcels - 1);
  for (const { subject } of ofBrt("delay_update")) expect(subject).toMatch(/è arrivato|has arrived/);
  expect(await db.delay.count({ where: { carrier: "BRT", state: { not: "closed" } } })).toBe(0);
  expect(await db.delayBatch.count()).toBe(1);
  await queue.stop();
}, 300_000);

/** Orders of Wednesday the 3rd, promised for Monday to Tuesday, last scanned on Monday morning. */
async function orderAndShip(orders: Array<{ n: number; carrier: string }>): Promise<void> {
  const placedAt = at("2026-06-03T10:00");
  await db.order.createMany({
    data: orders.map(({ n }) => ({
      shopId,
      id: String(n),
      name: `#${String(n)}`,
      shopperKey: `shopper-${String(n)}`,
      email: `shopper-${String(n)}@example.com`,
      firstName: "Marta",
      locale: n % 10 === 0 ? "en" : "it",
      currency: "EUR",
      totalAmount: "49.90",
      itemCount: 1,
      placedAt,
      paidAt: placedAt,
      countryCode: "IT",
      provinceCode: n % 2 === 0 ? "PA" : "RM",
      timeZone: "Europe/Rome",
      fulfillmentStatus: "fulfilled",
      tags: [],
      changedAt: placedAt,
      recordedAt: placedAt,
    })),
  });
  // Thanked and asked long ago.
  await db.touchpoint.createMany({
    data: orders.flatMap(({ n }) =>
      (["thank_you_note", "nps_survey"] as const).map((kind) => ({
        shopId,
        kind,
        class: kind === "nps_survey" ? "survey" : "service",
        orderId: String(n),
        subjectId: String(n),
        channel: "email",
        state: "dispatched",
        plannedAt: placedAt,
        dueAt: placedAt,
        nextAttemptAt: placedAt,
        dispatchedAt: placedAt,
      })),
    ),
  });
  await db.deliveryPromise.createMany({
    data: orders.map(({ n }) => ({
      shopId,
      orderId: String(n),
      sequence: 0,
      earliestOn: day("2026-06-08"),
      latestOn: day("2026-06-09"),
      source: "promise_rules",
      timeZone: "Europe/Rome",
      madeAt: placedAt,
    })),
  });
  await db.shipment.createMany({
    data: orders.map(({ n, carrier }) => ({
      shopId,
      id: String(n),
      orderId: String(n),
      status: "success",
      carrier,
      trackingNumber: `${carrier}${String(n)}`,
      originId: "1",
      createdAt: at("2026-06-04T12:00"),
      handedOverAt: at("2026-06-04T18:00"),
      stage: "in_transit",
      stageAt: at("2026-06-08T07:00"),
      changedAt: at("2026-06-08T07:00"),
      recordedAt: at("2026-06-08T07:00"),
    })),
  });
  await db.shipmentEvent.createMany({
    data: orders.flatMap(({ n }) =>
      [at("2026-06-04T18:00"), at("2026-06-08T07:00")].map((happenedAt, index) => ({
        shopId,
        id: `${String(n)}${String(index)}`,
        shipmentId: String(n),
        orderId: String(n),
        status: "in_transit",
        happenedAt,
        recordedAt: happenedAt,
      })),
    ),
  });
  await db.deliveryWatch.createMany({
    data: orders.map(({ n }) => ({ shopId, orderId: String(n), nextCheckAt: at("2026-06-10T08:00") })),
  });
}

let scans = 100_000;

/** The carrier scans the parcels, and Shopify's webhooks say so. */
async function scan(orders: number[], status: string, happenedAt: string): Promise<void> {
  const now = at(happenedAt);
  deps.clock.set(new Date(Math.max(now.getTime(), deps.clock.now().getTime())));
  const rows = await db.webhookDelivery.createManyAndReturn({
    data: orders.map((n) => ({
      shopId,
      topic: "fulfillment_events/create",
      webhookId: randomUUID(),
      receivedAt: now,
      triggeredAt: now,
      body: JSON.stringify({
        id: (scans += 1),
        fulfillment_id: n,
        order_id: n,
        status,
        message: null,
        happened_at: now.toISOString(),
        estimated_delivery_at: null,
        city: null,
        country: "IT",
      }),
    })),
  });
  const handlers = jobHandlers({ ...deps, env, texts: null, calendar: null } as unknown as Parameters<
    typeof jobHandlers
  >[0]);
  await handlers["webhook.apply"](rows.map(({ id }) => ({ shopId, deliveryIds: [id.toString()] })));
}
