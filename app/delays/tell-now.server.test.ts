import { beforeEach, describe, expect, it } from "vitest";
import { dayMs, hourMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDelay,
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { tellNow } from "./tell-now.server";

const { db, deps } = useTestDatabase();

const hoursAgo = (hours: number) => new Date(friday.getTime() - hours * hourMs);

const tell = (...orderIds: string[]) => tellNow({ ...deps, texts: null }, { shopId, orderIds });
const updates = () =>
  db.touchpoint.findMany({
    where: { kind: "delay_update" },
    select: { orderId: true, state: true, details: true },
  });

interface Warned {
  /** When the notice went out. */
  toldHoursAgo?: number;
  /** When the carrier scanned it last. */
  scannedHoursAgo?: number;
  notices?: number;
}

/** An order whose shopper was warned that the promise has passed, with an hour given for the next word. */
async function aWarnedOrder(
  id: string,
  { toldHoursAgo = 60, scannedHoursAgo = 20, notices = 1 }: Warned = {},
  row: Parameters<typeof anOrder>[1] = {},
) {
  await anOrder(db, {
    ...{
      id,
      name: `#${id}`,
      checkoutToken: `checkout-${id}`,
      placedAt: hoursAgo(200),
      fulfillmentStatus: "fulfilled",
    },
    ...row,
  });
  await aDeliveryPromise(db, { orderId: id, earliest: "2026-06-08", latest: "2026-06-09" });
  await aShipment(db, { id: `s${id}`, orderId: id, createdAt: hoursAgo(190), handedOverAt: hoursAgo(180) });
  await aShipmentEvent(db, { id: `a${id}`, shipmentId: `s${id}`, orderId: id, happenedAt: hoursAgo(180) });
  await aShipmentEvent(db, {
    ...{ id: `b${id}`, shipmentId: `s${id}`, orderId: id },
    happenedAt: hoursAgo(scannedHoursAgo),
  });
  await aDelay(db, {
    ...{
      id: `d${id}`,
      orderId: id,
      shipmentId: `s${id}`,
      kind: "overdue",
      cause: "promise_passed",
      state: "warned",
    },
    ...{
      openedAt: hoursAgo(toldHoursAgo),
      kindSince: hoursAgo(toldHoursAgo),
      lastNoticeAt: hoursAgo(toldHoursAgo),
    },
    ...{ noticesSent: notices, nextUpdateAt: new Date(friday.getTime() + 3 * dayMs) },
  });
  for (let step = 0; step < notices; step += 1)
    await aTouchpoint(db, {
      ...{ id: `t${id}-${String(step)}`, kind: "delay_notice", orderId: id, delayId: `d${id}`, step },
      ...{ state: "dispatched", details: { variant: "on_its_way" } },
      ...{
        plannedAt: hoursAgo(toldHoursAgo),
        dueAt: hoursAgo(toldHoursAgo),
        dispatchedAt: hoursAgo(toldHoursAgo),
      },
    });
}

describe("telling shoppers now", () => {
  beforeEach(() => aShop(db));

  it("says that the parcel moves again before the hour that was promised, and says it once", async () => {
    await aWarnedOrder("1043");
    expect(await tell("1043")).toEqual({ outcome: "told", planned: 1, others: [] });
    expect(await updates()).toEqual([{ orderId: "1043", state: "planned", details: { variant: "moving" } }]);
    expect(await tell("1043")).toEqual({
      outcome: "told",
      planned: 0,
      others: [{ reason: "waiting", orders: 1 }],
    });
    expect(await updates()).toHaveLength(1);
  });

  it("says nothing where there is nothing new, too soon, or too often; and why, order by order", async () => {
    await aWarnedOrder("1", { scannedHoursAgo: 70 });
    await db.deliveryPromise.create({
      data: {
        ...{ shopId, orderId: "1", sequence: 1, source: "incident", timeZone: "Europe/Rome" },
        ...{ earliestOn: new Date("2026-06-15"), latestOn: new Date("2026-06-16"), madeAt: hoursAgo(60) },
      },
    });
    await aWarnedOrder("2", { toldHoursAgo: 30 });
    await aWarnedOrder("3", { notices: 3 });
    await anOrder(db, { id: "4", name: "#4", checkoutToken: "checkout-4" });
    await aWarnedOrder("5");
    const answer = await tell("1", "2", "3", "4", "5", "5", "another shop's");
    expect(answer.planned).toBe(1);
    expect(Object.fromEntries(answer.others.map(({ reason, orders }) => [reason, orders]))).toEqual({
      nothing_new: 1,
      told_lately: 1,
      told_enough: 1,
      no_delay: 1,
    });
    expect((await updates()).map(({ orderId }) => orderId)).toEqual(["5"]);
  });

  it("keeps to what holds for every message: orders held back, before going live, blocked, without an address", async () => {
    const blocklist = { emails: ["blocked@example.com"] };
    await db.shop.update({ where: { id: shopId }, data: { settings: { blocklist } } });
    await aWarnedOrder("1", {}, { heldAt: hoursAgo(1) });
    await aWarnedOrder("2", {}, { imported: true });
    await aWarnedOrder("3", {}, { email: "blocked@example.com" });
    await aWarnedOrder("4", {}, { email: null });
    const { planned, others } = await tell("1", "2", "3", "4");
    expect(planned).toBe(0);
    expect(others.map(({ reason }) => reason).sort()).toEqual(["blocked", "held", "imported", "no_address"]);
  });

  it("leaves orders of another shop alone", async () => {
    await aWarnedOrder("1043", {}, { shopId: "other.myshopify.com" });
    expect(await tell("1043")).toEqual({ outcome: "told", planned: 0, others: [] });
    expect(await updates()).toEqual([]);
  });
});
