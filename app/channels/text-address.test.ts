import { describe, expect, test } from "vitest";
import { textAddressOf, type TextRules } from "./text-address";

const rules: TextRules = { way: "sms", countries: ["IT", "DE"] };

describe("where a text would go", () => {
  test.each([
    ["+393331234567", "IT"],
    ["333 123 4567", "IT"],
    ["0039 333 1234567", "IT"],
    ["+39 333 1234567", "FR"],
  ])("%s of a parcel to %s is one number", (written, country) => {
    expect(textAddressOf(written, country, rules)).toEqual({
      outcome: "usable",
      phone: "+393331234567",
      to: "+393331234567",
    });
  });

  test("WhatsApp is the same number with its word before it", () => {
    expect(textAddressOf("+393331234567", "IT", { ...rules, way: "whatsapp" })).toMatchObject({
      phone: "+393331234567",
      to: "whatsapp:+393331234567",
    });
  });

  test.each([null, "", "12", "see note", "+3933"])("%s is no number", (written) => {
    expect(textAddressOf(written, "IT", rules)).toEqual({ outcome: "unusable", reason: "no_number" });
  });

  test("a number of a country the merchant does not text to is no address, wherever the parcel goes", () => {
    expect(textAddressOf("+1 202 555 0123", "IT", rules)).toEqual({ outcome: "unusable", reason: "country" });
  });

  test("without a country only an international number can be read", () => {
    expect(textAddressOf("3331234567", null, rules)).toMatchObject({ outcome: "unusable" });
    expect(textAddressOf("+393331234567", null, rules)).toMatchObject({ outcome: "usable" });
  });
});
