import { describe, expect, test } from "vitest";

import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { useTestDatabase } from "../../tests/harness/database";
import { joinResponses } from "./join-responses.server";
import { recordResponse, type ResponseInput } from "./record-response.server";

const { db, deps } = useTestDatabase();

const onThePage = (answer: Partial<ResponseInput> = {}): ResponseInput => ({
  shopId,
  survey: "purchase_nps",
  orderId: null,
  checkoutToken: "checkout-1043",
  rating: 9,
  language: "it",
  channel: "thank_you_page",
  ...answer,
});

const sums = () =>
  db.surveyRollup.findMany({
    select: { survey: true, onDate: true, promoters: true, passives: true, detractors: true },
  });
const today = new Date("2026-06-12T00:00:00Z");

describe("an answer on the thank-you page", () => {
  test("is kept with the order it belongs to, and counted", async () => {
    await aShop(db);
    await anOrder(db);
    const recorded = await recordResponse(deps, onThePage({ comment: "che bello" }));

    expect(recorded).toMatchObject({ outcome: "recorded", orderId: "1043" });
    expect(await db.surveyResponse.findFirstOrThrow()).toMatchObject({
      subject: "order:1043",
      orderId: "1043",
      shopperKey: "shopper-marta",
      rating: 9,
      comment: "che bello",
      language: "it",
    });
    expect(await sums()).toEqual([
      { survey: "purchase_nps", onDate: today, promoters: 1, passives: 0, detractors: 0 },
    ]);
  });

  test("is kept by the checkout while the order has not come", async () => {
    await aShop(db);
    expect(await recordResponse(deps, onThePage())).toMatchObject({ outcome: "recorded", orderId: null });
    expect(await db.surveyResponse.findFirstOrThrow()).toMatchObject({
      subject: "checkout:checkout-1043",
      orderId: null,
    });
    expect(await db.orderMark.count()).toBe(0);
  });

  test("sent twice counts once", async () => {
    await aShop(db);
    await anOrder(db);
    await recordResponse(deps, onThePage());
    await recordResponse(deps, onThePage());
    expect(await db.surveyResponse.count()).toBe(1);
    expect(await sums()).toMatchObject([{ promoters: 1, passives: 0, detractors: 0 }]);
  });

  test("sent twice at the same moment counts once", async () => {
    await aShop(db);
    await Promise.all([4, 5, 6].map((rating) => recordResponse(deps, onThePage({ rating }))));
    expect(await db.surveyResponse.count()).toBe(1);
    expect(await db.followUp.count()).toBe(1);
    expect(await sums()).toMatchObject([{ promoters: 0, passives: 0, detractors: 1 }]);
  });

  test("is counted on the shop's own day", async () => {
    await aShop(db, { timeZone: "Pacific/Auckland" });
    deps.clock.set("2026-06-12T20:00:00Z");
    await recordResponse(deps, onThePage());
    expect(await sums()).toMatchObject([{ onDate: new Date("2026-06-13T00:00:00Z") }]);
  });

  test("is marked on the order for Shopify", async () => {
    await aShop(db);
    await anOrder(db);
    await recordResponse(deps, onThePage());
    expect(await db.orderMark.findFirstOrThrow()).toMatchObject({
      orderId: "1043",
      key: "rating",
      state: "pending",
      value: { purchase_nps: 9 },
    });
  });
});

describe("changing her mind", () => {
  test("within a day replaces the answer and moves the count from one group to another", async () => {
    await aShop(db);
    await anOrder(db);
    const first = await recordResponse(deps, onThePage({ rating: 3 }));
    deps.clock.advance({ hours: 23 });
    const second = await recordResponse(deps, onThePage({ rating: 10, comment: "risolto" }));

    expect(second).toMatchObject({ outcome: "changed" });
    if (first.outcome === "refused" || second.outcome === "refused") throw new Error("refused");
    expect(second.responseId).toBe(first.responseId);
    expect(await sums()).toEqual([
      { survey: "purchase_nps", onDate: today, promoters: 1, passives: 0, detractors: 0 },
    ]);
    expect(await db.orderMark.findFirstOrThrow()).toMatchObject({ value: { purchase_nps: 10 } });
  });

  test("after a day is too late: the answer stands", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 9 }));
    deps.clock.advance({ hours: 24, minutes: 1 });
    expect(await recordResponse(deps, onThePage({ rating: 1 }))).toMatchObject({ outcome: "closed" });
    expect(await db.surveyResponse.findFirstOrThrow()).toMatchObject({ rating: 9 });
    expect(await db.followUp.count()).toBe(0);
  });
});

describe("an unhappy answer", () => {
  test("opens one follow-up, due after the shop's hours", async () => {
    await aShop(db, { settings: { followUpHours: 4 } });
    await anOrder(db);
    await recordResponse(deps, onThePage({ rating: 6 }));
    await recordResponse(deps, onThePage({ rating: 2 }));
    expect(await db.followUp.findMany()).toMatchObject([
      {
        kind: "detractor",
        state: "open",
        orderId: "1043",
        shopperKey: "shopper-marta",
        dueAt: new Date("2026-06-12T13:00:00Z"),
      },
    ]);
  });

  test("of 7 opens none", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 7 }));
    expect(await db.followUp.count()).toBe(0);
  });

  test("that turns happy closes the follow-up nobody has touched, and opens it again if it turns back", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 5 }));
    await recordResponse(deps, onThePage({ rating: 8 }));
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({
      state: "resolved",
      outcome: "answer_changed",
    });
    await recordResponse(deps, onThePage({ rating: 4 }));
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({
      state: "open",
      outcome: null,
      resolvedAt: null,
    });
  });

  test("that turns happy leaves a follow-up with a note to the person who wrote it", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 5 }));
    await db.followUp.updateMany({ data: { note: "called her, no answer" } });
    await recordResponse(deps, onThePage({ rating: 9 }));
    expect(await db.followUp.findFirstOrThrow()).toMatchObject({ state: "open" });
  });
});

describe("refused, with nothing kept", () => {
  test.each<[string, Partial<ResponseInput>, string]>([
    ["a rating of 11", { rating: 11 }, "rating"],
    ["a shop we do not know", { shopId: "stranger.myshopify.com" }, "unknown_shop"],
    ["an order we do not know", { orderId: "999" }, "unknown_order"],
    ["no order and no checkout", { checkoutToken: null }, "no_subject"],
  ])("%s", async (_, difference, reason) => {
    await aShop(db);
    expect(await recordResponse(deps, onThePage(difference))).toEqual({ outcome: "refused", reason });
    expect(await db.surveyResponse.count()).toBe(0);
    expect(await sums()).toEqual([]);
  });

  test("a shop that has uninstalled", async () => {
    await aShop(db, { uninstalledAt: deps.clock.now() });
    expect(await recordResponse(deps, onThePage())).toEqual({ outcome: "refused", reason: "unknown_shop" });
  });

  test("a shop that has not gone live", async () => {
    await aShop(db, { liveAt: null });
    expect(await recordResponse(deps, onThePage())).toEqual({ outcome: "refused", reason: "not_live" });
  });

  test("the merchant's own test order", async () => {
    await aShop(db);
    await anOrder(db, { test: true });
    expect(await recordResponse(deps, onThePage())).toEqual({ outcome: "refused", reason: "test_order" });
  });
});

describe("when the order comes after the answer", () => {
  const join = () =>
    db.$transaction((tx) =>
      joinResponses(tx, {
        shopId,
        orders: [{ orderId: "1043", checkoutToken: "checkout-1043", shopperKey: "shopper-marta" }],
      }),
    );

  test("the answer and its follow-up become the order's, once", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 2 }));
    await anOrder(db);
    expect(await join()).toEqual({ joined: 1 });
    expect(await join()).toEqual({ joined: 0 });

    expect(await db.surveyResponse.findMany()).toMatchObject([
      { subject: "order:1043", orderId: "1043", shopperKey: "shopper-marta", rating: 2 },
    ]);
    expect(await db.followUp.findMany()).toMatchObject([
      { orderId: "1043", shopperKey: "shopper-marta", state: "open" },
    ]);
    expect(await db.orderMark.findFirstOrThrow()).toMatchObject({
      key: "rating",
      value: { purchase_nps: 2 },
    });
    expect(await sums()).toMatchObject([{ promoters: 0, passives: 0, detractors: 1 }]);
  });

  test("in the very same moment, the two find each other", async () => {
    await aShop(db);
    for (let n = 1; n <= 15; n += 1) {
      const checkoutToken = `checkout-${n}`;
      const orderComes = db.$transaction(async (tx) => {
        await anOrder(tx, { id: String(n), name: `#${n}`, checkoutToken });
        const orders = [{ orderId: String(n), checkoutToken, shopperKey: "shopper-marta" }];
        await joinResponses(tx, { shopId, orders });
      });
      await Promise.all([orderComes, recordResponse(deps, onThePage({ checkoutToken }))]);
    }
    expect(await db.surveyResponse.count({ where: { orderId: { not: null } } })).toBe(15);
    expect(await db.surveyResponse.count()).toBe(15);
  });

  test("of two answers the first stands and the other is taken out of the count", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 2 }));
    deps.clock.advance({ hours: 1 });
    // As a mail's link would say it, for an order whose checkout we could not see.
    await anOrder(db, { checkoutToken: null });
    await recordResponse(
      deps,
      onThePage({ orderId: "1043", checkoutToken: null, rating: 10, channel: "email" }),
    );
    expect(await sums()).toMatchObject([{ promoters: 1, detractors: 1 }]);

    await join();
    expect(await db.surveyResponse.findMany()).toMatchObject([{ subject: "order:1043", rating: 2 }]);
    expect(await sums()).toMatchObject([{ promoters: 0, passives: 0, detractors: 1 }]);
    expect(await db.followUp.findMany()).toMatchObject([{ orderId: "1043", state: "open" }]);
  });

  test("a later answer by checkout gives way to the one the order has, follow-up and all", async () => {
    await aShop(db);
    await anOrder(db, { checkoutToken: null });
    await recordResponse(
      deps,
      onThePage({ orderId: "1043", checkoutToken: null, rating: 10, channel: "email" }),
    );
    deps.clock.advance({ hours: 1 });
    await recordResponse(deps, onThePage({ rating: 2 }));
    await join();
    expect(await db.surveyResponse.findMany()).toMatchObject([{ rating: 10 }]);
    expect(await db.followUp.count()).toBe(0);
    expect(await sums()).toMatchObject([{ promoters: 1, passives: 0, detractors: 0 }]);
  });

  test("a change of mind after that is a change of the same answer", async () => {
    await aShop(db);
    await recordResponse(deps, onThePage({ rating: 2 }));
    // The order came by another way, and nobody joined them yet.
    await anOrder(db);
    expect(await recordResponse(deps, onThePage({ rating: 9 }))).toMatchObject({
      outcome: "changed",
      orderId: "1043",
    });
    expect(await db.surveyResponse.findMany()).toMatchObject([{ subject: "order:1043", rating: 9 }]);
  });
});

test("purchase and delivery are two answers on one order", async () => {
  await aShop(db);
  await anOrder(db);
  await recordResponse(deps, onThePage({ rating: 9 }));
  await recordResponse(
    deps,
    onThePage({
      survey: "delivery_feedback",
      orderId: "1043",
      rating: 4,
      reasons: ["damaged"],
      mayContact: true,
      channel: "email",
    }),
  );
  expect(await db.surveyResponse.count()).toBe(2);
  expect(await db.orderMark.findFirstOrThrow()).toMatchObject({
    value: { purchase_nps: 9, delivery_feedback: 4 },
  });
});
