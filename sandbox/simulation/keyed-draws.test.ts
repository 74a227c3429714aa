import { describe, expect, it } from "vitest";
import { drawsOf } from "./keyed-draws";

describe("draws of the simulation", () => {
  it("the same seed and purpose give the same draw, whatever was drawn before", () => {
    const first = drawsOf(7).of("order", 12);
    const second = drawsOf(7).of("order", 12);
    second.number("something else");
    second.integer("another", 1, 6);
    expect(second.number("rating")).toBe(first.number("rating"));
  });

  it("another seed, order or purpose gives another draw", () => {
    const draws = [
      drawsOf(1).of("order", 1).number("rating"),
      drawsOf(2).of("order", 1).number("rating"),
      drawsOf(1).of("order", 2).number("rating"),
      drawsOf(1).of("order", 1).number("carrier"),
    ];
    expect(new Set(draws).size).toBe(4);
  });

  it("spreads evenly over many orders", () => {
    const draws = Array.from({ length: 20_000 }, (_, index) => drawsOf(3).of("order", index).number("x"));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(mean).toBeGreaterThan(0.49);
    expect(mean).toBeLessThan(0.51);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = draws.filter((draw) => Math.floor(draw * 10) === tenth).length / draws.length;
      expect(share).toBeGreaterThan(0.09);
      expect(share).toBeLessThan(0.11);
    }
  });

  it("keeps whole numbers and weights within what was asked", () => {
    const draws = drawsOf("die");
    const thrown = new Set(Array.from({ length: 500 }, (_, index) => draws.integer(`throw ${index}`, 1, 6)));
    expect([...thrown].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const heads = Array.from({ length: 5000 }, (_, index) =>
      draws.weighted(`coin ${index}`, [
        ["head", 3],
        ["tail", 1],
      ]),
    ).filter((side) => side === "head").length;
    expect(heads / 5000).toBeGreaterThan(0.72);
    expect(heads / 5000).toBeLessThan(0.78);
  });
});
