import { expect, it } from "vitest";
import { differenceOf } from "./two-shares";

it.each([
  // Newcombe 1998, table II, method 10.
  [56, 70, 48, 80, 5.24, 33.39],
  [9, 10, 3, 10, 17.05, 80.9],
  [5, 56, 0, 29, -3.81, 19.26],
  [0, 10, 0, 10, -27.75, 27.75],
  [10, 10, 0, 10, 60.75, 100],
])("%i of %i against %i of %i lies where the paper says", (part, n, otherPart, otherN, low, high) => {
  const difference = differenceOf({ part, n }, { part: otherPart, n: otherN });
  expect(difference?.low).toBeCloseTo(low, 1);
  expect(difference?.high).toBeCloseTo(high, 1);
});

it("has nothing to say of an empty group", () => {
  expect(differenceOf({ part: 0, n: 0 }, { part: 1, n: 2 })).toBeNull();
});
