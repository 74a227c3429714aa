import { describe, expect, test } from "vitest";
import { checkWords, fillWords, tidy } from "./liquid";

const known = new Set(["shopper.first_name", "order.number"]);

describe("a missing value", () => {
  test.each([
    ["Hi {{ shopper.first_name }},", "Hi,"],
    ["Thank you, {{ shopper.first_name }}.", "Thank you."],
    ["So, {{ shopper.first_name }}, how was it?", "So, how was it?"],
    ["{{ shopper.first_name }}, your order", "your order"],
    ["Order {{ order.number }} may be late", "Order may be late"],
    ["Expected **{{ delay.expected }}**", "Expected"],
    ["Order {{ order.number }}: late", "Order: late"],
  ])("leaves no gap in “%s”", (words, filled) => {
    expect(fillWords(words, {})).toBe(filled);
  });
});

test("braces never print, whoever wrote them", () => {
  expect(fillWords("{{ shopper.first_name }}", { shopper: { first_name: "{{ x }} {% if %}" } })).not.toMatch(
    /[{}%]{2}/,
  );
});

test("words cannot read what is not meant for them", () => {
  expect(
    fillWords("{{ shopper.constructor }}{{ shopper.__proto__ }}{{ shopper.first_name.constructor }}", {
      shopper: { first_name: "M" },
    }),
  ).toBe("");
});

describe("an editor is told", () => {
  test("the line of a value that does not exist", () => {
    expect(checkWords("Hi {{ shopper.first_name }}\n\n\nOrder {{ order.naem }}", known)).toEqual([
      { line: 4, problem: "unknown_value", detail: "order.naem" },
    ]);
  });

  test("the line of words that are not closed", () => {
    expect(checkWords("Hi\n{% if order.number %}late", known)).toMatchObject([
      { line: 2, problem: "unreadable" },
    ]);
    expect(checkWords("Hi {{ order.number", known)).toMatchObject([{ line: 1, problem: "unreadable" }]);
  });

  test("of a filter that does not exist", () => {
    expect(checkWords("Hi\n{{ order.number | shout }}", known)).toEqual([
      { line: 2, problem: "unknown_filter", detail: "shout" },
    ]);
  });

  test.each([
    "{% for i in (1..100000000) %}x{% endfor %}",
    "{% include 'secrets' %}",
    "{% render 'secrets' %}",
    "{% raw %}{{ x }}{% endraw %}",
  ])("that loops and files are not for words: %s", (words) =>
    expect(checkWords(words, known)).toMatchObject([{ line: 1, problem: "unreadable" }]),
  );

  test("nothing when all is well", () => {
    expect(
      checkWords(
        "{% if order.number %}{{ order.number | sentence }}{% endif %} {% assign a = 'b' %}{{ a }}",
        known,
      ),
    ).toEqual([]);
  });
});

test("words that double themselves over and over are stopped, not waited for", () => {
  const doubling = "{% assign a = a | append: a %}".repeat(40);
  expect(() => fillWords(`{% assign a = "ha" %}${doubling}{{ a }}`, {})).toThrow("memory");
});

test("words larger than any mail are refused", () => {
  expect(checkWords("x".repeat(30_000), known)).toMatchObject([{ problem: "unreadable" }]);
});

test.each([
  [
    "doubled again and again",
    `{% assign a = "xxxxxxxxxx" %}${"{% assign a = a | append: a %}".repeat(40)}{{ a }}`,
  ],
  [
    "where every letter becomes ten",
    `{% assign a = "x" %}${'{% assign a = a | replace: "x", "xxxxxxxxxx" %}'.repeat(20)}{{ a }}`,
  ],
  ["counted to a thousand million", "{% for i in (1..1000000000) %}x{% endfor %}"],
  [
    "padded with a list",
    `{% assign a = "a,b" | split: "," %}${"{% assign a = a | concat: a %}".repeat(40)}{{ a }}`,
  ],
])("words %s are refused before they fill the memory or the hour", (_how, words) => {
  const startedAt = performance.now();
  const before = process.memoryUsage.rss();
  expect(() => fillWords(words, {})).toThrow();
  expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("tidying leaves good writing alone", () => {
  const written =
    "Hi Marta,\n\nOrder #1043: 1-2 days, between Wednesday 17 and Friday 19. See https://a.example/?a=1,2";
  expect(tidy(written)).toBe(written);
});
