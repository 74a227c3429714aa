import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aRefund,
  aReturn,
  aShipment,
  aShipmentEvent,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { readOrderStory } from "./order-story.server";

const { db, deps } = useTestDatabase();

const at = (iso: string) => new Date(iso);
const story = () => readOrderStory(deps, { shopId, orderId: "1043" });

describe("what the lanes say of an order", () => {
  it("is told while it is under way: dates in order, the chance, and what it rests on", async () => {
    await aShop(db);
    await anOrder(db, { provinceCode: "PA", fulfillmentStatus: "fulfilled" });
    await aDeliveryPromise(db, { latest: "2026-06-17" });
    await aShipment(db, { carrier: "BRT", handedOverAt: at("2026-06-11T18:00:00Z") });
    await aShipmentEvent(db, { happenedAt: at("2026-06-11T18:00:00Z") });
    const forecast = (await story())?.forecast;
    expect(forecast?.inputs).toMatchObject({ leg: "transit", destination: "IT-PA", speaks: "prior" });
    const { p10On = "", p50On = "", p90On = "" } = forecast?.arrival ?? {};
    expect(p10On >= "2026-06-12" && p10On <= p50On && p50On < p90On).toBe(true);
    expect(forecast?.chance).toBeGreaterThan(0);
  });

  it("is not told of one that has come, or of imported history", async () => {
    await aShop(db);
    await anOrder(db, { fulfillmentStatus: "fulfilled" });
    await aDeliveryPromise(db);
    await aShipment(db, { deliveredAt: at("2026-06-11T18:00:00Z") });
    expect((await story())?.forecast).toBeNull();
    await db.shipment.updateMany({ data: { deliveredAt: null } });
    await db.order.updateMany({ data: { imported: true } });
    expect((await story())?.forecast).toBeNull();
  });
});

describe("one order's story", () => {
  it("tells everything in the order it happened, what is planned last", async () => {
    await aShop(db);
    await anOrder(db, { placedAt: at("2026-06-08T07:10:00Z"), paidAt: at("2026-06-08T07:11:00Z") });
    await aDeliveryPromise(db, {
      earliest: "2026-06-09",
      latest: "2026-06-10",
      madeAt: at("2026-06-08T07:10:00Z"),
    });
    await aDeliveryPromise(db, {
      sequence: 1,
      earliest: "2026-06-15",
      latest: "2026-06-16",
      source: "incident",
      madeAt: at("2026-06-11T09:00:00Z"),
    });
    await aShipment(db, { createdAt: at("2026-06-08T15:00:00Z") });
    await aShipmentEvent(db, { happenedAt: at("2026-06-09T06:00:00Z") });
    await aDelay(db, { state: "warned", choice: "talk", choiceAt: at("2026-06-11T10:00:00Z") });
    await aTouchpoint(db, { state: "dispatched", dispatchedAt: at("2026-06-08T07:20:00Z") });
    await aTouchpoint(db, {
      id: "invitation",
      kind: "feedback_invitation",
      dueAt: at("2026-06-29T08:00:00Z"),
    });
    await db.message.create({
      data: {
        touchpointId: "touchpoint-1043",
        shopId,
        orderId: "1043",
        channel: "email",
        language: "it",
        subject: "Grazie",
        text: "…",
        sentAt: at("2026-06-08T07:20:00Z"),
      },
    });
    await db.decision.createMany({
      data: [
        {
          shopId,
          orderId: "1043",
          delayId: "delay-1043",
          outcome: "opened",
          rule: "stalled",
          at: at("2026-06-11T08:59:00Z"),
        },
        ...["wait", "talk"].map((rule, hours) => ({
          ...{ shopId, orderId: "1043", delayId: "delay-1043", outcome: "chosen", rule },
          at: at(`2026-06-11T${String(9 + hours).padStart(2, "0")}:31:00Z`),
        })),
        {
          shopId,
          orderId: "1043",
          touchpointId: "touchpoint-1043",
          outcome: "sent",
          rule: "due",
          at: at("2026-06-08T07:20:00Z"),
        },
      ],
    });
    await aSurveyResponse(db, { answeredAt: at("2026-06-08T07:12:00Z") });
    await aFollowUp(db, { state: "resolved", resolvedAt: at("2026-06-12T08:00:00Z"), outcome: "explained" });
    await aFollowUp(db, { id: "open" });
    await aRefund(db, { createdAt: at("2026-06-12T08:10:00Z") });
    await aReturn(db, { openedAt: at("2026-06-12T08:20:00Z") });

    const told = await story();
    expect(
      told?.entries.map((entry) => (entry.type === "touchpoint" ? entry.touchpoint.kind : entry.type)),
    ).toEqual([
      "placed",
      "paid",
      "answer",
      "thank_you_note",
      "label",
      "scan",
      "incident",
      "promise_revised",
      "choice",
      "choice",
      "follow_up_resolved",
      "refund",
      "return",
      "feedback_invitation",
    ]);
    expect(told?.entries[3]).toMatchObject({
      message: { subject: "Grazie" },
      why: [{ outcome: "sent", rule: "due" }],
    });
    expect(told?.followUps.map(({ id }) => id)).toEqual(["open"]);
    expect(told?.facts.delivery).toMatchObject({ lateness: 2, expected: { latestOn: "2026-06-16" } });
  });

  it("explains a promise by the merchant's rules only while they are the ones it was made by", async () => {
    await aShop(db, { settingsUpdatedAt: at("2026-06-01T10:00:00Z") });
    await anOrder(db, { placedAt: at("2026-06-08T07:10:00Z") });
    await aDeliveryPromise(db, { madeAt: at("2026-06-08T07:10:00Z") });
    expect((await story())?.entries[0]).toMatchObject({
      promise: { rule: { handlingDays: 1, minDays: 2, maxDays: 4 } },
    });
    await db.shop.update({ where: { id: shopId }, data: { settingsUpdatedAt: at("2026-06-09T10:00:00Z") } });
    expect((await story())?.entries[0]).toMatchObject({ promise: { rule: null } });
  });

  it("holds what a person of the shop wrote to her", async () => {
    await aShop(db);
    await anOrder(db);
    await db.followUpReply.create({
      data: {
        ...{ shopId, id: "reply", followUpId: "follow-up-1043", orderId: "1043", state: "sent" },
        ...{ language: "it", subject: "Ordine #1043", text: "Arriva domani" },
        ...{ writtenAt: deps.clock.now(), sentAt: deps.clock.now() },
      },
    });
    const story = await readOrderStory(deps, { shopId, orderId: "1043" });
    expect(story?.entries.at(-1)).toMatchObject({
      ...{ type: "reply", state: "sent", message: { subject: "Ordine #1043", text: "Arriva domani" } },
    });
  });

  it("counts a card laid out as printed, and tells a second print from the first", async () => {
    await aShop(db);
    await anOrder(db);
    const card = { shopId, orderId: "1043", variant: "first_order" };
    const [first, second] = [at("2026-06-12T08:00:00Z"), at("2026-06-12T09:00:00Z")];
    await db.cardPrint.createMany({
      data: [
        { ...card, printId: "second", printedAt: second },
        { ...card, printId: "first", printedAt: first },
      ],
    });
    const entries = (await story())?.entries.filter(({ type }) => type === "card");
    expect(entries).toEqual([
      { at: first, type: "card", variant: "first_order", isFirst: true },
      { at: second, type: "card", variant: "first_order", isFirst: false },
    ]);
  });

  it("is not told to another shop", async () => {
    await aShop(db);
    await aShop(db, { id: "other.myshopify.com" });
    await anOrder(db);
    expect(await readOrderStory(deps, { shopId: "other.myshopify.com", orderId: "1043" })).toBeNull();
  });
});
