import { describe, expect, test } from "vitest";

import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import { recordResponse } from "./record-response.server";
import { showThankYou, type ThankYouRequest } from "./show-thank-you.server";

const { db, deps } = useTestDatabase();

const open = (difference: Partial<ThankYouRequest> = {}) =>
  showThankYou(deps, {
    shopId,
    checkoutToken: "checkout-1043",
    customerId: null,
    locale: "it",
    firstOrder: true,
    ask: true,
    ...difference,
  });

const plannedQuestion = () =>
  aTouchpoint(db, { id: "nps-1043", kind: "nps_survey", class: "survey", channel: "thank_you_page" });

describe("the thank-you page", () => {
  test("thanks and asks in the shopper's language before the order has reached us", async () => {
    await aShop(db);
    const { note, survey } = await open();
    expect(note?.heading).toMatch(/grazie/i);
    expect(note?.awaitsOrder).toBe(true);
    expect(survey).toMatchObject({ question: "Quanto ci consiglieresti a un amico?", answer: null });
    expect((await open({ locale: "en-GB" })).survey?.question).toBe(
      "How much would you recommend us to a friend?",
    );
  });

  test("knows her name and the promise once the order is known", async () => {
    await aShop(db);
    await anOrder(db);
    await aDeliveryPromise(db);
    const { note } = await open();
    expect(`${note?.heading} ${note?.text}`).toContain("Marta");
    expect(note?.text).toContain("17");
    expect(note?.awaitsOrder).toBe(false);
    expect(note?.text).not.toMatch(/[{}*]/);
  });

  test("does not ask a customer who was asked lately, though her new order has not reached us", async () => {
    await aShop(db);
    await anOrder(db, { customerId: "701", shopperKey: "shopper-marta" });
    await aSurveyResponse(db, { shopperKey: "shopper-marta", answeredAt: deps.clock.now() });
    const next = { checkoutToken: "checkout-1044", firstOrder: false };
    expect((await open({ ...next, customerId: "701" })).survey).toBeNull();
    expect((await open({ ...next, customerId: "702" })).survey).not.toBeNull();
  });

  test("shows what she answered instead of asking again", async () => {
    await aShop(db);
    await recordResponse(deps, {
      shopId,
      survey: "purchase_nps",
      orderId: null,
      checkoutToken: "checkout-1043",
      rating: 8,
      comment: "ok",
      language: "it",
      channel: "thank_you_page",
    });
    expect((await open()).survey?.answer).toEqual({ rating: 8, comment: "ok", changeable: true });
    await anOrder(db);
    expect((await open()).survey?.answer).toMatchObject({ rating: 8 });
    deps.clock.advance({ days: 2 });
    expect((await open()).survey?.answer).toMatchObject({ changeable: false });
  });

  test("being asked is the touchpoint: what was planned is dispatched, once, with its reason", async () => {
    await aShop(db);
    await anOrder(db);
    await plannedQuestion();
    await open();
    await open();
    expect(await db.touchpoint.findFirstOrThrow()).toMatchObject({
      state: "dispatched",
      dispatchedAt: deps.clock.now(),
    });
    expect(await db.decision.findMany()).toMatchObject([
      { touchpointId: "nps-1043", outcome: "sent", rule: "page_opened" },
    ]);
  });

  test("a question already suppressed stays so", async () => {
    await aShop(db);
    await anOrder(db);
    await plannedQuestion();
    await db.touchpoint.updateMany({ data: { state: "suppressed", reason: "cap" } });
    await open();
    expect(await db.touchpoint.findFirstOrThrow()).toMatchObject({ state: "suppressed" });
  });

  test("remembers the first visit for an order still on its way to us", async () => {
    await aShop(db);
    await open();
    const first = deps.clock.now();
    deps.clock.advance({ hours: 1 });
    await open();
    expect(await db.pageVisit.findMany()).toEqual([
      { shopId, checkoutToken: "checkout-1043", shownAt: first },
    ]);
  });
});

describe("the question is not asked, and counts as not asked,", () => {
  const expectSilence = async () => {
    expect((await open()).survey).toBeNull();
    expect(await db.pageVisit.count()).toBe(0);
    expect(await db.touchpoint.count({ where: { id: "nps-1043", state: "dispatched" } })).toBe(0);
  };

  test("where the merchant hid it", async () => {
    await aShop(db);
    expect((await open({ ask: false })).survey).toBeNull();
    expect(await db.pageVisit.count()).toBe(0);
  });

  test("where it is switched off; the note still shows", async () => {
    await aShop(db, { settings: { touchpoints: { nps_survey: { enabled: false } } } });
    await expectSilence();
    expect((await open()).note).not.toBeNull();
  });

  test("of a blocked shopper", async () => {
    await aShop(db, { settings: { blocklist: { emails: ["marta@example.com"] } } });
    await anOrder(db);
    await expectSilence();
  });

  test("of a shopper who wants no surveys", async () => {
    await aShop(db);
    await anOrder(db);
    await plannedQuestion();
    await db.unsubscription.create({
      data: { shopId, shopperKey: "shopper-marta", purpose: "survey", at: deps.clock.now(), source: "mail" },
    });
    await expectSilence();
  });

  test("of a shopper who answered about another order a month ago", async () => {
    await aShop(db);
    await anOrder(db);
    const answeredAt = new Date(deps.clock.now().getTime() - 30 * dayMs);
    await aSurveyResponse(db, {
      subject: "order:900",
      orderId: "900",
      checkoutToken: "checkout-900",
      answeredAt,
    });
    await expectSilence();
  });

  test("of a shopper who was sent an invitation a month ago", async () => {
    await aShop(db);
    await anOrder(db);
    const dispatchedAt = new Date(deps.clock.now().getTime() - 30 * dayMs);
    await aTouchpoint(db, {
      kind: "feedback_invitation",
      class: "survey",
      orderId: "900",
      state: "dispatched",
      dispatchedAt,
    });
    await expectSilence();
  });

  test.each([
    ["waits for us to make something good", () => aFollowUp(db, { orderId: "900" })],
    ["is told that another order is late", () => aDelay(db, { orderId: "900" })],
  ])("of a shopper who %s", async (_, isInTrouble) => {
    await aShop(db);
    await anOrder(db);
    await anOrder(db, { id: "900", checkoutToken: "checkout-900" });
    await isInTrouble();
    await expectSilence();
  });
});

describe("nothing is shown", () => {
  test.each([
    ["before the shop goes live", { liveAt: null }],
    ["after it has uninstalled", { uninstalledAt: new Date("2026-06-01T00:00:00Z") }],
  ])("%s", async (_, row) => {
    await aShop(db, row);
    expect(await open()).toEqual({ note: null, survey: null });
  });

  test("for a shop nobody knows", async () => {
    expect(await open()).toEqual({ note: null, survey: null });
  });

  test("for an order of before going live", async () => {
    await aShop(db);
    await anOrder(db, { imported: true });
    expect(await open()).toEqual({ note: null, survey: null });
  });
});
