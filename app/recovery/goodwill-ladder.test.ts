import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  defaultGoodwill,
  goodwillCauses,
  goodwillCustomers,
  goodwillGifts,
  type GoodwillRule,
} from "~/settings/goodwill-settings";
import { capReached, decideGoodwill, type GoodwillFacts } from "./goodwill-ladder";

const facts = (change: Partial<GoodwillFacts> = {}): GoodwillFacts => ({
  mishaps: [{ cause: "late", days: 2, delayKind: "stalled" }],
  orderValue: 50,
  customer: { isKnown: true, firstOrder: false, vip: false, spent: 50, hadMishap: false },
  given: { toCustomer: 0, inMonth: 0 },
  settings: defaultGoodwill,
  mayGoByItself: true,
  ...change,
});
const late = (days: number | null, delayKind: string | null = "stalled") => [
  { cause: "late", days, delayKind },
];
const voucher: GoodwillRule = {
  ...{ cause: "late", fromDays: 0, orderFrom: 0, customer: "any", spentFrom: 0 },
  ...{ gives: "voucher_amount", amount: 5, automatic: true },
};
const only = (rule: Partial<GoodwillRule>) => ({ ...defaultGoodwill, ladder: [{ ...voucher, ...rule }] });

describe("the ladder as it ships", () => {
  test.each([
    ["a small order a day late gets words", late(1), 20, "words", 0],
    ["an order of 30 a day late gets a voucher of 5", late(1), 30, "voucher_amount", 5],
    ["five days late are worth 15 percent", late(5), 20, "voucher_percent", 15],
    ["late by her own word is one day late", late(null, null), 30, "voucher_amount", 5],
    [
      "damaged goods are sent again",
      [{ cause: "damaged", days: null, delayKind: null }],
      50,
      "replacement",
      0,
    ],
    [
      "an unhappy answer gets free shipping",
      [{ cause: "unhappy", days: null, delayKind: null }],
      50,
      "free_shipping",
      0,
    ],
  ])("%s", (_title, mishaps, orderValue, gives, amount) => {
    expect(decideGoodwill(facts({ mishaps, orderValue }))).toMatchObject({
      gives,
      amount,
      isAutomatic: false,
    });
  });

  test("of several mishaps the one the upper rule answers counts", () => {
    const mishaps = [...late(9), { cause: "wrong_item", days: null, delayKind: null }];
    expect(decideGoodwill(facts({ mishaps }))).toMatchObject({ cause: "wrong_item", place: 1 });
  });
});

describe("a rule", () => {
  test("tells the shop's own delay from the carrier's", () => {
    const settings = only({ cause: "late_to_leave" });
    expect(decideGoodwill(facts({ settings, mishaps: late(2, "unshipped") }))).not.toBeNull();
    expect(decideGoodwill(facts({ settings, mishaps: late(2, "stalled") }))).toBeNull();
    expect(
      decideGoodwill(facts({ settings: only({ cause: "late_on_its_way" }), mishaps: late(2, "stalled") })),
    ).not.toBeNull();
  });

  test("looks at who she is and what she has spent", () => {
    const { customer } = facts();
    const settings = only({ customer: "vip", spentFrom: 200 });
    expect(decideGoodwill(facts({ settings, customer: { ...customer, vip: true, spent: 199 } }))).toBeNull();
    expect(
      decideGoodwill(facts({ settings, customer: { ...customer, vip: true, spent: 200 } })),
    ).not.toBeNull();
    expect(decideGoodwill(facts({ settings, customer: { ...customer, spent: 500 } }))).toBeNull();
  });
});

const anyRule: fc.Arbitrary<GoodwillRule> = fc.record({
  cause: fc.constantFrom(...goodwillCauses),
  fromDays: fc.integer({ min: 0, max: 10 }),
  orderFrom: fc.integer({ min: 0, max: 200 }),
  customer: fc.constantFrom(...goodwillCustomers),
  spentFrom: fc.integer({ min: 0, max: 500 }),
  gives: fc.constantFrom(...goodwillGifts),
  amount: fc.integer({ min: 0, max: 60 }),
  automatic: fc.boolean(),
});
const anyFacts: fc.Arbitrary<GoodwillFacts> = fc.record({
  mishaps: fc.array(
    fc.record({
      cause: fc.constantFrom("late", "damaged", "incomplete", "wrong_item", "unhappy"),
      days: fc.option(fc.integer({ min: 1, max: 12 })),
      delayKind: fc.option(fc.constantFrom("unshipped", "stalled", "overdue")),
    }),
    { maxLength: 4 },
  ),
  orderValue: fc.float({ min: 0, max: 900, noNaN: true }).map((value) => Math.round(value * 100) / 100),
  customer: fc.record({
    isKnown: fc.boolean(),
    firstOrder: fc.boolean(),
    vip: fc.boolean(),
    spent: fc.integer({ min: 0, max: 2000 }),
    hadMishap: fc.boolean(),
  }),
  given: fc.record({
    toCustomer: fc.integer({ min: 0, max: 80 }),
    inMonth: fc.integer({ min: 0, max: 400 }),
  }),
  settings: fc.record({
    ladder: fc.array(anyRule, { maxLength: 8 }),
    expiresDays: fc.constant(90),
    customerCap: fc.integer({ min: 0, max: 80 }),
    monthCap: fc.integer({ min: 0, max: 400 }),
    shippingWorth: fc.integer({ min: 0, max: 20 }),
  }),
  mayGoByItself: fc.boolean(),
});

describe("whatever the ladder and whoever she is", () => {
  test("what is proposed keeps within both caps, or costs nothing", () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const proposed = decideGoodwill(any);
        if (!proposed || proposed.worth === 0) return;
        expect(any.given.toCustomer + proposed.worth).toBeLessThanOrEqual(any.settings.customerCap);
        expect(any.given.inMonth + proposed.worth).toBeLessThanOrEqual(any.settings.monthCap);
        expect(capReached(proposed.worth, any.given, any.settings)).toBeNull();
      }),
    );
  });

  test("a second mishap, a replacement and a cap always wait for a person", () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const proposed = decideGoodwill(any);
        if (!proposed?.isAutomatic) return;
        expect(any.mayGoByItself).toBe(true);
        expect(any.customer.hadMishap).toBe(false);
        expect(proposed.gives).not.toBe("replacement");
        expect(proposed.cappedBy).toBeNull();
        expect(any.settings.ladder[proposed.place - 1]?.automatic).toBe(true);
      }),
    );
  });

  test("the rule named is the first that could have spoken", () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const proposed = decideGoodwill(any);
        const before = any.settings.ladder.slice(0, proposed ? proposed.place - 1 : undefined);
        expect(decideGoodwill({ ...any, settings: { ...any.settings, ladder: before } })).toBeNull();
      }),
    );
  });
});
