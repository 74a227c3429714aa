import { describe, expect, it } from "vitest";
import type { Transaction } from "~/platform/database.server";
import { minuteMs } from "~/platform/durations";
import { defaultShopSettings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { aDelay, aDeliveryWatch, anOrder, aShipment, aShop, shopId } from "../../tests/harness/records";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { loadBatchAnswer } from "./batch-answer.server";
import { planDelayMessages } from "./circuit-breaker.server";
import { loadDelayStanding } from "./delay-standing.server";
import { previewBatch } from "./preview-batch.server";
import { settleBatch } from "./settle-batch.server";

const { db, deps } = useTestDatabase();
const settings = defaultShopSettings;
const minutesLater = (minutes: number) => new Date(friday.getTime() + minutes * minuteMs);

interface Parcel {
  carrier?: string | null;
  originId?: string | null;
  province?: string;
  shipped?: boolean;
}

/** Open deliveries nothing is wrong with. */
async function openParcels(from: number, count: number, parcel: Parcel = {}): Promise<void> {
  const order = await anOpenParcel(db, from, parcel);
  const shipment = await db.shipment.findFirstOrThrow({ where: { orderId: order.id } });
  const ids = Array.from({ length: count - 1 }, (_, n) => String(from + 1 + n));
  await db.order.createMany({ data: ids.map((id) => ({ ...order, id, name: id })) });
  await db.shipment.createMany({ data: ids.map((id) => ({ ...shipment, id, orderId: id })) });
  await db.deliveryWatch.createMany({
    data: ids.map((orderId) => ({ shopId, orderId, nextCheckAt: friday })),
  });
}

async function anOpenParcel(
  tx: Transaction,
  n: number,
  { carrier = "BRT", originId = "1", province = "PA", shipped = true }: Parcel,
) {
  const id = String(n);
  const order = await anOrder(tx, { id, name: `#${id}`, provinceCode: province, checkoutToken: id });
  await aDeliveryWatch(tx, { orderId: id, nextCheckAt: minutesLater(600) });
  if (shipped) await aShipment(tx, { id, orderId: id, carrier, originId });
  return order;
}

/** A parcel turns late: its incident is open, and its first notice is to be planned. */
async function turnsLate(n: number, now: Date, parcel: Parcel = {}): Promise<void> {
  await db.$transaction(async (tx) => {
    const order = await anOpenParcel(tx, n, parcel);
    const shipmentId = parcel.shipped === false ? null : order.id;
    const { id: delayId } = await aDelay(tx, {
      id: `delay-${order.id}`,
      orderId: order.id,
      shipmentId,
      state: "warned",
    });
    const notice = { kind: "delay_notice", variant: "on_its_way", step: 0, delayId, dueAt: now } as const;
    await planDelayMessages(tx, { shopId, told: [{ order, touchpoints: [notice] }], settings, now });
  });
}

async function wave(from: number, count: number, now: Date, parcel: Parcel = {}): Promise<void> {
  for (let n = from; n < from + count; n += 1) await turnsLate(n, now, parcel);
}

const notices = () => db.touchpoint.findMany({ where: { kind: "delay_notice" }, orderBy: { dueAt: "asc" } });
const held = async () => (await notices()).filter(({ reason }) => reason === "awaiting_approval").length;
const batches = () => db.delayBatch.findMany({ select: { scope: true, scopeKey: true, state: true } });

describe("a notice", () => {
  it("goes at once in a shop too small for a wave", async () => {
    await aShop(db);
    await turnsLate(1, friday);
    expect(await notices()).toMatchObject([{ state: "planned", dueAt: friday }]);
  });

  it("waits an hour for company where a wave is possible", async () => {
    await aShop(db);
    await openParcels(100, 20);
    await turnsLate(1, friday);
    expect(await notices()).toMatchObject([{ state: "planned", dueAt: minutesLater(60) }]);
  });
});

describe("the circuit breaker", () => {
  it("twenty parcels of a carrier within an hour are twenty notices", async () => {
    await aShop(db);
    await wave(1, 20, friday);
    expect(await batches()).toEqual([]);
    expect(await held()).toBe(0);
  });

  it("the twenty-first opens one batch, and holds those before it too", async () => {
    await aShop(db);
    await wave(1, 23, friday);
    expect(await batches()).toEqual([{ scope: "carrier", scopeKey: "BRT", state: "pending" }]);
    expect(await held()).toBe(23);
    const why = await db.decision.findMany({ where: { rule: "awaiting_approval" } });
    expect(why).toHaveLength(23);
  });

  it("holds no worse news for those who were told: they have our word for an hour", async () => {
    await aShop(db);
    await wave(1, 23, friday);
    await db.touchpoint.updateMany({ data: { state: "dispatched", dispatchedAt: minutesLater(60) } });
    await db.delayBatch.deleteMany();
    const now = minutesLater(50 * 60);
    for (let n = 1; n <= 23; n += 1) {
      const delayId = `delay-${String(n)}`;
      const worse = {
        kind: "delay_notice",
        variant: "failed_attempt",
        step: 1,
        delayId,
        dueAt: now,
      } as const;
      await db.$transaction(async (tx) => {
        const order = await tx.order.findFirstOrThrow({ where: { shopId, id: String(n) } });
        await planDelayMessages(tx, { shopId, told: [{ order, touchpoints: [worse] }], settings, now });
      });
    }
    expect(await batches()).toEqual([]);
    const planned = (await notices()).filter(({ state }) => state === "planned");
    expect(planned).toHaveLength(23);
    for (const { dueAt } of planned) expect(dueAt).toEqual(now);
  });

  it("holds nothing that is spread over more than an hour", async () => {
    await aShop(db);
    await wave(1, 15, friday);
    await wave(50, 15, minutesLater(61));
    expect(await batches()).toEqual([]);
  });

  it("a big carrier has its share: twenty-one of five hundred open parcels are no wave", async () => {
    await aShop(db);
    await openParcels(1000, 480);
    await wave(1, 24, friday);
    expect(await batches()).toEqual([]);
    await wave(30, 2, friday);
    expect(await batches()).toEqual([{ scope: "carrier", scopeKey: "BRT", state: "pending" }]);
    expect(await held()).toBe(26);
  });

  it("names the location where several carriers are late from one, and goods not shipped at all", async () => {
    await aShop(db);
    for (let n = 1; n <= 21; n += 1)
      await turnsLate(n, friday, { carrier: `carrier-${String(n % 3)}`, originId: "7" });
    for (let n = 101; n <= 121; n += 1) await turnsLate(n, friday, { shipped: false });
    expect(await batches()).toEqual([
      { scope: "location", scopeKey: "7", state: "pending" },
      { scope: "location", scopeKey: "", state: "pending" },
    ]);
  });

  it("names the lane when the carrier is fine elsewhere, and the carrier once it is not: one batch", async () => {
    await aShop(db);
    await openParcels(1000, 460, { province: "RM" });
    await wave(1, 22, friday, { province: "PA" });
    const [lane] = await batches();
    expect(lane).toMatchObject({ scope: "lane", state: "pending" });
    await wave(100, 8, friday, { province: "RM" });
    expect(await batches()).toEqual([{ scope: "carrier", scopeKey: "BRT", state: "pending" }]);
    expect(await held()).toBe(30);
  });

  it("names the carrier though parcels of others turn late with its own, and lets those go", async () => {
    await aShop(db);
    const parcels = [90, 91, ...Array.from({ length: 30 }, (_, n) => n + 1)];
    await db.$transaction(async (tx) => {
      const told = [];
      for (const n of parcels) {
        const order = await anOpenParcel(tx, n, n >= 90 ? { carrier: "GLS" } : {});
        const { id: delayId } = await aDelay(tx, {
          ...{ id: `delay-${order.id}`, orderId: order.id, shipmentId: order.id, state: "warned" },
        });
        const notice = { kind: "delay_notice", variant: "on_its_way", step: 0, delayId } as const;
        told.push({ order, touchpoints: [{ ...notice, dueAt: friday }] });
      }
      await planDelayMessages(tx, { shopId, told, settings, now: friday });
    });
    expect(await batches()).toEqual([{ scope: "carrier", scopeKey: "BRT", state: "pending" }]);
    expect(await held()).toBe(30);
  });

  it("two carriers seen as their location's trouble are asked about apart as soon as each is a wave", async () => {
    await aShop(db);
    await wave(1, 15, friday);
    await wave(101, 15, friday, { carrier: "GLS" });
    await turnsLate(201, friday, { carrier: "DHL" });
    expect(await batches()).toEqual([{ scope: "location", scopeKey: "1", state: "pending" }]);
    await wave(16, 10, friday);
    await wave(116, 10, friday, { carrier: "GLS" });
    expect((await batches()).map(({ scopeKey }) => scopeKey).sort()).toEqual(["BRT", "GLS"]);
    expect(await held()).toBe(50);
    const [dhl] = await db.touchpoint.findMany({ where: { orderId: "201" } });
    expect(dhl).toMatchObject({ reason: null, nextAttemptAt: minutesLater(60) });
  });

  it("does not blame the location for a carrier's wave: another carrier's late parcel stands alone", async () => {
    await aShop(db);
    await wave(1, 30, friday);
    await turnsLate(90, friday, { carrier: "GLS" });
    expect(await batches()).toHaveLength(1);
    expect(await held()).toBe(30);
  });

  it("is off where notices are", async () => {
    await aShop(db);
    const { touchpoints } = settings;
    const silent = { ...touchpoints.delay_notice, enabled: false };
    const off = { ...settings, touchpoints: { ...touchpoints, delay_notice: silent } };
    const order = await anOpenParcel(db, 1, {});
    const { id: delayId } = await aDelay(db, { id: "delay-1", orderId: "1", shipmentId: "1" });
    const notice = { kind: "delay_notice", variant: "on_its_way", step: 0, delayId, dueAt: friday } as const;
    await db.$transaction((tx) =>
      planDelayMessages(tx, { shopId, told: [{ order, touchpoints: [notice] }], settings: off, now: friday }),
    );
    expect(await db.delay.findFirst()).toMatchObject({ turnedLateAt: null });
  });
});

describe("the merchant's answer", () => {
  const settle = async (answer: "approve" | "dismiss", reason = {}) => {
    const batch = await db.delayBatch.findFirstOrThrow();
    return settleBatch(deps, { shopId, batchId: batch.id, answer, reason });
  };

  it("approved, every notice is due now, whatever it waited, and so is what joins later", async () => {
    await aShop(db);
    await wave(1, 22, friday);
    deps.clock.advance({ hours: 5 });
    expect(await settle("approve", { en: "the carrier is on strike." })).toEqual({
      outcome: "approved",
      notices: 22,
    });
    expect(await settle("approve")).toEqual({ outcome: "already_settled" });
    await turnsLate(50, deps.clock.now());
    for (const notice of await notices())
      expect(notice).toMatchObject({ state: "planned", reason: null, dueAt: deps.clock.now() });
    expect(await notices()).toHaveLength(23);
    expect(await db.delayBatch.findFirst()).toMatchObject({ reason: { en: "the carrier is on strike" } });
  });

  it("dismissed, none goes out, and the log says whose decision it was", async () => {
    await aShop(db);
    await wave(1, 22, friday);
    expect(await settle("dismiss")).toEqual({ outcome: "dismissed", notices: 22 });
    await turnsLate(50, minutesLater(10));
    for (const notice of await notices())
      expect(notice).toMatchObject({ state: "suppressed", reason: "batch_dismissed" });
    expect(await db.decision.count({ where: { outcome: "suppressed", rule: "batch_dismissed" } })).toBe(23);
  });

  const reason = { en: "the carrier is on strike" };
  const saidOf = (touchpointId: string) => loadBatchAnswer(db, { shopId, touchpointId });
  const noticeOf = async (n: number) =>
    (await db.touchpoint.findFirstOrThrow({ where: { orderId: String(n), kind: "delay_notice" } })).id;
  const approvedAndSent = async () => {
    await aShop(db);
    await wave(1, 22, friday);
    await settle("approve", reason);
    await db.touchpoint.updateMany({ data: { state: "dispatched", dispatchedAt: minutesLater(5) } });
  };

  it("says why in its notice, and in no message after it", async () => {
    await approvedAndSent();
    expect(await saidOf(await noticeOf(1))).toEqual({ answer: "approved", reason });
    expect(await saidOf("an update")).toEqual({ answer: null, reason: {} });
  });

  it("is no reason of a parcel that found nobody at home", async () => {
    await approvedAndSent();
    await db.delay.update({ where: { id: "delay-2" }, data: { kind: "failed_attempt" } });
    expect(await saidOf(await noticeOf(2))).toEqual({ answer: "approved", reason: {} });
    await db.delay.updateMany({ data: { kind: "failed_attempt" } });
    expect(await saidOf(await noticeOf(2))).toEqual({ answer: "approved", reason });
  });

  it("is previewed in the mail that goes out: with her reason, or with a parcel's own", async () => {
    await aShop(db);
    await wave(1, 22, friday);
    await db.delay.updateMany({
      where: { id: { in: ["delay-1", "delay-2"] } },
      data: { kind: "failed_attempt" },
    });
    await db.order.update({ where: { shopId_id: { shopId, id: "2" } }, data: { locale: "en" } });
    const both = { en: "the carrier is on strike", it: "il corriere è in sciopero" };
    const { id: batchId } = await db.delayBatch.findFirstOrThrow();
    const previews = await previewBatch(dispatchDeps(deps), { shopId, batchId, reason: both });
    expect(
      previews.map(({ language, html }) => `${language} ${String(/strike|sciopero/.test(html))}`),
    ).toEqual([...["it true", "en false"]]);
    await settle("approve", both);
    for (const { id: touchpointId } of await notices())
      await dispatchTouchpoint(
        { ...dispatchDeps(deps), loadDelay: loadDelayStanding },
        { shopId, touchpointId },
      );
    const sent = deps.mailer.sent.map(({ subject, html }) => `${subject}\n${html}`);
    for (const { subject, html } of previews) expect(sent).toContain(`${subject}\n${html}`);
  });

  it("a reason too long for a notice is refused beside its field, and nothing happens", async () => {
    await aShop(db);
    await wave(1, 21, friday);
    expect(await settle("approve", { it: "x".repeat(161) })).toEqual({
      outcome: "refused",
      errors: { it: "too_long" },
    });
    expect(await held()).toBe(21);
  });

  it("another shop's batch is nobody's to answer", async () => {
    expect(await settleBatch(deps, { shopId, batchId: "none", answer: "approve", reason: {} })).toEqual({
      outcome: "unknown",
    });
  });
});
