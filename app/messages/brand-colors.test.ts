import fc from "fast-check";
import { expect, test } from "vitest";
import { brandColors, contrastOf, darkPaper, darkTile, paper } from "./brand-colors";

const anyColor = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`);

test("whatever colour a brand has, its texts can be read (WCAG AA)", () => {
  fc.assert(
    fc.property(anyColor, (color) => {
      const { button, onButton, buttonEdge, ink, inkOnDark, tint } = brandColors(color);
      expect(contrastOf(button, onButton)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(ink, paper)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(ink, tint)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(inkOnDark, darkPaper)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(inkOnDark, darkTile)).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(buttonEdge, paper)).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 2000 },
  );
});

test("a colour that already reads well is left as it is", () => {
  expect(brandColors("#1f5f4f")).toMatchObject({ button: "#1f5f4f", onButton: "#ffffff", ink: "#1f5f4f" });
});

test("a pale brand gets black words on its button and a darker edge around it", () => {
  const { onButton, buttonEdge } = brandColors("#ffe680");
  expect(onButton).toBe("#000000");
  expect(buttonEdge).not.toBe("#ffe680");
});

test("what is not a colour is refused", () => {
  expect(() => brandColors("red;}body{display:none")).toThrow(RangeError);
});
