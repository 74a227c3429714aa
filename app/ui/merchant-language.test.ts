import { describe, expect, it } from "vitest";
import { merchantLanguage } from "./merchant-language";

describe("the merchant's language", () => {
  it.each([
    [
      "what Shopify says in the address",
      "https://app.example/app?locale=it-IT",
      "en-GB,en;q=0.9",
      "en",
      "it",
    ],
    ["what the browser asks for", "https://app.example/app", "it-CH,it;q=0.9,en;q=0.8", "en", "it"],
    [
      "the next wish, where we have no words in the first",
      "https://app.example/app?locale=pt-BR",
      "de-DE,it;q=0.5",
      "en",
      "it",
    ],
    ["the shop's own", "https://app.example/app", null, "it", "it"],
    ["English in the end", "https://app.example/app?locale=fi", "fi", "fi", "en"],
  ])("is %s", (_, url, acceptLanguage, shopLocale, language) => {
    expect(merchantLanguage({ url, acceptLanguage, shopLocale })).toBe(language);
  });
});
