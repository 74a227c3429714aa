import { expect, test } from "vitest";
import { languageOf } from "./voices";

test.each([
  ["it", "it"],
  ["it-CH", "it"],
  ["IT_it", "it"],
  ["en-US", "en"],
  ["de", "en"],
  ["", "en"],
  [null, "en"],
] as const)("a shopper whose locale is %s is written to in %s", (locale, language) => {
  expect(languageOf(locale, "en")).toBe(language);
});

test("without a language of hers that we speak, the shop's own is used", () => {
  expect(languageOf("de", "it")).toBe("it");
});
