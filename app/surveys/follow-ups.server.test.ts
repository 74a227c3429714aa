import { describe, expect, test } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";
import { aDelay, aFollowUp, anOrder, aShop, aSurveyResponse, shopId } from "../../tests/harness/records";
import { countOpenFollowUps, listOpenFollowUps } from "./follow-ups.server";
import { planFollowUp } from "./plan-follow-up.server";
import { resolveFollowUp } from "./resolve-follow-up.server";

const { db, deps } = useTestDatabase();

describe("the list of follow-ups", () => {
  test("puts the most pressing first, each with the answer or the choice behind it", async () => {
    await aShop(db);
    await anOrder(db);
    await aSurveyResponse(db, { rating: 3, comment: "scatola rotta" });
    await aDelay(db, { choice: "cancel" });
    await aFollowUp(db, { surveyResponseId: "response-1043", dueAt: new Date("2026-06-12T12:00:00Z") });
    await aFollowUp(db, {
      id: "follow-up-choice",
      kind: "delay_choice",
      delayId: "delay-1043",
      dueAt: new Date("2026-06-12T08:00:00Z"),
    });

    const listed = await listOpenFollowUps(db, { shopId, now: deps.clock.now() });
    expect(listed).toMatchObject([
      { id: "follow-up-choice", overdue: true, choice: "cancel", answer: null },
      {
        overdue: false,
        answer: { rating: 3, comment: "scatola rotta" },
        order: { name: "#1043", firstName: "Marta" },
      },
    ]);
    expect(await countOpenFollowUps(db, { shopId, now: deps.clock.now() })).toEqual({ open: 2, overdue: 1 });
  });

  test("is the shop's own", async () => {
    await aFollowUp(db, { shopId: "other.myshopify.com" });
    expect(await listOpenFollowUps(db, { shopId, now: deps.clock.now() })).toEqual([]);
  });
});

describe("an answer to the shopper", () => {
  const draftOf = async () => {
    const [followUp] = await listOpenFollowUps(db, { shopId, now: deps.clock.now() });
    return followUp?.draft ?? null;
  };

  test("is begun in the language she chose, else that of her order", async () => {
    await aShop(db);
    await anOrder(db);
    await aFollowUp(db);
    expect(await draftOf()).toEqual({
      language: "it",
      subject: "A proposito dell'ordine #1043",
      text: "Buongiorno Marta,\n\n",
    });
    await db.shopperPreference.create({
      data: { shopId, shopperKey: "shopper-marta", language: "en", changedAt: deps.clock.now() },
    });
    expect((await draftOf())?.language).toBe("en");
  });

  test("is not begun where she has no address or wants no contact", async () => {
    await aShop(db);
    await anOrder(db);
    await aSurveyResponse(db, { mayContact: false });
    await aFollowUp(db, { surveyResponseId: "response-1043" });
    expect(await draftOf()).toBeNull();
    await db.surveyResponse.updateMany({ data: { mayContact: true } });
    await db.order.updateMany({ data: { email: null } });
    expect(await draftOf()).toBeNull();
  });
});

describe("planning a follow-up", () => {
  const plan = (difference: Partial<Parameters<typeof planFollowUp>[1]> = {}) =>
    planFollowUp(deps, {
      ...{ shopId, followUpId: "follow-up-1043", owner: " Giulia ", note: "call her first" },
      ...{ dueLocal: "2026-06-15T09:30", ...difference },
    });

  test("keeps who sees to it and the note, and is due in the shop's own time", async () => {
    await aShop(db);
    await aFollowUp(db);
    expect(await plan()).toEqual({ outcome: "planned" });
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({
      ...{ owner: "Giulia", note: "call her first", state: "open" },
      dueAt: new Date("2026-06-15T07:30:00Z"),
    });
    const [listed] = await listOpenFollowUps(db, { shopId, now: deps.clock.now() });
    expect(listed).toMatchObject({ owner: "Giulia", dueLocal: "2026-06-15T09:30" });
  });

  test.each([
    ["a day that does not exist", { dueLocal: "2026-02-31T09:30" }, "due"],
    ["a time that is none", { dueLocal: "soon" }, "due"],
    ["a day in ten years", { dueLocal: "2036-06-15T09:30" }, "due"],
    ["a name as long as a letter", { owner: "a".repeat(61) }, "owner"],
    ["a note as long as a book", { note: "a".repeat(2001) }, "note"],
    ["a follow-up nobody knows", { followUpId: "unknown" }, "unknown"],
  ])("refuses %s", async (_, difference, reason) => {
    await aShop(db);
    await aFollowUp(db);
    expect(await plan(difference)).toEqual({ outcome: "refused", reason });
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({ owner: null, note: null });
  });

  test("leaves a closed one as it is", async () => {
    await aShop(db);
    await aFollowUp(db, { state: "resolved" });
    expect(await plan()).toEqual({ outcome: "already_resolved" });
  });
});

describe("resolving a follow-up", () => {
  test("keeps what came of it, once", async () => {
    await aFollowUp(db);
    const resolve = (outcome: string) =>
      resolveFollowUp(deps, { shopId, followUpId: "follow-up-1043", outcome, note: " replaced the vase " });
    expect(await resolve("made_good")).toEqual({ outcome: "resolved" });
    expect(await resolve("no_answer")).toEqual({ outcome: "already_resolved" });
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({
      state: "resolved",
      outcome: "made_good",
      note: "replaced the vase",
      resolvedAt: deps.clock.now(),
    });
  });

  test.each([
    ["an outcome nobody offered", { outcome: "whatever" }, "outcome"],
    ["a note as long as a book", { note: "a".repeat(2001) }, "note"],
    ["a follow-up of another shop", { shopId: "other.myshopify.com" }, "unknown"],
  ])("refuses %s", async (_, difference, reason) => {
    await aFollowUp(db);
    const input = { shopId, followUpId: "follow-up-1043", outcome: "explained", note: null, ...difference };
    expect(await resolveFollowUp(deps, input)).toEqual({ outcome: "refused", reason });
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({ state: "open" });
  });
});
