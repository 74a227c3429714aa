import { beforeEach, describe, expect, it } from "vitest";
import { readOutcomeRecords, recordOutcome } from "~/delays/record-outcome.server";
import { recordRefunds, recordReturn } from "~/orders/refunds-and-returns.server";
import { notePraise } from "~/surveys/note-praise.server";
import { recordResponse } from "~/surveys/record-response.server";
import { useTestDatabase } from "../../tests/harness/database";
import { ordersBehind } from "../../tests/harness/orders-behind";
import { aDeliveryPromise, anOrder, aShipment, aShop, shopId } from "../../tests/harness/records";
import { insightsFile } from "./insights-file";
import { readInsights } from "./insights.server";

const { db, deps } = useTestDatabase();

const read = (search = "") => readInsights(deps, { shopId, search: new URLSearchParams(search) });

/** What a webhook ends in, as far as the delivery and what was said of it go. */
async function follow(id: string) {
  const order = await db.order.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });
  await recordOutcome(db, { known: await readOutcomeRecords(db, order), originCountry: "IT" });
  await notePraise(db, { shopId, orderIds: [id] });
}

async function delivered(id: string, at: string | null = "2026-06-04T10:00:00Z") {
  await anOrder(db, { id, checkoutToken: null, fulfillmentStatus: "fulfilled" });
  await aDeliveryPromise(db, { orderId: id, earliest: "2026-06-02", latest: "2026-06-05" });
  await aShipment(db, { id: `s${id}`, orderId: id, deliveredAt: at === null ? null : new Date(at) });
  await follow(id);
}

const answer = (orderId: string, rating: number, reasons: string[] = []) =>
  recordResponse(deps, {
    ...{ shopId, survey: "delivery_feedback", orderId, checkoutToken: null, rating, reasons },
    ...{ language: "it", channel: "email" },
  });

async function refund(orderId: string, amount: string, createdAt: string) {
  await recordRefunds(db, shopId, [{ id: `r${orderId}`, orderId, amount, createdAt: new Date(createdAt) }]);
  await follow(orderId);
}

async function damaged(orderId: string) {
  const changedAt = new Date("2026-06-08T10:00:00Z");
  await recordReturn(db, shopId, { id: `b${orderId}`, orderId, status: "open", damage: true, changedAt });
  await follow(orderId);
}

beforeEach(() => aShop(db));

describe("praise and complaints", () => {
  it("are counted of a hundred deliveries: who praised, who complained, and whose orders", async () => {
    for (const id of ["1", "2", "3", "4", "5"]) await delivered(id);
    await delivered("6", null);
    await answer("1", 10);
    await answer("2", 6);
    await answer("3", 9, ["damaged"]);
    await answer("4", 8);
    await damaged("5");
    await answer("6", 2);
    const insights = await read();
    expect([insights.praise, insights.complaints]).toEqual([
      { part: 2, n: 5 },
      { part: 3, n: 5 },
    ]);
    expect(insightsFile(insights).split("\r\n")).toEqual(
      expect.arrayContaining(["summary,,praise,40,2,5", "summary,,complaints,60,3,5"]),
    );
    expect(await ordersBehind(deps, { which: "praised" })).toEqual(["3", "1"]);
    expect(await ordersBehind(deps, { which: "complained" })).toEqual(["5", "3", "2"]);
  });

  it("follow an answer she changes, and an arrival that comes after it or is taken back", async () => {
    await delivered("1", null);
    await answer("1", 3);
    expect((await read()).complaints).toEqual({ part: 0, n: 0 });
    const arrives = async (deliveredAt: Date | null) => {
      await db.shipment.updateMany({ data: { deliveredAt } });
      await follow("1");
      await follow("1");
    };
    await arrives(new Date("2026-06-04T10:00:00Z"));
    expect((await read()).complaints).toEqual({ part: 1, n: 1 });
    await answer("1", 9);
    const { praise, complaints } = await read();
    expect([praise.part, complaints.part]).toEqual([1, 0]);
    await arrives(null);
    expect((await read()).praise).toEqual({ part: 0, n: 0 });
    await arrives(new Date("2026-06-04T10:00:00Z"));
    await db.order.updateMany({ data: { cancelledAt: new Date("2026-06-09T10:00:00Z") } });
    await follow("1");
    expect((await read()).praise).toEqual({ part: 0, n: 0 });
    expect(await db.praiseRollup.findMany()).toMatchObject([{ praise: 0, complaints: 0 }]);
  });

  it("say what they cost: what was given back after the arrival to who complained, whichever came first", async () => {
    for (const id of ["1", "2", "3", "4"]) await delivered(id);
    await refund("1", "12.50", "2026-06-08T10:00:00Z");
    await answer("1", 4);
    await answer("2", 2);
    await refund("2", "7.00", "2026-06-09T10:00:00Z");
    await refund("3", "99.00", "2026-06-09T10:00:00Z");
    await answer("4", 1);
    await refund("4", "50.00", "2026-06-03T10:00:00Z");
    const insights = await read();
    expect(insights.costs).toEqual({
      gifts: [],
      refunds: { currency: "EUR", orders: 2, worth: "19.50" },
      totals: [{ currency: "EUR", worth: "19.50" }],
    });
    expect(insightsFile(insights).split("\r\n")).toEqual(
      expect.arrayContaining(["refunds,EUR,worth,19.50,,2", "summary,EUR,complaintCosts,19.50,,"]),
    );
    await answer("1", 9);
    expect((await read()).costs.refunds).toMatchObject({ orders: 1, worth: "7.00" });
    expect((await read("from=2026-06-10&until=2026-06-12")).before.costs.totals).toEqual([
      { currency: "EUR", worth: "7.00" },
    ]);
  });
});
