import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";

const written = (value: string | number | null) => csvOf([[value]]).slice(1, -2);

describe("a file for spreadsheets", () => {
  it.each([
    ["words as they are", "Milano", "Milano"],
    ["a comma, a quote and a line end inside quotes", 'a, "b"\nc', '"a, ""b""\nc"'],
    ["numbers as numbers, negative ones too", -12.5, "-12.5"],
    ["nothing as nothing", null, ""],
  ])("holds %s", (_title, value, expected) => {
    expect(written(value)).toBe(expected);
  });

  it.each(["=1+1", "+39 02", "-2", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0", "\r=1"])(
    "never lets a shopper's words run as a formula: %j",
    (text) => {
      expect(written(text)).toMatch(/^"'/);
    },
  );
});
