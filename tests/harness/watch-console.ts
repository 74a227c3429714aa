import { afterEach, beforeEach, expect } from "vitest";

/** What was written to `console.error` and `console.warn` since the test began. */
const written: string[] = [];

for (const method of ["error", "warn"] as const) {
  const original = console[method].bind(console);
  console[method] = (...values: unknown[]) => {
    written.push(`console.${method}: ${values.map(String).join(" ")}`);
    original(...values);
  };
}

beforeEach(() => {
  written.length = 0;
});

// A warning nobody must answer for is a warning nobody reads.
afterEach(() => {
  expect(written, "nothing may be written to console.error or console.warn").toEqual([]);
});
