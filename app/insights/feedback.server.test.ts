import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import {
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShipment,
  aShop,
  aSurveyResponse,
  shopId,
  sumAnswers,
} from "../../tests/harness/records";
import { readFeedbackFilters } from "./feedback-filters";
import { readFeedback } from "./feedback.server";

const { db, deps } = useTestDatabase();

const read = (search = "") =>
  readFeedback(deps, { shopId, filters: readFeedbackFilters(new URLSearchParams(search)) });
const answer = (
  id: string,
  rating: number,
  minute: number,
  row: {
    survey?: string;
    reasons?: string[];
    channel?: string;
    orderId?: string;
    productIds?: string[];
  } = {},
) =>
  aSurveyResponse(db, {
    id,
    subject: id,
    rating,
    answeredAt: new Date(Date.UTC(2026, 5, 12, 8, minute)),
    orderId: null,
    ...row,
  });

describe("the feedback page", () => {
  it("shows the newest answers first, with what happened to the order", async () => {
    await aShop(db);
    await anOrder(db, { fulfillmentStatus: "fulfilled" });
    await aDeliveryPromise(db, { earliest: "2026-06-09", latest: "2026-06-10" });
    await aShipment(db, { deliveredAt: new Date("2026-06-11T10:00:00Z") });
    await aSurveyResponse(db, { rating: 4 });
    await answer("newer", 10, 30);
    const page = await read();
    expect(page.answers.map(({ answer }) => answer.rating)).toEqual([10, 4]);
    expect(page.answers[1]?.order).toMatchObject({
      name: "#1043",
      happened: { was: "arrivedLate", businessDays: 1, isWarned: false },
    });
  });

  it("narrows by group, survey and reason; a filter nobody knows is no filter", async () => {
    await aShop(db);
    await answer("a", 9, 1);
    await answer("b", 7, 2, { survey: "delivery_feedback" });
    await answer("c", 2, 3, { reasons: ["damaged"] });
    const idsFor = async (search: string) => (await read(search)).answers.map((row) => row.answer.id);
    expect(await idsFor("group=passive")).toEqual(["b"]);
    expect(await idsFor("survey=purchase_nps")).toEqual(["c", "a"]);
    expect(await idsFor("reason=damaged&group=detractor")).toEqual(["c"]);
    expect(await idsFor("group=angry")).toEqual(["c", "b", "a"]);
  });

  it("narrows by where she answered and by the road her parcel took", async () => {
    await aShop(db);
    await answer("a", 9, 1, { channel: "email" });
    await answer("b", 3, 2, { orderId: "1043" });
    await db.deliveryOutcome.create({
      data: {
        ...{ shopId, orderId: "1043", country: "IT", carrier: "BRT", inFull: true },
        promisedOn: new Date("2026-06-10"),
      },
    });
    await sumAnswers(db);
    const found = async (search: string) => {
      const { answers, count } = await read(search);
      return { ids: answers.map((row) => row.answer.id), count };
    };
    expect(await found("channel=email")).toEqual({ ids: ["a"], count: 1 });
    expect(await found("lane=IT+BRT")).toEqual({ ids: ["b"], count: 1 });
    expect(await found("lane=IT+DHL")).toEqual({ ids: [], count: 0 });
    expect(await found("lane=nonsense")).toEqual({ ids: ["b", "a"], count: 2 });
  });

  it("narrows by what she bought, and says what the product is called now", async () => {
    await aShop(db);
    await answer("a", 9, 1, { productIds: ["7701", "7702"] });
    await answer("b", 3, 2, { productIds: ["7701"] });
    await answer("c", 3, 3);
    await db.orderLine.createMany({
      data: [
        { shopId, orderId: "1043", id: "1", productId: "7701", title: "Vaso", quantity: 1 },
        { shopId, orderId: "1043", id: "2", productId: "7702", title: "Tazza", quantity: 2 },
        { shopId, orderId: "1044", id: "3", productId: "7701", title: "Vaso Alba", quantity: 1 },
        { shopId, orderId: "1045", id: "4", productId: "7701", title: "", quantity: 1 },
      ],
    });
    await sumAnswers(db);
    const found = async (search: string) => {
      const { answers, count, productTitle } = await read(search);
      return { ids: answers.map((row) => row.answer.id), count, productTitle };
    };
    expect(await found("product=7701")).toEqual({ ids: ["b", "a"], count: 2, productTitle: "Vaso Alba" });
    expect(await found("product=7702")).toEqual({ ids: ["a"], count: 1, productTitle: "Tazza" });
    expect(await found("product=7709")).toEqual({ ids: [], count: 0, productTitle: null });
    expect(await found("product=7701+OR+1")).toEqual({ ids: ["c", "b", "a"], count: 3, productTitle: null });
  });

  it("counts by group and survey to the end, and says of other filters where it stopped", async () => {
    await aShop(db);
    await db.$executeRaw`
      INSERT INTO "SurveyResponse" ("id", "shopId", "survey", "subject", "rating", "channel", "reasons", "productIds", "answeredAt", "changedAt")
      SELECT 'r' || n, ${shopId}, 'purchase_nps', 'order:' || n, 9, 'email', '{}', '{}', now(), now()
      FROM generate_series(1, 10001) n`;
    await sumAnswers(db);
    expect(await read("group=promoter")).toMatchObject({ count: 10_001, isMore: false });
    expect(await read("channel=email")).toMatchObject({ count: 10_000, isMore: true });
    expect(await read("channel=card")).toMatchObject({ count: 0, isMore: false });
  });

  it("gives the NPS of the quarter by survey, with its n", async () => {
    await aShop(db);
    await db.surveyRollup.createMany({
      data: [
        {
          shopId,
          survey: "purchase_nps",
          onDate: new Date("2026-06-01"),
          promoters: 30,
          passives: 5,
          detractors: 5,
        },
        {
          shopId,
          survey: "purchase_nps",
          onDate: new Date("2025-06-01"),
          promoters: 0,
          passives: 0,
          detractors: 99,
        },
      ],
    });
    const { nps } = await read();
    expect(nps.purchase_nps).toMatchObject({ nps: 62.5, n: 40 });
    expect(nps.delivery_feedback).toMatchObject({ nps: null, n: 0 });
  });

  it("shows every answer once when it is leafed through", async () => {
    await aShop(db);
    for (let n = 0; n < 55; n += 1) await answer(`r${String(n)}`, n % 11, Math.floor(n / 3));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await read(after ? `after=${after}` : "");
      seen.push(...page.answers.map((row) => row.answer.id));
      after = page.next;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([55, 55]);
  });

  it("shows the follow-ups ten at a time, the most pressing first, and the beginning where a page is worked off", async () => {
    await aShop(db);
    for (let n = 0; n < 12; n += 1)
      await aFollowUp(db, {
        id: `f${String(n).padStart(2, "0")}`,
        dueAt: new Date(Date.UTC(2026, 5, 13, Math.floor(n / 4))),
      });
    const first = await read();
    expect(first.followUps.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `f0${n}`));
    expect(first.openFollowUps).toEqual({ open: 12, overdue: 0 });
    const second = await read(`due=${first.nextFollowUps ?? ""}`);
    expect([second.followUps.map(({ id }) => id), second.nextFollowUps]).toEqual([["f10", "f11"], null]);
    await db.followUp.updateMany({ where: { id: { gt: "f09" } }, data: { state: "resolved" } });
    const again = await read(`due=${first.nextFollowUps ?? ""}`);
    expect([again.followUps.length, again.nextFollowUps]).toEqual([10, null]);
  });
});
