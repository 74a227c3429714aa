import { describe, expect, test } from "vitest";

import { commentLimit, isChangeable, readAnswer, subjectOf } from "./survey-response";

describe("an answer", () => {
  test("is a rating, and everything else may be left out", () => {
    expect(readAnswer({ rating: 0 })).toEqual({
      outcome: "read",
      answer: { rating: 0, comment: null, reasons: [], mayContact: null },
    });
  });

  test("keeps her words without the white space around them", () => {
    expect(readAnswer({ rating: 7, comment: "  quasi perfetto\u0000 \n" })).toMatchObject({
      answer: { comment: "quasi perfetto" },
    });
  });

  test("of white space alone is no comment", () => {
    expect(readAnswer({ rating: 7, comment: " \n " })).toMatchObject({ answer: { comment: null } });
  });

  test("counts a reason tapped twice once", () => {
    expect(readAnswer({ rating: 3, reasons: ["fast", "fast", "damaged"] })).toMatchObject({
      answer: { reasons: ["fast", "damaged"] },
    });
  });

  test.each([
    ["a rating of 11", { rating: 11 }, "rating"],
    ["a rating below nothing", { rating: -1 }, "rating"],
    ["half a point", { rating: 7.5 }, "rating"],
    ["a rating in words", { rating: "9" }, "rating"],
    ["no rating", { comment: "bello" }, "rating"],
    ["a comment longer than a page", { rating: 9, comment: "a".repeat(commentLimit + 1) }, "comment"],
    ["a comment that is no text", { rating: 9, comment: 4 }, "comment"],
    ["a reason nobody offered", { rating: 9, reasons: ["weather"] }, "reasons"],
    ["a may-we-contact-you that is no yes or no", { rating: 9, mayContact: "yes" }, "may_contact"],
    ["nothing at all", null, "unreadable"],
    ["a list", [9], "unreadable"],
  ])("is refused with %s", (_, input, reason) => {
    expect(readAnswer(input)).toEqual({ outcome: "refused", reason });
  });
});

describe("changing her mind", () => {
  const answeredAt = new Date("2026-06-12T09:00:00Z");
  test.each([
    ["within the hour", "2026-06-12T09:59:00Z", true],
    ["exactly a day later", "2026-06-13T09:00:00Z", true],
    ["a moment after that", "2026-06-13T09:00:01Z", false],
  ])("%s", (_, now, expected) => {
    expect(isChangeable(answeredAt, new Date(now))).toBe(expected);
  });
});

test("an answer is counted by the order, and by the checkout only while the order is unknown", () => {
  expect(subjectOf({ orderId: "1043", checkoutToken: "abc" })).toBe("order:1043");
  expect(subjectOf({ orderId: null, checkoutToken: "abc" })).toBe("checkout:abc");
  expect(subjectOf({ orderId: null, checkoutToken: null })).toBeNull();
});
