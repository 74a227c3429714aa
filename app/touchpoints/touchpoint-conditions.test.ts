import { describe, expect, it } from "vitest";
import type { TouchpointCondition } from "~/settings/touchpoint-settings";
import { failedCondition, type ConditionFacts } from "./touchpoint-conditions";

const order: ConditionFacts = {
  countryCode: "IT",
  tags: ["VIP"],
  firstOrder: true,
  totalAmount: 49.9,
  products: [
    { productId: "7940112300000", title: "Vaso Aurora", sku: "FDC-001" },
    { productId: null, title: "Poster (2024)", sku: null },
  ],
};

const met = (rule: TouchpointCondition["rule"], value = "", change: Partial<ConditionFacts> = {}) =>
  failedCondition([{ rule, value }], { ...order, ...change }) === null;

describe("a touchpoint's conditions", () => {
  it.each([
    ["a first order", met("first_order"), true],
    ["no first order", met("first_order", "", { firstOrder: false }), false],
    ["a returning shopper", met("returning", "", { firstOrder: false }), true],
    ["a listed country", met("country_in", "DE, IT"), true],
    ["a country not listed", met("country_in", "DE"), false],
    ["an unknown country, which is in no list", met("country_in", "IT", { countryCode: null }), false],
    ["an unknown country, which no list keeps out", met("country_not_in", "IT", { countryCode: null }), true],
    ["a country kept out", met("country_not_in", "IT"), false],
    ["a tag, whatever its case", met("tagged", "vip"), true],
    ["a tag kept out", met("not_tagged", "vip"), false],
    ["exactly the amount asked for", met("value_from", "49.90"), true],
    ["a cent less than asked for", met("value_from", "49.91"), false],
    ["exactly the largest amount", met("value_up_to", "49.9"), true],
    ["more than the largest amount", met("value_up_to", "49"), false],
    ["a product chosen in the admin", met("product_in", "Whatever it was called (7940112300000)"), true],
    ["a product by its title, whatever the case", met("product_in", "Lampada\nvaso aurora"), true],
    ["a product by its article number", met("product_in", "fdc-001"), true],
    ["a product by its number alone", met("product_in", "7940112300000"), true],
    ["a title that ends in brackets", met("product_in", "Poster (2024)"), true],
    ["a product nobody ordered", met("product_in", "Lampada\nVaso (1)"), false],
    ["no part of a title", met("product_in", "Vaso"), false],
    ["a product kept out", met("product_not_in", "Vaso Aurora"), false],
    ["an order without what is kept out", met("product_not_in", "Lampada"), true],
    ["an order of unknown products, in no list", met("product_in", "Vaso Aurora", { products: [] }), false],
    [
      "an order of unknown products, not kept out",
      met("product_not_in", "Vaso Aurora", { products: [] }),
      true,
    ],
  ])("know %s", (_title, isMet, expected) => {
    expect(isMet).toBe(expected);
  });

  it("must all hold, and the first that does not is named", () => {
    const conditions: TouchpointCondition[] = [
      { rule: "first_order", value: "" },
      { rule: "value_from", value: "100" },
      { rule: "country_in", value: "DE" },
    ];
    expect(failedCondition(conditions, order)).toEqual({ rule: "value_from", value: "100" });
    expect(failedCondition([], order)).toBeNull();
  });
});
