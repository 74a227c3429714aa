import { describe, expect, it } from "vitest";
import { readOutcomeRecords, recordOutcome } from "~/delays/record-outcome.server";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDelay,
  aDeliveryPromise,
  aDeliveryWatch,
  aFollowUp,
  anOrder,
  aShipment,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { readHome } from "./home.server";

const { db, deps } = useTestDatabase();

const home = () => readHome(deps, { shopId });
const ready = { sender: { email: "ciao@acme.example" } };

describe("home", () => {
  it("greets a shop that has just installed the app with what is left to do", async () => {
    await aShop(db, { liveAt: null });
    expect(await home()).toMatchObject({
      state: "not_live",
      open: { on_the_way: 0 },
      needs: {
        openFollowUps: 0,
        followUps: [],
        failedMessages: 0,
        unconfirmedMessages: 0,
        senderMissing: true,
      },
      setup: {
        sender: false,
        promise_rules: false,
        touchpoints: true,
        block: false,
        test: false,
        go_live: false,
      },
      setupDismissed: false,
      figures: { onTime: { n: 0 }, nps: { n: 0 }, answers: { asked: 0 } },
      lately: [],
    });
  });

  it("ticks a step when it is done, not when it was clicked", async () => {
    await aShop(db, {
      settings: ready,
      settingsUpdatedAt: new Date("2026-06-01T10:00:00Z"),
      testSentAt: new Date("2026-06-01T10:00:00Z"),
    });
    await db.senderCheck.create({
      data: {
        ...{ shopId, domain: "acme.example", spf: "good", dkim: "not_asked", dmarc: "good" },
        checkedAt: new Date("2026-06-01T10:00:00Z"),
      },
    });
    await db.pageVisit.create({
      data: { shopId, checkoutToken: "c1", shownAt: new Date("2026-06-01T10:00:00Z") },
    });
    expect(Object.values((await home()).setup)).toEqual([true, true, true, true, true, true]);
  });

  it("says what the sender's domain lacks, until it is another domain", async () => {
    await aShop(db, { settings: ready });
    await db.senderCheck.create({
      data: {
        ...{ shopId, domain: "acme.example", spf: "good", dkim: "missing", dmarc: "unknown" },
        checkedAt: new Date("2026-06-01T10:00:00Z"),
      },
    });
    const { needs, setup } = await home();
    expect(needs.sender).toEqual({ domain: "acme.example", lacking: ["dkim"] });
    expect(setup.sender).toBe(false);
    await db.shop.updateMany({ data: { settings: { sender: { email: "ciao@other.example" } } } });
    expect((await home()).needs.sender).toBeNull();
  });

  it("does not say it works while a message has been due for an hour", async () => {
    await aShop(db, { settings: ready });
    expect((await home()).state).toBe("working");
    await aTouchpoint(db, { dueAt: new Date("2026-06-12T08:00:00Z") });
    expect((await home()).state).toBe("behind");
  });

  it("tells of what Shopify said lately and nobody could read, and leaves the past alone", async () => {
    await aShop(db, { settings: ready });
    for (const [webhookId, state, receivedAt] of [
      ["1", "unreadable", "2026-06-11T08:00:00Z"],
      ["2", "unreadable", "2026-05-11T08:00:00Z"],
      ["3", "applied", "2026-06-11T08:00:00Z"],
    ] as const)
      await db.webhookDelivery.create({
        data: {
          shopId,
          topic: "orders/create",
          webhookId,
          state,
          body: "?",
          receivedAt: new Date(receivedAt),
        },
      });
    expect((await home()).needs.unreadable).toBe(1);
  });

  it("says first that Shopify asks for a new sign-in", async () => {
    await aShop(db, { settings: ready, liveAt: null, needsReauthAt: new Date("2026-06-01T10:00:00Z") });
    expect((await home()).state).toBe("needs_reauth");
  });

  it("counts promises kept among all that ended, the parcel that never came included", async () => {
    await aShop(db, { settings: ready });
    const order = async (id: string, deliveredAt: string | null) => {
      await anOrder(db, {
        id,
        checkoutToken: null,
        fulfillmentStatus: "fulfilled",
        placedAt: new Date("2026-06-01T10:00:00Z"),
      });
      await aDeliveryPromise(db, { orderId: id, earliest: "2026-06-03", latest: "2026-06-05" });
      await aShipment(db, { id: `s${id}`, orderId: id, deliveredAt: deliveredAt && new Date(deliveredAt) });
    };
    await order("1", "2026-06-05T21:59:00Z");
    await order("2", "2026-06-05T22:01:00Z");
    await order("3", null);
    // Told two days before the promised day was over.
    await aTouchpoint(db, {
      orderId: "3",
      kind: "delay_notice",
      state: "dispatched",
      dispatchedAt: new Date("2026-06-03T22:00:00Z"),
    });
    for (const one of await db.order.findMany())
      await recordOutcome(db, { known: await readOutcomeRecords(db, one), originCountry: "IT" });
    expect((await home()).figures).toMatchObject({
      onTime: { kept: 1, n: 3 },
      warned: { before: 1, n: 2, medianDays: 2 },
    });
  });

  it("sets every figure beside the thirty days before: no day is in both, and none in neither", async () => {
    await aShop(db, { settings: ready });
    // Today is 12 June: these are the ends of both periods, and the day before the earlier one.
    const [today, first, lastBefore, firstBefore, tooOld] = [
      ...["2026-06-12", "2026-05-14", "2026-05-13", "2026-04-14", "2026-04-13"],
    ].map((on) => new Date(on));
    const dayBefore = (on: Date | undefined) => new Date(Number(on) - dayMs);
    const days = [
      [today, 1],
      [first, 2],
      [lastBefore, 4],
      [firstBefore, 8],
      [tooOld, 16],
    ] as const;
    for (const [on = new Date(NaN), count] of days) {
      await db.surveyRollup.create({
        data: { shopId, survey: "purchase_nps", onDate: on, promoters: count, detractors: 1 },
      });
      for (const outcome of ["sent", "answered"])
        await db.touchpointRollup.create({
          data: {
            ...{ shopId, kind: "feedback_invitation", variant: "default", onDate: on, outcome, reason: "" },
            count: outcome === "sent" ? 2 * count : count,
          },
        });
      // A promise is judged when its day is over: the day before.
      await db.deliveryRollup.create({
        data: {
          ...{ shopId, promisedOn: dayBefore(on), country: "IT", carrier: "BRT", arrived: true, lateness: 0 },
          ...{ inFull: true, noticed: false, leadDays: 0, count },
        },
      });
    }
    const { figures, before } = await home();
    expect(figures).toMatchObject({
      onTime: { kept: 3, n: 3 },
      nps: { n: 5 },
      answers: { answered: 3, asked: 6 },
    });
    expect(before).toMatchObject({
      onTime: { kept: 12, n: 12 },
      nps: { n: 14 },
      answers: { answered: 12, asked: 24 },
    });
  });

  it("lists what needs a person, the most pressing first, and what was not sent with its reason", async () => {
    await aShop(db, { settings: ready });
    await anOrder(db);
    await aDeliveryWatch(db);
    await aDelay(db, { state: "warned", choice: "cancel" });
    await aSurveyResponse(db, { rating: 3, comment: "box was crushed" });
    await aFollowUp(db, { surveyResponseId: "response-1043" });
    await aFollowUp(db, {
      id: "choice",
      kind: "delay_choice",
      delayId: "delay-1043",
      dueAt: new Date("2026-06-12T08:00:00Z"),
    });
    const settledAt = new Date("2026-06-12T08:00:00Z");
    await aTouchpoint(db, { state: "failed", settledAt });
    const unsure = { id: "unsure", step: 1, reason: "not_confirmed" };
    await aTouchpoint(db, { ...unsure, state: "failed", settledAt });
    const at = new Date("2026-06-12T08:00:00Z");
    await db.decision.createMany({
      data: [
        { shopId, orderId: "1043", touchpointId: "touchpoint-1043", outcome: "planned", rule: "planned", at },
        {
          shopId,
          orderId: "1043",
          touchpointId: "touchpoint-1043",
          outcome: "suppressed",
          rule: "pressure_cap",
          inputs: { days: 7 },
          at,
        },
      ],
    });
    const page = await home();
    expect(page).toMatchObject({
      open: { on_the_way: 1, at_risk: 1 },
      needs: { openFollowUps: 2, failedMessages: 1, unconfirmedMessages: 1 },
    });
    expect(
      page.needs.followUps.map(({ choice, answer, overdue }) => [choice, answer?.rating, overdue]),
    ).toEqual([
      ["cancel", undefined, true],
      [null, 3, false],
    ]);
    expect(page.lately).toMatchObject([
      { kind: "thank_you_note", orderName: "#1043", decision: { rule: "pressure_cap" } },
    ]);
  });
});
