import { describe, expect, it } from "vitest";
import { drawsOf } from "./keyed-draws";
import type { OrderScript, OrderTruth } from "./order-script";
import { answerInvitation, answerNotice, daysLateOf, visitThankYouPage } from "./reactions";
import { inventShopper } from "./shoppers";

function script(truth: Partial<OrderTruth> = {}, knownRating?: number | null): OrderScript {
  const placedAt = new Date("2026-03-02T09:00:00Z");
  return {
    index: 0,
    shopper: inventShopper(drawsOf(1), { number: 1, countryCode: "IT" }),
    steps: [],
    knownRating,
    truth: {
      placedAt,
      paidAt: placedAt,
      cancelledAt: null,
      test: false,
      gift: false,
      consent: true,
      promisedLatestOn: "2026-03-09",
      handedOverAt: new Date("2026-03-03T15:00:00Z"),
      arrivedAt: new Date("2026-03-06T11:00:00Z"),
      country: "IT",
      damaged: false,
      ...truth,
    },
  };
}

const many = Array.from({ length: 3000 }, (_, index) => drawsOf("many").of(index));

function meanRating(about: OrderScript, warned = false): number {
  const ratings = many.flatMap((draws) => answerInvitation(draws, { script: about, warned })?.rating ?? []);
  return ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
}

describe("what shoppers do", () => {
  it("about seven in ten look at the thank-you page, and a third of all answer there", () => {
    const visits = many.map((draws) => visitThankYouPage(draws, script()));
    const looked = visits.filter((visit) => visit !== null);
    expect(looked.length / many.length).toBeGreaterThan(0.65);
    expect(looked.length / many.length).toBeLessThan(0.75);
    const answered = looked.filter((visit) => visit.rating !== null).length / many.length;
    expect(answered).toBeGreaterThan(0.3);
    expect(answered).toBeLessThan(0.4);
  });

  it("a late parcel costs the rating, less where she was warned, and a broken one most", () => {
    const lateBy3 = script({ arrivedAt: new Date("2026-03-12T11:00:00Z") });
    expect(meanRating(script())).toBeGreaterThan(8.5);
    expect(meanRating(lateBy3)).toBeLessThan(meanRating(lateBy3, true));
    expect(meanRating(lateBy3, true)).toBeLessThan(meanRating(script()) - 1);
    expect(meanRating(script({ damaged: true }))).toBeLessThan(3.5);
  });

  it("a parcel arriving at any hour of the promised day is not late", () => {
    expect(daysLateOf({ promisedLatestOn: "2026-03-09", arrivedAt: new Date("2026-03-09T21:00:00Z") })).toBe(
      0,
    );
    expect(daysLateOf({ promisedLatestOn: "2026-03-09", arrivedAt: new Date("2026-03-10T08:00:00Z") })).toBe(
      1,
    );
    expect(daysLateOf({ promisedLatestOn: "2026-03-09", arrivedAt: null })).toBe(0);
  });

  it("gives a history's own rating and no other", () => {
    expect(
      many
        .slice(0, 50)
        .map((draws) => answerInvitation(draws, { script: script({}, 3), warned: false })?.rating),
    ).toEqual(Array<number>(50).fill(3));
    expect(answerInvitation(drawsOf(1), { script: script({}, null), warned: false })).toBeNull();
    expect(visitThankYouPage(drawsOf(1), script({}, 3))).toBeNull();
  });

  it("most who answer a delay notice are content to wait", () => {
    const answers = many.flatMap((draws) => answerNotice(draws) ?? []);
    const waiting = answers.filter((answer) => answer.choice === "wait").length / answers.length;
    expect(waiting).toBeGreaterThan(0.75);
    expect(answers.length / many.length).toBeGreaterThan(0.4);
  });
});
