import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../../tests/harness/records";
import { tallyByKind, tallyNotices } from "./dry-run-tally";
import { dryRunStep } from "./dry-run.server";

const { db, deps } = useTestDatabase();

const at = (iso: string) => new Date(`${iso}:00+02:00`);
const step = (after: string | null = null) => dryRunStep(deps, { shopId, after });

/** An order of Monday the 1st, promised until Friday the 5th, with scans as told. */
async function aPastOrder(
  id: string,
  {
    scans,
    delivered,
    imported = false,
  }: { scans: Array<[string, string]>; delivered: string | null; imported?: boolean },
): Promise<void> {
  const placedAt = at("2026-06-01T10:00");
  const deliveredAt = delivered === null ? null : at(delivered);
  await anOrder(db, {
    id,
    name: `#${id}`,
    placedAt,
    paidAt: placedAt,
    checkoutToken: id,
    fulfillmentStatus: "fulfilled",
    imported,
  });
  await aDeliveryPromise(db, {
    orderId: id,
    earliest: "2026-06-04",
    latest: "2026-06-05",
    shipBy: at("2026-06-03T14:00"),
    madeAt: placedAt,
  });
  await aShipment(db, {
    id,
    orderId: id,
    createdAt: at("2026-06-02T09:00"),
    handedOverAt: at("2026-06-02T18:00"),
    deliveredAt,
  });
  for (const [index, [status, happenedAt]] of scans.entries()) {
    await aShipmentEvent(db, {
      id: `${id}-${String(index)}`,
      shipmentId: id,
      orderId: id,
      status,
      happenedAt: at(happenedAt),
    });
  }
}

describe("the dry run", () => {
  it("says of each past order what it would have been told, and what that was worth", async () => {
    await aShop(db, { liveAt: null });
    const picked: [string, string] = ["carrier_picked_up", "2026-06-02T18:00"];
    await aPastOrder("1", { scans: [picked], delivered: "2026-06-04T11:00" });
    await aPastOrder("2", {
      scans: [picked, ["delayed", "2026-06-03T12:00"]],
      delivered: "2026-06-08T11:00",
      imported: true,
    });
    await aPastOrder("3", {
      scans: [picked, ["delayed", "2026-06-03T12:00"]],
      delivered: "2026-06-05T11:00",
    });
    await aPastOrder("4", { scans: [picked], delivered: "2026-06-08T11:00" });
    const { orders, late, notices, lateUnwarned, next } = await step();
    expect({ orders, late, next }).toEqual({ orders: 4, late: 2, next: null });
    expect(notices.map(({ orderId, kind, verdict }) => [orderId, kind, verdict]).sort()).toEqual([
      ["2", "carrier_delayed", "early"],
      ["3", "carrier_delayed", "needless"],
      ["4", "overdue", "after"],
    ]);
    expect(lateUnwarned).toEqual([{ orderId: "4", name: "#4" }]);
    expect(tallyNotices(notices)).toMatchObject({
      notices: 3,
      beforeLate: 2,
      needless: 1,
      medianHoursAhead: 60,
    });
    expect(tallyByKind(notices).map(({ kind, notices: n }) => [kind, n])).toEqual([
      ["carrier_delayed", 2],
      ["overdue", 1],
    ]);
  });

  it("warns nobody who was promised nothing, as one who picks her order up", async () => {
    await aShop(db);
    await aPastOrder("1", { scans: [], delivered: null });
    await db.shipment.deleteMany();
    await db.order.updateMany({ data: { fulfillmentStatus: null } });
    expect((await step()).notices).toMatchObject([{ kind: "unshipped" }, { kind: "overdue" }]);
    await db.deliveryPromise.deleteMany();
    expect(await step()).toMatchObject({ orders: 1, late: 0, notices: [] });
  });

  it("warns by what the roads say, on the mornings a forecast may speak", async () => {
    await aShop(db, { liveAt: null, settings: { delays: { predictedLateThreshold: 30 } } });
    await aPastOrder("1", {
      scans: [["carrier_picked_up", "2026-06-04T18:00"]],
      delivered: "2026-06-10T11:00",
    });
    await db.shipment.updateMany({
      data: { createdAt: at("2026-06-04T17:00"), handedOverAt: at("2026-06-04T18:00") },
    });
    await db.deliveryPromise.updateMany({ data: { latestOn: new Date("2026-06-08"), shipBy: null } });
    const { notices } = await step();
    expect(notices).toMatchObject([{ kind: "predicted_late", verdict: "early" }]);
    expect(notices[0]?.at.toISOString()).toMatch(/T06:00/);
  });

  it("holds a notice back by night, as the app would", async () => {
    await aShop(db);
    await aPastOrder("1", {
      scans: [
        ["carrier_picked_up", "2026-06-02T18:00"],
        ["delayed", "2026-06-03T23:00"],
      ],
      delivered: "2026-06-08T11:00",
    });
    expect((await step()).notices).toMatchObject([{ at: at("2026-06-04T08:00") }]);
  });

  it("knows nothing before it happened: what comes later changes no earlier notice", async () => {
    await aShop(db);
    const scans: Array<[string, string]> = [
      ["carrier_picked_up", "2026-06-02T18:00"],
      ["delayed", "2026-06-03T12:00"],
    ];
    await aPastOrder("1", { scans, delivered: null });
    const before = await step();
    await db.shipment.update({
      where: { shopId_id: { shopId, id: "1" } },
      data: { deliveredAt: at("2026-06-12T10:30") },
    });
    const after = await step();
    expect(after.notices.map(({ at: sentAt }) => sentAt)).toEqual(
      before.notices.map(({ at: sentAt }) => sentAt),
    );
  });

  it("goes step by step through what is more than one step, and leaves older orders and other shops out", async () => {
    await aShop(db);
    const order = await anOrder(db, { id: "old", placedAt: new Date(friday.getTime() - 61 * dayMs) });
    await db.order.createMany({
      data: Array.from({ length: 130 }, (_, n) => ({
        ...order,
        id: String(n),
        placedAt: at("2026-06-01T10:00"),
      })),
    });
    await db.order.create({ data: { ...order, shopId: "other.myshopify.com", placedAt: friday } });
    const first = await step();
    const second = await step(first.next);
    expect([first.orders, second.orders, second.next]).toEqual([100, 30, null]);
  });

  it("leaves out whom the merchant's conditions and blocklist leave out, and who has no address", async () => {
    await aShop(db, {
      settings: {
        blocklist: { tags: ["wholesale"] },
        touchpoints: { delay_notice: { conditions: [{ rule: "country_in", value: "IT" }] } },
      },
    });
    const scans: Array<[string, string]> = [["delayed", "2026-06-03T12:00"]];
    for (const id of ["1", "2", "3", "4"]) await aPastOrder(id, { scans, delivered: "2026-06-08T11:00" });
    const change = (id: string, data: object) =>
      db.order.update({ where: { shopId_id: { shopId, id } }, data });
    await change("2", { tags: ["Wholesale"] });
    await change("3", { countryCode: "FR" });
    await change("4", { email: null, phone: null });
    const { notices, heldBack, late, lateUnwarned } = await step();
    expect(notices.map(({ orderId }) => orderId)).toEqual(["1"]);
    expect({ late, heldBack: heldBack.delay_notice }).toEqual({ late: 4, heldBack: 3 });
    expect(lateUnwarned.map(({ orderId }) => orderId).sort()).toEqual(["2", "3", "4"]);
  });

  it("judges an order refunded after it arrived, as Insights do, and none that was taken back before", async () => {
    await aShop(db);
    const scans: Array<[string, string]> = [["delayed", "2026-06-03T12:00"]];
    await aPastOrder("1", { scans, delivered: "2026-06-08T11:00" });
    await aPastOrder("2", { scans, delivered: null });
    await aPastOrder("3", { scans, delivered: null });
    await db.order.updateMany({
      where: { id: { in: ["1", "2"] } },
      data: { fullyRefundedAt: at("2026-06-09T11:00") },
    });
    await db.order.updateMany({ where: { id: "3" }, data: { cancelledAt: at("2026-06-09T11:00") } });
    const { late, notices } = await step();
    expect(late).toBe(1);
    expect(
      notices
        .filter(({ kind }) => kind === "carrier_delayed")
        .map(({ orderId, verdict }) => [orderId, verdict])
        .sort(),
    ).toEqual([
      ["1", "early"],
      ["2", "unjudged"],
      ["3", "unjudged"],
    ]);
  });

  it("writes nothing", async () => {
    await aShop(db);
    await aPastOrder("1", { scans: [["delayed", "2026-06-03T12:00"]], delivered: "2026-06-08T11:00" });
    await step();
    expect([await db.delay.count(), await db.touchpoint.count(), await db.decision.count()]).toEqual([
      0, 0, 0,
    ]);
  });
});
