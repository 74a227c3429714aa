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
import { countTouchpoints } from "~/touchpoints/touchpoint-rollup.server";
import { insightsFile } from "./insights-file";
import { daysOfWeek } from "./insights-period";
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

const ofWeek = (
  weekOf: string,
  which: OrderFilter,
  of: Record<string, string>,
  period = { fromOn: days.from, untilOn: days.until },
) =>
  ordersBehind(deps, {
    ...Object.fromEntries(new URLSearchParams(daysOfWeek(weekOf, period))),
    which,
    ...of,
  });

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
  if (n % 4 === 1)
    await holdBack(id, {
      reason: n % 8 === 1 ? "pressure_cap" : "survey_recently",
      at: after(70 + (n % 30)),
    });
  if (n % 7 === 0) await text(id, n);
  const answer = { survey: "delivery_feedback", rating: n % 11, answeredAt: after(70 + (n % 30)) } as const;
  await aSurveyResponse(db, { id: `r${id}`, orderId: id, subject: `order:${id}`, ...answer });
  await countAnswer(db, { shopId, timeZone: "Europe/Rome", ...answer }, 1);
  await noteHappening(db, { shopId, orderIds: [id] });
}

/** An invitation that was not sent, in May or June. */
async function holdBack(orderId: string, { reason, at }: { reason: string; at: Date }) {
  const touchpoint = await aTouchpoint(db, {
    ...{ id: `h${orderId}`, kind: "feedback_invitation", class: "survey" },
    ...{ orderId, subjectId: orderId, state: "suppressed", reason, settledAt: at },
  });
  await db.$transaction((tx) => countTouchpoints(tx, [{ touchpoint, outcome: "suppressed", reason, at }]));
}

/** A text about an order: most have a price, some never arrive. */
const text = (orderId: string, n: number) =>
  db.textMessage.create({
    data: {
      ...{ phoneKey: "phone-key" },
      ...{ shopId, id: `SM${orderId}`, touchpointId: `t${orderId}`, orderId, segments: 1 + (n % 2) },
      ...{ state: n % 3 === 0 ? "undelivered" : "delivered", sentAt: after(65 + (n % 40)) },
      ...(n % 2 === 0 ? { price: "-0.0700", priceUnit: "EUR" } : {}),
    },
  });

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

  for (const reason of ["pressure_cap", "survey_recently"]) {
    const { n } =
      await counted(`SELECT count(*)::int AS n, 0 AS part FROM "Touchpoint" WHERE "reason" = '${reason}'
      AND ("settledAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date BETWEEN '${days.from}' AND '${days.until}'`);
    expect(n).toBeGreaterThan(0);
    expect(insights.heldBack).toContainEqual({ kind: "feedback_invitation", reason, count: n });
    expect(await behind("held_back", { kind: "feedback_invitation", reason })).toHaveLength(n);
    expect(lines).toContain(`held_back,feedback_invitation,${reason},${String(n)},,`);
  }
  for (const currency of ["EUR", ""]) {
    const { part, n } = await counted(`
      SELECT count(*)::int AS n, (count(*) FILTER (WHERE "state" = 'undelivered'))::int AS part FROM "TextMessage"
      WHERE COALESCE("priceUnit", '') = '${currency}'
        AND ("sentAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date BETWEEN '${days.from}' AND '${days.until}'`);
    expect(part).toBeGreaterThan(0);
    expect(insights.texts.find((row) => (row.currency ?? "") === currency)).toMatchObject({
      ...{ messages: n, notDelivered: part },
    });
    expect(await behind("texted", { currency })).toHaveLength(n);
    expect(await behind("text_not_delivered", { currency })).toHaveLength(part);
    expect(lines).toContain(`texts,${currency},notDelivered,${String(part)},,${String(n)}`);
  }
  for (const { weekOf, ...answered } of insights.npsWeeks)
    for (const survey of ["purchase_nps", "delivery_feedback"] as const)
      expect(await ofWeek(weekOf, "answered", { survey }), weekOf).toHaveLength(answered[survey].n);

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

it("the orders of a week are those its row counts, the weeks at the ends of the days too", async () => {
  const asked = { from: "2026-02-18", until: "2026-03-05" };
  const { weeks, period } = await readInsights(deps, { shopId, search: new URLSearchParams(asked) });
  expect(weeks).toHaveLength(3);
  for (const { weekOf, onTime, inFull, otif } of weeks) {
    const { n } = await counted(`
      SELECT count(*)::int AS n, 0 AS part FROM "DeliveryPromise" WHERE "sequence" = 0
        AND date_trunc('week', "latestOn")::date = '${weekOf}' AND "latestOn" BETWEEN '${asked.from}' AND '${asked.until}'`);
    expect(otif.n, weekOf).toBe(n);
    expect(await ofWeek(weekOf, "all", {}, period), weekOf).toHaveLength(n);
    expect(await ofWeek(weekOf, "on_time", {}, period), weekOf).toHaveLength(onTime.part);
    expect(await ofWeek(weekOf, "in_full", {}, period), weekOf).toHaveLength(inFull.part);
    expect(await ofWeek(weekOf, "on_time_in_full", {}, period), weekOf).toHaveLength(otif.part);
  }
});

it("an order with two messages of one number is behind it twice, each time with its moment", async () => {
  const held = { kind: "delay_notice", reason: "no_address", state: "suppressed" };
  for (const [orderId, step, at] of [
    ["1", 0, after(98)],
    ["2", 0, after(98)],
    ["1", 1, after(100)],
  ] as const) {
    const settled = { outcome: "suppressed", reason: held.reason, at } as const;
    const about = { id: `x${orderId}-${String(step)}`, orderId, subjectId: orderId, step };
    const touchpoint = await aTouchpoint(db, { ...held, ...about, settledAt: at });
    await db.$transaction((tx) => countTouchpoints(tx, [{ touchpoint, ...settled }]));
  }
  const of = { kind: held.kind, reason: held.reason };
  const { heldBack } = await readInsights(deps, { shopId, search: new URLSearchParams(days) });
  expect(heldBack).toContainEqual({ ...of, count: 3 });
  const search = new URLSearchParams({ ...days, which: "held_back", ...of });
  const { rows } = await listOrdersBehind(deps, { shopId, search });
  expect(rows.map(({ order, happenedAt }) => [order.id, happenedAt])).toEqual([
    ["1", after(100)],
    ["2", after(98)],
    ["1", after(98)],
  ]);
  expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(3);

  const ofNoOrder = { kind: "welcome", reason: "no_consent", orderId: null, settledAt: after(98) };
  await aTouchpoint(db, { ...ofNoOrder, id: "none", state: "suppressed" });
  expect(await behind("held_back", { kind: "welcome", reason: "no_consent" })).toEqual([]);

  const texted = { ...days, which: "text_not_delivered", currency: "" };
  const before = await ordersBehind(deps, texted);
  for (const id of ["SM1", "SM2"])
    await db.textMessage.create({
      data: {
        ...{ shopId, id, touchpointId: `t${id}`, orderId: "1", phoneKey: "phone-key", segments: 1 },
        ...{ state: "failed", sentAt: after(90) },
      },
    });
  expect(await ordersBehind(deps, texted)).toHaveLength(before.length + 2);
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
