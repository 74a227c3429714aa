import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { dryRunHistoryStep, hasHistory } from "./dry-run-history.server";

const { db, deps } = useTestDatabase();

const at = (on: string) => new Date(`${on}T10:00:00+02:00`);
const lane = {
  ...{ origin: "Milan", location: "Milan", destination: "IT-PA", carrier: "BRT", service: null },
  ...{ zone: "domestic", country: "IT", timeZone: "Europe/Rome" },
};

/** An order of Monday 4 May 2026, promised until Friday 8. */
const past = (
  orderId: string,
  handedOverOn: string | null,
  deliveredOn: string | null,
  status = "delivered",
) =>
  db.pastOrder.create({
    data: {
      ...{ shopId, orderId, taskId: "1", placedAt: at("2026-05-04"), status, lane },
      promisedOn: new Date("2026-05-08"),
      handedOverAt: handedOverOn && at(handedOverOn),
      deliveredAt: deliveredOn && at(deliveredOn),
    },
  });

const step = (after: string | null = null) => dryRunHistoryStep(deps, { shopId, after });

describe("the dry run over an imported history", () => {
  it("says what the rules would have told, up to the last thing the history knows", async () => {
    await aShop(db, { liveAt: null, settings: { delays: { predictedLateThreshold: 30 } } });
    expect(await hasHistory(db, shopId)).toBe(false);
    await past("in time", "2026-05-05", "2026-05-06");
    await past("late", "2026-05-07", "2026-05-13");
    await past("never seen again", "2026-05-05", null, "shipped");
    await past("called off", null, null, "canceled");
    expect(await hasHistory(db, shopId)).toBe(true);
    const { orders, late, notices, lateUnwarned, next } = await step();
    expect({ orders, late, next }).toEqual({ orders: 3, late: 2, next: null });
    const told = notices.map(({ name, kind, verdict }) => [name, kind, verdict]).sort();
    expect(told).toContainEqual(["late", "predicted_late", "early"]);
    expect(told.map(([name]) => name)).not.toContain("in time");
    expect(notices.every(({ at: sentAt }) => sentAt <= at("2026-05-13"))).toBe(true);
    expect(lateUnwarned.map(({ name }) => name)).not.toContain("late");
    expect([await db.delay.count(), await db.touchpoint.count()]).toEqual([0, 0]);
  });

  it("goes step by step, and never through another shop's", async () => {
    await aShop(db);
    const one = await past("o", "2026-05-05", "2026-05-06");
    const rows = Array.from({ length: 129 }, (_, n) => ({ ...one, lane, orderId: String(n) }));
    await db.pastOrder.createMany({ data: rows });
    await db.pastOrder.create({ data: { ...one, lane, shopId: "other.myshopify.com" } });
    const first = await step();
    const second = await step(first.next);
    expect([first.orders, second.orders, second.next]).toEqual([100, 30, null]);
  });
});
