import { beforeEach, describe, expect, it } from "vitest";
import { dayMs, hourMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { aShop, shopId } from "../../tests/harness/records";
import { dryRunTouchpointStep, type TouchpointDryStep } from "./dry-run-touchpoint.server";
import type { TriedKind } from "./tried-kinds";

const { db, deps } = useTestDatabase();

// Friday 12 June 2026 at noon in Rome; the orders begin 80 days before.
const ordersMade = 320;
const placed = (n: number) => new Date(friday.getTime() - 80 * dayMs + n * 6 * hourMs);
const arrived = (n: number) => new Date(placed(n).getTime() + 2 * dayMs);

/** What every answer says, added up over the steps; the page does it like that. */
async function dryRun(
  kind: TriedKind,
  patch: object = {},
): Promise<Omit<TouchpointDryStep, "isAsSaved" | "next"> & { steps: number }> {
  const sum = { orders: 0, sent: 0, beforeLate: 0, needless: 0, byCap: 0, otherwise: 0, steps: 0 };
  let after: string | null = null;
  do {
    const step: TouchpointDryStep = await dryRunTouchpointStep(deps, {
      ...{ shopId, kind, after },
      patch: { touchpoints: { [kind]: patch } },
    });
    sum.orders += step.orders;
    sum.sent += step.sent;
    sum.beforeLate += step.beforeLate ?? 0;
    sum.needless += step.needless ?? 0;
    sum.byCap += step.byCap;
    sum.otherwise += step.otherwise;
    sum.steps += 1;
    after = step.next;
  } while (after !== null);
  return sum;
}

async function countBySql(sql: string): Promise<number> {
  const [row] = await db.$queryRawUnsafe<Array<{ n: number }>>(sql);
  return row?.n ?? -1;
}

const inWindow = `o."shopId" = '${shopId}' AND o."placedAt" >= timestamp '${friday.toISOString().slice(0, -1)}' - interval '60 days'`;

/**
 * Orders of eighty days, one in six hours: of sixty shoppers, to Italy or France, some with consent, with one of five
 * products. Every eighth is late by a scan that says so the day after, of which half come after the promised day.
 */
async function aPast(): Promise<void> {
  const numbers = Array.from({ length: ordersMade }, (_, n) => n);
  const id = (n: number) => String(1000 + n);
  const isDelayed = (n: number) => n % 8 === 0;
  const isLate = (n: number) => n % 16 === 0;
  const deliveredAt = (n: number) => new Date(arrived(n).getTime() + (isLate(n) ? 4 * dayMs : 0));
  await db.order.createMany({
    data: numbers.map((n) => ({
      ...{ shopId, id: id(n), name: `#${id(n)}`, checkoutToken: `checkout-${id(n)}` },
      ...{ email: `s${String(n % 60)}@example.com`, shopperKey: `key-${String(n % 60)}` },
      ...{ currency: "EUR", totalAmount: String(20 + (n % 100)), placedAt: placed(n), paidAt: placed(n) },
      ...{ fulfillmentStatus: "fulfilled", countryCode: n % 3 === 0 ? "IT" : "FR", timeZone: "Europe/Rome" },
      ...{ marketingConsent: n % 2 === 0, tags: [], changedAt: placed(n), recordedAt: placed(n) },
    })),
  });
  await db.orderLine.createMany({
    data: numbers.map((n) => ({
      ...{ shopId, orderId: id(n), id: id(n), title: "Vaso", quantity: 1, productId: String(70 + (n % 5)) },
    })),
  });
  await db.deliveryPromise.createMany({
    data: numbers.map((n) => {
      const latestOn = new Date(placed(n).getTime() + 5 * dayMs);
      return {
        ...{ shopId, orderId: id(n), sequence: 0, earliestOn: latestOn, latestOn, madeAt: placed(n) },
        ...{ source: "promise_rules", timeZone: "Europe/Rome" },
      };
    }),
  });
  await db.shipment.createMany({
    data: numbers.map((n) => ({
      ...{
        shopId,
        id: `s${id(n)}`,
        orderId: id(n),
        status: "success",
        carrier: "BRT",
        trackingNumber: id(n),
      },
      ...{ createdAt: placed(n), handedOverAt: placed(n), changedAt: placed(n), recordedAt: placed(n) },
      ...(deliveredAt(n) <= friday && { deliveredAt: deliveredAt(n), stage: "delivered" }),
    })),
  });
  await db.shipmentEvent.createMany({
    data: numbers.flatMap((n) => {
      const scan = (what: string, status: string, happenedAt: Date) => ({
        ...{ shopId, id: `${what}${id(n)}`, shipmentId: `s${id(n)}`, orderId: id(n), status, happenedAt },
        recordedAt: happenedAt,
      });
      return [
        scan("p", "carrier_picked_up", placed(n)),
        ...(isDelayed(n) ? [scan("d", "delayed", new Date(placed(n).getTime() + dayMs))] : []),
        scan("o", "out_for_delivery", new Date(deliveredAt(n).getTime() - 2 * hourMs)),
      ].filter(({ happenedAt }) => happenedAt <= friday);
    }),
  });
}

describe("a touchpoint's dry run", () => {
  beforeEach(async () => {
    // By night nothing waits here: then a message goes when it falls due, and SQL can say when that is.
    await aShop(db, { liveAt: null, settings: { quietHours: { startsAt: "08:00", endsAt: "08:00" } } });
    await aPast();
  });

  it("says how many thank-you notes it would have sent, by conditions that are not saved", async () => {
    const all = await countBySql(`SELECT count(*)::int n FROM "Order" o WHERE ${inWindow}`);
    expect(await dryRun("thank_you_note")).toMatchObject({ orders: all, sent: all, byCap: 0, otherwise: 0 });
    const chosen = await countBySql(
      `SELECT count(*)::int n FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o.id
        WHERE ${inWindow} AND l."productId" = '72' AND o."totalAmount" >= 50`,
    );
    const conditions = [
      { rule: "product_in", value: "Vaso grande (72)" },
      { rule: "value_from", value: "50" },
    ];
    const { steps, ...counted } = await dryRun("thank_you_note", { enabled: false, conditions });
    expect(counted).toMatchObject({ sent: chosen, otherwise: all - chosen });
    expect(steps).toBeGreaterThan(2);
    expect(chosen).toBeGreaterThan(5);
  });

  it("says how many invitations the cap would have held back, shopper by shopper", async () => {
    // Three days after the arrival; to Italy only with consent. One question a shopper in ninety days.
    const due = `SELECT o."shopperKey" FROM "Order" o JOIN "Shipment" s ON s."orderId" = o.id
      WHERE ${inWindow} AND s."deliveredAt" + interval '3 days' <= timestamp '${friday.toISOString().slice(0, -1)}'`;
    const allowed = `${due} AND (o."countryCode" <> 'IT' OR o."marketingConsent")`;
    const [all, welcome, shoppers] = [
      await countBySql(`SELECT count(*)::int n FROM (${due}) x`),
      await countBySql(`SELECT count(*)::int n FROM (${allowed}) x`),
      await countBySql(`SELECT count(DISTINCT "shopperKey")::int n FROM (${allowed}) x`),
    ];
    expect(await dryRun("feedback_invitation")).toMatchObject({
      sent: shoppers,
      byCap: welcome - shoppers,
      otherwise: all - welcome,
    });
    expect(shoppers).toBeLessThan(welcome);
  });

  it("says how many delay notices it would have sent, how many by the promised day, and how many needlessly", async () => {
    const scans = `FROM "Order" o JOIN "ShipmentEvent" e ON e."orderId" = o.id AND e.status = 'delayed'
      JOIN "DeliveryPromise" p ON p."orderId" = o.id WHERE ${inWindow}`;
    const notices = await countBySql(`SELECT count(*)::int n ${scans}`);
    const before = await countBySql(
      `SELECT count(*)::int n ${scans} AND e."happenedAt" < p."latestOn" + interval '1 day'`,
    );
    const needless = await countBySql(
      `SELECT count(*)::int n ${scans} AND EXISTS (SELECT 1 FROM "Shipment" s
        WHERE s."orderId" = o.id AND s."deliveredAt" < p."latestOn" + interval '1 day')`,
    );
    const counted = await dryRun("delay_notice");
    expect(needless).toBeGreaterThan(0);
    expect(counted).toMatchObject({ sent: notices, beforeLate: before, needless, otherwise: 0 });
    const abroad = await countBySql(`SELECT count(*)::int n ${scans} AND o."countryCode" = 'FR'`);
    const conditions = [{ rule: "country_in", value: "FR" }];
    expect(await dryRun("delay_notice", { conditions })).toMatchObject({
      sent: abroad,
      otherwise: notices - abroad,
    });
  });

  it("says how many would have heard that the parcel comes today", async () => {
    const outs = await countBySql(
      `SELECT count(*)::int n FROM "Order" o JOIN "ShipmentEvent" e ON e."orderId" = o.id
        WHERE ${inWindow} AND e.status = 'out_for_delivery'`,
    );
    expect(await dryRun("arrival_notice", { enabled: false })).toMatchObject({ sent: outs, otherwise: 0 });
  });

  it("counts the question on the thank-you page by the visits, one a shopper in ninety days", async () => {
    await db.$executeRaw`
      INSERT INTO "PageVisit" ("shopId", "checkoutToken", "shownAt")
      SELECT "shopId", "checkoutToken", "placedAt" + interval '1 minute' FROM "Order" WHERE "totalAmount" > 60`;
    const visits = `FROM "Order" o WHERE ${inWindow} AND o."totalAmount" > 60`;
    const asked = await countBySql(`SELECT count(DISTINCT "shopperKey")::int n ${visits}`);
    const all = await countBySql(`SELECT count(*)::int n ${visits}`);
    expect(await dryRun("nps_survey")).toMatchObject({ sent: asked, byCap: all - asked, otherwise: 0 });
  });

  it("writes nothing, and counts by what is saved where the form is out of range", async () => {
    const { isAsSaved } = await dryRunTouchpointStep(deps, {
      ...{ shopId, kind: "thank_you_note", after: null },
      patch: { touchpoints: { thank_you_note: { afterMinutes: 99_999 } } },
    });
    expect(isAsSaved).toBe(true);
    expect([await db.touchpoint.count(), await db.delay.count(), await db.decision.count()]).toEqual([
      0, 0, 0,
    ]);
  });
});
