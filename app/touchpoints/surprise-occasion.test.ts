import { describe, expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { surpriseOccasion } from "./surprise-occasion";

const rules = { ...defaultShopSettings.touchpoints.surprise, everyOrders: 5, tag: "Birthday" };
const on = (date: string) => new Date(`${date}T10:00:00Z`);
const order = { paidAt: on("2026-06-12"), tags: [] as string[], number: 2, firstPaidAt: on("2026-05-01") };

describe("a little extra", () => {
  it.each<[string, Partial<typeof order>, string | null]>([
    ["is for nothing in particular most of the time", {}, null],
    ["is for a first order", { number: 1 }, "first_order"],
    ["is for every fifth order", { number: 10 }, "nth_order"],
    ["is for the day she first ordered, a year on", { firstPaidAt: on("2025-06-12") }, "anniversary"],
    ["is for the week of that day", { firstPaidAt: on("2023-06-06") }, "anniversary"],
    ["is not for the day before it", { firstPaidAt: on("2025-06-13") }, null],
    ["is not for the week after that", { firstPaidAt: on("2025-06-05") }, null],
    [
      "is for an anniversary at the end of the year too",
      { paidAt: on("2026-01-02"), firstPaidAt: on("2023-12-29") },
      "anniversary",
    ],
    ["is for who has the tag, however it is written", { tags: ["birthday"] }, "tagged"],
  ])("%s", (_title, change, occasion) => {
    expect(surpriseOccasion(rules, { ...order, ...change })).toBe(occasion);
  });

  it("is for nobody where every occasion is left out", () => {
    const none = { ...rules, onFirst: false, onAnniversary: false, everyOrders: null, tag: null };
    expect(surpriseOccasion(none, { ...order, number: 1, firstPaidAt: on("2025-06-12") })).toBeNull();
  });
});
