import { describe, expect, it } from "vitest";
import { readOutcomeRecords, recordOutcome } from "~/delays/record-outcome.server";
import { noteHappening } from "~/surveys/answer-happening.server";
import { countAnswer } from "~/surveys/survey-rollup.server";
import type { Survey } from "~/surveys/survey-kinds";
import { useTestDatabase } from "../../tests/harness/database";
import { ordersBehind } from "../../tests/harness/orders-behind";
import {
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { percentOf } from "./figure-words";
import { insightsFile } from "./insights-file";
import { readInsights } from "./insights.server";

const { db, deps } = useTestDatabase();

const read = (search = "") => readInsights(deps, { shopId, search: new URLSearchParams(search) });

async function settle(id: string) {
  const order = await db.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  await recordOutcome(db, { known: await readOutcomeRecords(db, order), originCountry: "IT" });
}

interface Told {
  latest?: string;
  arrived?: string | null;
  noticed?: string;
  country?: string;
  carrier?: string;
  status?: string;
  origin?: string;
  /** The carrier tried in vain the day before. */
  tried?: boolean;
}

/** An order promised for a day, with what became of it. */
async function promised(id: string, told: Told = {}) {
  const { latest = "2026-06-05", arrived = "2026-06-04T10:00:00Z", country = "IT" } = told;
  await anOrder(db, {
    id,
    checkoutToken: null,
    countryCode: country,
    fulfillmentStatus: told.status ?? "fulfilled",
  });
  await aDeliveryPromise(db, { orderId: id, earliest: "2026-06-02", latest });
  await aShipment(db, {
    id: `s${id}`,
    orderId: id,
    carrier: told.carrier ?? "BRT",
    originId: told.origin ?? null,
    deliveredAt: arrived === null ? null : new Date(arrived),
  });
  if (told.tried) {
    await aShipmentEvent(db, {
      id: `e${id}`,
      shipmentId: `s${id}`,
      orderId: id,
      status: "attempted_delivery",
      happenedAt: new Date("2026-05-18T10:00:00Z"),
    });
  }
  if (told.noticed) {
    await aTouchpoint(db, {
      id: `t${id}`,
      orderId: id,
      kind: "delay_notice",
      state: "dispatched",
      dispatchedAt: new Date(told.noticed),
    });
  }
  await settle(id);
}

describe("insights", () => {
  it("tell a shop without a past that there is nothing yet", async () => {
    await aShop(db);
    const { delivery, lanes, calibration, heldBack } = await read();
    expect(delivery).toMatchObject({ otif: { part: 0, n: 0 }, medianLeadDays: null });
    expect([lanes, calibration, heldBack]).toEqual([[], [], []]);
  });

  it("judge every promise whose day is over, the parcel that never came included, and no other", async () => {
    await aShop(db);
    await promised("1");
    await promised("2", { status: "partial" });
    await promised("3", { arrived: "2026-06-09T10:00:00Z", noticed: "2026-06-03T10:00:00Z" });
    await promised("4", { arrived: null, noticed: "2026-06-07T10:00:00Z" });
    await promised("5", { noticed: "2026-06-03T10:00:00Z", tried: true });
    // Today is Friday 12: this one may still come.
    await promised("6", { latest: "2026-06-12", arrived: null });
    const { delivery } = await read();
    expect(delivery).toEqual({
      onTime: { part: 3, n: 5 },
      inFull: { part: 3, n: 5 },
      otif: { part: 2, n: 5 },
      firstAttempt: { part: 3, n: 4 },
      warned: { part: 1, n: 2 },
      toldAfter: 1,
      needless: { part: 1, n: 2 },
      medianLeadDays: 2,
    });
    expect(await ordersBehind(deps, { which: "late" })).toEqual(["4", "3"]);
    expect(await ordersBehind(deps, { which: "not_in_full" })).toEqual(["4", "2"]);
    expect(await ordersBehind(deps, { which: "tried_in_vain" })).toEqual(["5"]);
    expect(await ordersBehind(deps, { which: "warned" })).toEqual(["3"]);
    expect(await ordersBehind(deps, { which: "not_warned" })).toEqual(["4"]);
    expect(await ordersBehind(deps, { which: "needless" })).toEqual(["5"]);
    expect(await ordersBehind(deps, { which: "all", country: "DE" })).toEqual([]);
  });

  it("tell lateness apart by the location that packs, by the name the shop gave it", async () => {
    await aShop(db);
    await db.packingLocation.create({ data: { shopId, id: "7", name: "Vicenza" } });
    await promised("1", { origin: "7" });
    await promised("2", { origin: "7", arrived: "2026-06-09T10:00:00Z" });
    await promised("3", { origin: "8", arrived: null });
    const insights = await read();
    expect(insights.locations).toEqual([
      { originId: "7", name: "Vicenza", onTime: { part: 1, n: 2 }, meanLateness: 2 },
      { originId: "8", name: null, onTime: { part: 0, n: 1 }, meanLateness: null },
    ]);
    expect(insightsFile(insights).split("\r\n")).toEqual(
      expect.arrayContaining(["location,Vicenza,onTime,50,1,2", "location,Vicenza,meanLateness,2,,1"]),
    );
    expect(await ordersBehind(deps, { which: "late", location: "7" })).toEqual(["2"]);
    expect(await ordersBehind(deps, { which: "all", location: "8" })).toEqual(["3"]);
  });

  it("follow an order that changes, without counting it twice", async () => {
    await aShop(db);
    await promised("1", { arrived: null });
    await settle("1");
    expect((await read()).delivery.onTime).toEqual({ part: 0, n: 1 });
    await db.shipment.updateMany({ data: { deliveredAt: new Date("2026-06-05T10:00:00Z") } });
    await settle("1");
    expect((await read()).delivery.onTime).toEqual({ part: 1, n: 1 });
    await db.order.updateMany({ data: { cancelledAt: new Date("2026-06-06T10:00:00Z") } });
    await settle("1");
    expect((await read()).delivery.onTime).toEqual({ part: 0, n: 0 });
  });

  it("say what to promise to be right nine times in ten", async () => {
    await aShop(db);
    for (let n = 0; n < 8; n += 1) await promised(`on-time-${String(n)}`);
    await promised("late-1", { arrived: "2026-06-08T10:00:00Z" });
    await promised("late-2", { arrived: "2026-06-11T10:00:00Z" });
    expect((await read()).calibration).toEqual([
      { country: "IT", kept: { part: 8, n: 10 }, daysMore: 1, withMore: { part: 9, n: 10 } },
    ]);
  });

  it("tell the NPS apart by what really happened", async () => {
    await aShop(db);
    await promised("1");
    await promised("2", { arrived: "2026-06-09T10:00:00Z", noticed: "2026-06-03T10:00:00Z" });
    await promised("3", { arrived: "2026-06-09T10:00:00Z" });
    const answer = (id: string, rating: number) =>
      aSurveyResponse(db, {
        id: `r${id}`,
        orderId: id,
        subject: `order:${id}`,
        survey: "delivery_feedback",
        rating,
      });
    await answer("1", 10);
    await answer("2", 9);
    await answer("3", 2);
    await promised("4", { arrived: "2026-06-09T10:00:00Z" });
    await answer("4", 9);
    const given = { cause: "late", gives: "words", amount: 0, currency: "EUR", worth: 0, state: "given" };
    const before = new Date("2026-06-10T10:00:00Z");
    await db.goodwill.create({
      data: { shopId, orderId: "4", ...given, proposedAt: before, settledAt: before },
    });
    // Made good because of the answer: that is what she said before.
    await db.goodwill.create({
      data: {
        shopId,
        orderId: "3",
        ...given,
        proposedAt: before,
        settledAt: new Date("2026-06-13T10:00:00Z"),
      },
    });
    await noteHappening(db, { shopId, orderIds: ["1", "2", "3", "4"] });
    expect((await read()).npsByOutcome).toMatchObject({
      on_time: { nps: 100, n: 1 },
      late_warned: { nps: 100, n: 1 },
      late_silent: { nps: -100, n: 1 },
      made_good: { nps: 100, n: 1 },
    });
  });

  it("add up what making good came to, by gift", async () => {
    await aShop(db);
    const approvedAt = new Date("2026-06-10T10:00:00Z");
    const given = { cause: "late", currency: "EUR", state: "given", proposedAt: approvedAt, approvedAt };
    await db.goodwill.createMany({
      data: [
        { shopId, orderId: "1", gives: "voucher_amount", amount: 5, worth: 5, ...given },
        { shopId, orderId: "2", gives: "voucher_amount", amount: 5, worth: 5, ...given },
        { shopId, orderId: "3", gives: "words", amount: 0, worth: 0, ...given },
        { shopId, orderId: "4", gives: "store_credit", amount: 9, worth: 9, ...given, state: "failed" },
      ],
    });
    const { costs } = await read();
    expect(costs.gifts).toEqual([
      { gives: "voucher_amount", currency: "EUR", orders: 2, worth: "10.00" },
      { gives: "words", currency: "EUR", orders: 1, worth: "0.00" },
    ]);
    expect(costs.totals).toEqual([{ currency: "EUR", worth: "10.00" }]);
  });

  it("follow both NPS week by week, and say the same in the file", async () => {
    await aShop(db);
    const timeZone = "Europe/Rome";
    const answered = async (survey: Survey, rating: number, at: string) =>
      countAnswer(db, { shopId, survey, rating, answeredAt: new Date(at), timeZone }, 1);
    await answered("purchase_nps", 10, "2026-06-01T10:00:00Z");
    await answered("purchase_nps", 3, "2026-06-07T21:30:00Z");
    // Half past midnight in Rome: the next week's Monday.
    await answered("purchase_nps", 9, "2026-06-07T22:30:00Z");
    await answered("delivery_feedback", 0, "2026-06-09T10:00:00Z");
    const insights = await read("from=2026-06-01&until=2026-06-10");
    expect(insights.npsWeeks).toMatchObject([
      { weekOf: "2026-06-01", purchase_nps: { nps: 0, n: 2 }, delivery_feedback: { nps: null, n: 0 } },
      { weekOf: "2026-06-08", purchase_nps: { nps: 100, n: 1 }, delivery_feedback: { nps: -100, n: 1 } },
    ]);
    expect(insightsFile(insights).split("\r\n")).toEqual(
      expect.arrayContaining([
        "nps_week,2026-06-01 purchase,nps,0,,2",
        "nps_week,2026-06-08 delivery,nps,-100,,1",
      ]),
    );
  });

  it("compare with as many days just before", async () => {
    await aShop(db);
    await promised("1", { latest: "2026-06-08" });
    await promised("2", { latest: "2026-06-03", arrived: "2026-06-09T10:00:00Z" });
    const { delivery, before } = await read("from=2026-06-06&until=2026-06-10");
    expect([delivery.onTime, before.delivery.onTime]).toEqual([
      { part: 1, n: 1 },
      { part: 0, n: 1 },
    ]);
  });
});

describe("over a shop's generated past", () => {
  it("the page, the file and the orders themselves count the same", async () => {
    await aShop(db);
    const days = ["2026-05-20", "2026-05-27", "2026-06-03", "2026-06-11"];
    const arrivals = ["2026-05-19T10:00:00Z", "2026-06-02T10:00:00Z", "2026-06-12T08:00:00Z", null];
    for (let n = 0; n < 48; n += 1) {
      const latest = days[n % 4] ?? "";
      await promised(String(n), {
        latest,
        arrived: arrivals[Math.floor(n / 4) % 4] ?? null,
        country: n % 3 === 0 ? "DE" : "IT",
        carrier: n % 5 === 0 ? "=DHL" : "BRT",
        status: n % 7 === 0 ? "partial" : "fulfilled",
        origin: n % 5 === 0 ? "8" : "7",
        tried: n % 3 === 0,
        ...(n % 6 === 0 ? { noticed: "2026-06-01T10:00:00Z" } : {}),
      });
    }
    const insights = await read();
    const [counted] = await db.$queryRaw<
      Array<{ n: number; kept: number; otif: number; came: number; atOnce: number }>
    >`
      SELECT COUNT(*)::int AS n,
        (COUNT(*) FILTER (WHERE (s."deliveredAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date <= p."latestOn"))::int AS kept,
        (COUNT(*) FILTER (WHERE (s."deliveredAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date <= p."latestOn"
          AND o."fulfillmentStatus" = 'fulfilled'))::int AS otif,
        COUNT(s."deliveredAt")::int AS came,
        (COUNT(s."deliveredAt") FILTER (WHERE NOT EXISTS (SELECT 1 FROM "ShipmentEvent" e WHERE e."shipmentId" = s.id)))::int AS "atOnce"
      FROM "Order" o JOIN "DeliveryPromise" p ON p."orderId" = o.id JOIN "Shipment" s ON s."orderId" = o.id`;
    expect(insights.delivery.onTime).toEqual({ part: counted?.kept, n: counted?.n });
    expect(insights.delivery.otif).toEqual({ part: counted?.otif, n: counted?.n });
    expect(insights.delivery.firstAttempt).toEqual({ part: counted?.atOnce, n: counted?.came });
    const total = (shares: Array<{ part: number; n: number }>) =>
      shares.reduce((sum, share) => ({ part: sum.part + share.part, n: sum.n + share.n }), { part: 0, n: 0 });
    expect(total(insights.weeks.map(({ onTime }) => onTime))).toEqual(insights.delivery.onTime);
    expect(total(insights.lanes.map(({ onTime }) => onTime))).toEqual(insights.delivery.onTime);
    expect(total(insights.locations.map(({ onTime }) => onTime))).toEqual(insights.delivery.onTime);

    const behind = async (which: string, of: Record<string, string> = {}) =>
      (await ordersBehind(deps, { which, ...of })).length;
    const { onTime, inFull, firstAttempt, warned, needless } = insights.delivery;
    expect(await behind("all")).toBe(onTime.n);
    expect(await behind("on_time")).toBe(onTime.part);
    expect(await behind("late")).toBe(onTime.n - onTime.part);
    expect(await behind("not_in_full")).toBe(inFull.n - inFull.part);
    expect(await behind("tried_in_vain")).toBe(firstAttempt.n - firstAttempt.part);
    expect([await behind("warned"), await behind("not_warned")]).toEqual([
      warned.part,
      warned.n - warned.part,
    ]);
    expect(await behind("needless")).toBe(needless.part);
    for (const { country, carrier, onTime: kept } of insights.lanes)
      expect(await behind("late", { country, carrier })).toBe(kept.n - kept.part);
    for (const { originId, onTime: kept } of insights.locations)
      expect(await behind("late", { location: originId })).toBe(kept.n - kept.part);

    const lines = insightsFile(insights).split("\r\n");
    const { part, n } = insights.delivery.otif;
    expect(lines).toContain(`summary,,otif,${String(percentOf({ part, n }))},${String(part)},${String(n)}`);
    expect(lines).toContain(
      `summary,,firstAttempt,${String(percentOf(firstAttempt))},${String(firstAttempt.part)},${String(firstAttempt.n)}`,
    );
    for (const { weekOf, otif } of insights.weeks)
      expect(lines).toContain(
        `week,${weekOf},otif,${String(percentOf(otif) ?? "")},${String(otif.part)},${String(otif.n)}`,
      );
  });
});

it("what text messages cost is the sum of what the provider asked for those of the period", async () => {
  await aShop(db);
  const text = (id: string, sentAt: string, row: object = {}) =>
    db.textMessage.create({
      data: {
        shopId,
        id,
        touchpointId: `t-${id}`,
        phoneKey: "k",
        segments: 2,
        price: "-0.1854",
        priceUnit: "EUR",
        state: "delivered",
        sentAt: new Date(sentAt),
        ...row,
      },
    });
  // Half past midnight in Rome is the next day there.
  await text("SM1", "2026-05-31T22:30:00Z");
  await text("SM2", "2026-06-02T10:00:00Z", { segments: 1, price: "-0.0927", state: "undelivered" });
  await text("SM3", "2026-06-02T10:00:00Z", { price: null, priceUnit: null, state: "sent" });
  await text("SM4", "2026-05-31T21:30:00Z");
  const insights = await read("from=2026-06-01&until=2026-06-05");
  expect(insights.texts).toEqual([
    { currency: "EUR", messages: 2, segments: 3, notDelivered: 1, cost: "0.2781" },
    { currency: null, messages: 1, segments: 2, notDelivered: 0, cost: "0.0000" },
  ]);
  expect(insightsFile(insights)).toContain("texts,EUR,cost,0.2781,,2");
});

describe("how forecasts kept their word", () => {
  it("a shop whose first promises have not ended has nothing to show", async () => {
    await aShop(db);
    expect((await read()).forecasts).toEqual({ distance: null, n: 0, said: [] });
  });

  it("shows what was said beside what happened, on the page and in the file", async () => {
    await aShop(db);
    const tenths = (seventh: number) => Array.from({ length: 10 }, (_, tenth) => (tenth === 6 ? seventh : 0));
    await db.forecastOdds.create({
      data: {
        ...{ shopId, mean: [], covariance: [] },
        ...{ forecasts: tenths(40), chances: tenths(26), late: tenths(28) },
      },
    });
    const insights = await read();
    expect(insights.forecasts).toEqual({
      distance: expect.closeTo(0.05, 9),
      n: 40,
      said: [{ chance: 0.65, late: 28, n: 40 }],
    });
    expect(insightsFile(insights)).toContain("forecast,65 %,late,70,28,40");
  });
});
