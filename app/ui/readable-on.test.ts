import { describe, expect, it } from "vitest";
import { readableOn } from "./readable-on";

describe("words on the brand's colour", () => {
  it.each([
    ["#1f5f4f", "#ffffff"],
    ["#ffffff", "#000000"],
    ["#000000", "#ffffff"],
    ["#ffd400", "#000000"],
    ["#8a0f2e", "#ffffff"],
  ])("on %s are %s", (color, ink) => {
    expect(readableOn(color)).toBe(ink);
  });
});
