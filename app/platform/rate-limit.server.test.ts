import { expect, test } from "vitest";

import { createRateLimit } from "./rate-limit.server";

function aLimit(options: { maxKeys?: number } = {}) {
  let passedMs = 0;
  const limit = createRateLimit({ burst: 3, perSecond: 0.5, elapsedMs: () => passedMs, ...options });
  return {
    take: (key: string) => limit.take(key),
    pass(seconds: number) {
      passedMs += seconds * 1000;
    },
  };
}

test("as many as the burst pass at once, the next is told how long to wait", () => {
  const limit = aLimit();
  for (let i = 0; i < 3; i += 1) expect(limit.take("marta")).toEqual({ outcome: "allowed" });
  expect(limit.take("marta")).toEqual({ outcome: "limited", retryAfterSeconds: 2 });
});

test("one more passes for every two seconds waited, and being refused does not cost anything", () => {
  const limit = aLimit();
  for (let i = 0; i < 5; i += 1) limit.take("marta");
  limit.pass(2);
  expect(limit.take("marta").outcome).toBe("allowed");
  expect(limit.take("marta").outcome).toBe("limited");
});

test("waiting longer than needed saves up no more than the burst", () => {
  const limit = aLimit();
  limit.pass(3600);
  const outcomes = Array.from({ length: 4 }, () => limit.take("marta").outcome);
  expect(outcomes).toEqual(["allowed", "allowed", "allowed", "limited"]);
});

test("one shopper's flood does not slow another down", () => {
  const limit = aLimit();
  for (let i = 0; i < 10; i += 1) limit.take("marta");
  expect(limit.take("luca").outcome).toBe("allowed");
});

test("a flood of names is forgotten from its oldest end", () => {
  const limit = aLimit({ maxKeys: 2 });
  for (let i = 0; i < 3; i += 1) limit.take("marta");
  limit.take("luca");
  limit.take("anna");
  expect(limit.take("marta").outcome).toBe("allowed");
});
