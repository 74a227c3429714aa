import { describe, expect, it } from "vitest";
import { plainlyPut, textLengthOf } from "./text-segments";

describe("a text message's length", () => {
  it.each([
    ["160 plain characters fit one segment", "a".repeat(160), 1],
    ["one more needs a second", "a".repeat(161), 2],
    ["two full segments hold 306", "a".repeat(306), 2],
    ["307 need a third", "a".repeat(307), 3],
    ["Italian accents cost nothing", "è".repeat(160), 1],
    ["a euro sign takes two places", `${"a".repeat(159)}€`, 2],
    ["one character outside the alphabet leaves room for 70", `${"a".repeat(69)}ş`, 1],
    ["and no more", `${"a".repeat(70)}ş`, 2],
  ])("%s", (_title, text, segments) => {
    expect(textLengthOf(text).segments).toBe(segments);
  });

  it("is not doubled by a capital accent or a fine quotation mark", () => {
    expect(plainlyPut("È “in consegna” – oggi…")).toBe('E\' "in consegna" - oggi...');
    expect(plainlyPut("Grazie, María!")).toBe("Grazie, María!");
  });

  it("names the characters that make it dear", () => {
    expect(textLengthOf("Ciao “Marta” 🙂").costly).toEqual(["“", "”", "🙂"]);
  });
});
