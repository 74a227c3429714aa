import { expect, test } from "vitest";
import { flowTriggerProblem } from "./flow-triggers";

test("a trigger the app has is taken with the keys it named", () => {
  expect(flowTriggerProblem("delay-choice", { order_id: 1, "Delay id": "d", Choice: "wait" })).toBeNull();
});

test("a handle or a key nobody named is refused, as Shopify does", () => {
  expect(flowTriggerProblem("delay-guessed", {})).toContain("delay-guessed");
  expect(flowTriggerProblem("delay-choice", { choice: "wait" })).toContain("'choice'");
});
