import { beforeEach, expect, it } from "vitest";
import { readOutcomeRecords, recordOutcome } from "~/delays/record-outcome.server";
import { dayMs } from "~/platform/durations";
import { noteHappening } from "~/surveys/answer-happening.server";
import { countAnswer } from "~/surveys/survey-rollup.server";
import { happenings, type Happening } from "~/surveys/happenings";
import { useTestDatabase } from "../../tests/harness/database";
import { ordersBehind } from "../../tests/harness/orders-behind";
import {
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { insightsFile } from "./insights-file";
import { readInsights } from "./insights.server";
import { judgeHoldOuts } from "./judge-hold-outs.server";
import { judgeRepurchases } from "./judge-repurchases.server";
import type { OrderFilter } from "./orders-behind";
import { listOrdersBehind } from "./orders-behind.server";

const { db, deps } = useTestDatabase();

// Today is Friday 12 June 2026: the ninety days after 1 March ended on 30 May.
const march = new Date("2026-03-01T10:00:00Z");
const after = (days: number) => new Date(march.getTime() + days * dayMs);
const days = { from: "2026-05-01", until: "2026-06-12" };

const behind = (which: OrderFilter, of: Record<string, string>) =>
  ordersBehind(deps, { ...days, which, ...of });

const order = (id: string, shopper: string, placedAt: Date) =>
  anOrder(db, {
    ...{ id, placedAt, checkoutToken: null, fulfillmentStatus: "fulfilled" },
    ...{ customerId: `customer-${shopper}`, shopperKey: shopper },
  });

/** What happens to the orders in turn, so that every cell of the figures holds some. */
const turns: readonly Happening[] = [
  "on_time",
  "on_time",
  "late_silent",
  "on_time",
  "late_warned",
  "made_good",
];

/** An order that arrived around the first of March, what became of it, and what its shopper did then. */
async function generate(n: number) {
  const id = String(n);
  const happened = turns[n % turns.length] ?? "on_time";
  const arrivedAt = after(-(n % 5));
  await order(id, `shopper-${id}`, after(-9));
  await aDeliveryPromise(db, {
    ...{ orderId: id, earliest: "2026-02-16" },
    latest: happened === "on_time" ? "2026-03-06" : "2026-02-20",
  });
  await aShipment(db, { id: `s${id}`, orderId: id, deliveredAt: arrivedAt });
  const written = {
    ...{ orderId: id, subjectId: id, shopperKey: `shopper-${id}` },
    ...{ state: "dispatched", dispatchedAt: after(-8) },
  };
  if (happened === "late_warned") await aTouchpoint(db, { id: `d${id}`, kind: "delay_notice", ...written });
  if (happened === "made_good") {
    await db.goodwill.create({
      data: {
        ...{ shopId, orderId: id, cause: "late", gives: "words", amount: 0, currency: "EUR", worth: 0 },
        ...{ state: "given", proposedAt: after(1), settledAt: after(2), approvedAt: after(70) },
      },
    });
  }
  const record = await db.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  await recordOutcome(db, { known: await readOutcomeRecords(db, record), originCountry: "IT" });

  // Every ninth was refunded after a complaint, every eighteenth in two parts.
  for (const part of n % 18 === 0 ? [1, 2] : n % 9 === 0 ? [1] : []) {
    await db.refund.create({
      data: {
        ...{ shopId, id: `b${id}-${String(part)}`, orderId: id, amount: 5 },
        ...{ complaint: true, createdAt: after(70 + part) },
      },
    });
  }
  if (n % 4 === 0) await order(`again-${id}`, `shopper-${id}`, after(40));
  await aTouchpoint(db, { id: `w${id}`, kind: "win_back", class: "care", ...written });
  await db.holdOutTrial.create({
    data: {
      ...{ shopId, kind: "win_back", shopperKey: `shopper-${id}`, touchpointId: `w${id}` },
      ...{ heldOut: n % 3 === 0, at: after(n % 7) },
    },
  });
  const answer = { survey: "delivery_feedback", rating: n % 11, answeredAt: after(70 + (n % 30)) } as const;
  await aSurveyResponse(db, { id: `r${id}`, orderId: id, subject: `order:${id}`, ...answer });
  await countAnswer(db, { shopId, timeZone: "Europe/Rome", ...answer }, 1);
  await noteHappening(db, { shopId, orderIds: [id] });
}

const generated = 150;

beforeEach(async () => {
  await aShop(db, { liveAt: after(-90), settings: { holdOut: { win_back: 50 } } });
  for (let n = 0; n < generated; n += 1) await generate(n);
  await judgeRepurchases(deps, { shopId });
  await judgeHoldOuts(deps, { shopId });
});

/** What really happened, told from the orders themselves. */
const happenedBySql = `CASE WHEN g."orderId" IS NOT NULL THEN 'made_good'
  WHEN s."deliveredAt"::date <= p."latestOn" THEN 'on_time'
  WHEN d."id" IS NOT NULL THEN 'late_warned' ELSE 'late_silent' END`;
const withItsPast = `JOIN "Shipment" s ON s."orderId" = o."id" JOIN "DeliveryPromise" p ON p."orderId" = o."id"
  LEFT JOIN "Goodwill" g ON g."orderId" = o."id"
  LEFT JOIN "Touchpoint" d ON d."orderId" = o."id" AND d."kind" = 'delay_notice'`;
const boughtAgainSql = `EXISTS (SELECT 1 FROM "Order" x WHERE x."customerId" = o."customerId" AND x."placedAt" > s."deliveredAt")`;

const counted = async (sql: string) =>
  (await db.$queryRawUnsafe<Array<{ part: number; n: number }>>(sql))[0] ?? { part: 0, n: 0 };

it("over a generated past a figure, its line of the file, its orders and the records count the same", async () => {
  const insights = await readInsights(deps, { shopId, search: new URLSearchParams(days) });
  const lines = insightsFile(insights).split("\r\n");
  for (const happened of happenings) {
    const { part, n } = await counted(`
      SELECT count(*)::int AS n, (count(*) FILTER (WHERE ${boughtAgainSql}))::int AS part
      FROM "Order" o ${withItsPast} WHERE ${happenedBySql} = '${happened}'`);
    expect(insights.repurchases[happened], happened).toEqual({ part, n });
    expect(await behind("judged", { happened })).toHaveLength(n);
    expect(await behind("bought_again", { happened })).toHaveLength(part);
    expect(lines.find((line) => line.startsWith(`summary,${happened},boughtAgain,`))).toMatch(
      new RegExp(`,${String(part)},${String(n)}$`),
    );

    const answers = await counted(`
      SELECT count(*)::int AS n, 0 AS part FROM "SurveyResponse" r JOIN "Order" o ON o."id" = r."orderId" ${withItsPast}
      WHERE ${happenedBySql} = '${happened}' AND (r."answeredAt" + interval '2 hours')::date >= '${days.from}'`);
    expect(insights.npsByOutcome[happened].n, happened).toBe(answers.n);
    expect(await behind("answered", { happened })).toHaveLength(answers.n);
    expect(lines.find((line) => line.startsWith(`nps_by_outcome,${happened},nps,`))).toMatch(
      new RegExp(`,${String(answers.n)}$`),
    );
  }

  expect(insights.nps.delivery_feedback.n).toBe(generated);
  expect(await behind("answered", {})).toHaveLength(generated);
  const { gifts, refunds } = insights.costs;
  const given = await counted(
    `SELECT count(*)::int AS n, 0 AS part FROM "Goodwill" WHERE "approvedAt" IS NOT NULL`,
  );
  expect(gifts).toMatchObject([{ gives: "words", orders: given.n }]);
  expect(await behind("given", { gives: "words", currency: "EUR" })).toHaveLength(given.n);
  expect(await behind("given", { gives: "store_credit" })).toEqual([]);
  const refunded = await counted(`SELECT count(DISTINCT "orderId")::int AS n, 0 AS part FROM "Refund"`);
  expect(refunds.orders).toBe(refunded.n);
  expect(await behind("refunded", {})).toHaveLength(refunded.n);
  expect(lines.find((line) => line.startsWith("refunds,EUR,worth,"))).toMatch(
    new RegExp(`,${String(refunded.n)}$`),
  );

  for (const [heldOut, all, again, figure] of [
    [false, "written", "written_again", "written"],
    [true, "held_out", "held_out_again", "heldOut"],
  ] as const) {
    const { part, n } = await counted(`
      SELECT count(*)::int AS n, (count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM "Order" x WHERE x."shopperKey" = t."shopperKey" AND x."placedAt" > t."at")))::int AS part
      FROM "HoldOutTrial" t WHERE t."heldOut" = ${String(heldOut)}`);
    expect(insights.holdOuts[0]?.[figure]).toEqual({ part, n });
    expect(await behind(all, { kind: "win_back" })).toHaveLength(n);
    expect(await behind(again, { kind: "win_back" })).toHaveLength(part);
    expect(lines.find((line) => line.startsWith(`hold_out,win_back,${figure},`))).toMatch(
      new RegExp(`,${String(part)},${String(n)}$`),
    );
  }
});

it("a list of several pages shows each order once, the newest first", async () => {
  const ids = await behind("judged", { happened: "on_time" });
  expect(new Set(ids).size).toBe(generated / 2);
  const arrivals = ids.map((id) => Number(id) % 5);
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
});

it("an address that says it wrongly shows something sensible, and no other shop's orders", async () => {
  const list = async (search: Record<string, string>, of = shopId) =>
    listOrdersBehind(deps, { shopId: of, search: new URLSearchParams(search) });
  expect(await list({ which: "nonsense" })).toMatchObject({ filter: "all", of: "promises" });
  expect(await list({ which: "judged", happened: "x", after: "!!" })).toMatchObject({ happened: "on_time" });
  expect(await list({ which: "held_out", kind: "delay_notice" })).toMatchObject({
    kind: "feedback_invitation",
  });
  await aShop(db, { id: "other.myshopify.com" });
  for (const which of ["judged", "answered", "written", "given", "refunded"])
    expect((await list({ ...days, which, kind: "win_back" }, "other.myshopify.com")).rows).toEqual([]);
});
