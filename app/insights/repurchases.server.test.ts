import { beforeEach, describe, expect, it } from "vitest";
import { readOutcomeRecords, recordOutcome } from "~/delays/record-outcome.server";
import { dayMs } from "~/platform/durations";
import type { Prisma } from "~/platform/prisma/client";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShop,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { insightsFile } from "./insights-file";
import { readInsights } from "./insights.server";
import { judgeRepurchases } from "./judge-repurchases.server";

const { db, deps } = useTestDatabase();

// Today is Friday 12 June 2026: the ninety days after an arrival on 1 March ended on 30 May.
const arrival = new Date("2026-03-01T10:00:00Z");
const after = (days: number, ms = 0) => new Date(arrival.getTime() + days * dayMs + ms);

const read = (search = "from=2026-05-01&until=2026-06-12") =>
  readInsights(deps, { shopId, search: new URLSearchParams(search) });
const judge = () => judgeRepurchases(deps, { shopId });

async function follow(id: string) {
  const order = await db.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  await recordOutcome(db, { known: await readOutcomeRecords(db, order), originCountry: "IT" });
}

type OrderRow = Partial<Prisma.OrderUncheckedCreateInput>;

/** An order of a shopper that arrived on 1 March, or another day. */
async function arrived(
  id: string,
  { latest = "2026-03-02", at = arrival, ...row }: OrderRow & { latest?: string; at?: Date } = {},
) {
  await anOrder(db, {
    id,
    checkoutToken: null,
    placedAt: new Date("2026-02-20T10:00:00Z"),
    customerId: `shopper-${id}`,
    fulfillmentStatus: "fulfilled",
    ...row,
  });
  await aDeliveryPromise(db, { orderId: id, earliest: "2026-02-25", latest });
  await aShipment(db, { id: `s${id}`, orderId: id, deliveredAt: at });
  await follow(id);
}

/** The shopper of that order places another one. */
const buysAgain = (of: string, placedAt: Date, row: OrderRow = {}) =>
  anOrder(db, { id: `again-${of}`, checkoutToken: null, customerId: `shopper-${of}`, placedAt, ...row });

beforeEach(() => aShop(db));

describe("whether a shopper bought again", () => {
  it("is told apart by what really happened to the order before", async () => {
    await arrived("1");
    await buysAgain("1", after(30));
    await arrived("2", { latest: "2026-02-26" });
    await arrived("3", { latest: "2026-02-26" });
    await aTouchpoint(db, {
      ...{ id: "t3", orderId: "3", kind: "delay_notice", state: "dispatched" },
      dispatchedAt: new Date("2026-02-25T10:00:00Z"),
    });
    await follow("3");
    await buysAgain("3", after(89));
    await arrived("4", { latest: "2026-02-26" });
    await db.goodwill.create({
      data: {
        ...{ shopId, orderId: "4", cause: "late", gives: "words", amount: 0, currency: "EUR", worth: 0 },
        ...{ state: "given", proposedAt: after(1), settledAt: after(2) },
      },
    });
    await judge();
    const insights = await read();
    expect(insights.repurchases).toEqual({
      on_time: { part: 1, n: 1 },
      late_silent: { part: 0, n: 1 },
      late_warned: { part: 1, n: 1 },
      made_good: { part: 0, n: 1 },
    });
    expect(insightsFile(insights).split("\r\n")).toEqual(
      expect.arrayContaining([
        "summary,on_time,boughtAgain,100,1,1",
        "summary,made_good,boughtAgain,0,0,1",
        "summary_before,on_time,boughtAgain,,0,0",
      ]),
    );
  });

  it.each<[string, Date, OrderRow, number]>([
    ["counts to the last second of the ninety days", after(90), {}, 1],
    ["does not count a second later", after(90, 1000), {}, 0],
    ["does not count while the first was still under way", after(0, -1000), {}, 0],
    ["does not count as a test", after(3), { test: true }, 0],
    ["does not count when it was brought by an import", after(3), { imported: true }, 0],
    ["does not count when it was cancelled", after(3), { cancelledAt: after(4) }, 0],
    ["does not count when somebody else placed it", after(3), { customerId: "702" }, 0],
  ])("another order %s", async (_title, placedAt, row, part) => {
    await arrived("1");
    await buysAgain("1", placedAt, row);
    await judge();
    expect((await read()).repurchases.on_time).toEqual({ part, n: 1 });
  });

  it("is asked of no test, no import, nobody forgotten, and nobody whose days are not over", async () => {
    await arrived("1", { test: true });
    await arrived("2", { imported: true });
    await arrived("3", { customerId: null });
    await arrived("4", { at: after(13), latest: "2026-03-20" });
    expect((await judge()).judged).toBe(1);
    expect((await read()).repurchases.on_time).toEqual({ part: 0, n: 0 });
    deps.clock.set(new Date("2026-06-14T10:00:00Z"));
    await judge();
    expect((await read("from=2026-05-01&until=2026-06-14")).repurchases.on_time).toEqual({ part: 0, n: 1 });
  });

  it("is counted once, however often it is looked for and whatever is told again", async () => {
    await arrived("1");
    await buysAgain("1", after(30));
    await judge();
    await follow("1");
    await judge();
    await Promise.all([judge(), judge()]);
    expect((await read()).repurchases.on_time).toEqual({ part: 1, n: 1 });
  });

  it("comes to the same whichever is told first, the arrival or the second order", async () => {
    await buysAgain("1", after(30));
    await arrived("1");
    await judge();
    expect((await read()).repurchases.on_time).toEqual({ part: 1, n: 1 });
  });

  it("is judged anew when the arrival was another day's, and not at all when it is taken back", async () => {
    await arrived("1");
    await buysAgain("1", after(30));
    await judge();
    await db.shipment.updateMany({ data: { deliveredAt: after(30, 1000) } });
    await follow("1");
    expect((await read()).repurchases.on_time).toEqual({ part: 0, n: 0 });
    await db.shipment.updateMany({ data: { deliveredAt: after(-3) } });
    await follow("1");
    await judge();
    expect((await read()).repurchases.on_time).toEqual({ part: 1, n: 1 });
    await db.order.updateMany({ where: { id: "1" }, data: { deletedAt: after(100) } });
    await follow("1");
    expect((await read()).repurchases.on_time).toEqual({ part: 0, n: 0 });
  });

  it("is compared with the orders whose days ended just before", async () => {
    await arrived("1");
    await arrived("2", { at: after(-10), latest: "2026-03-01" });
    await buysAgain("2", after(5));
    await judge();
    const { repurchases, before } = await read("from=2026-05-25&until=2026-05-31");
    expect([repurchases.on_time, before.repurchases.on_time]).toEqual([
      { part: 0, n: 1 },
      { part: 1, n: 1 },
    ]);
  });
});

it("over a generated past the page and the orders themselves count the same", async () => {
  for (let n = 0; n < 40; n += 1) {
    const id = String(n);
    await arrived(id, {
      at: after(-(n % 9)),
      latest: n % 3 === 0 ? "2026-02-20" : "2026-03-05",
      customerId: `c${String(n % 25)}`,
    });
    if (n % 4 === 0) await buysAgain(id, after(n * 3), { customerId: `c${String(n % 25)}` });
  }
  await judge();
  const [counted] = await db.$queryRaw<Array<{ part: number; n: number }>>`
    SELECT count(*)::int AS n, (count(*) FILTER (WHERE EXISTS (
      SELECT 1 FROM "Order" x WHERE x."customerId" = o."customerId" AND x.id <> o.id AND x."placedAt" > s."deliveredAt"
        AND x."placedAt" <= s."deliveredAt" + interval '90 days')))::int AS part
    FROM "Order" o JOIN "Shipment" s ON s."orderId" = o.id`;
  const { repurchases } = await read();
  const total = Object.values(repurchases).reduce((sum, { part, n }) => ({
    part: sum.part + part,
    n: sum.n + n,
  }));
  expect(total).toEqual(counted);
  expect(total.part).toBeGreaterThan(0);
});
