import fc from "fast-check";
import { expect, test } from "vitest";

import { dayMs, hourMs } from "~/platform/durations";
import { codeEndsAt, creditEndsAt, voucherCode } from "./gift-terms";

const from = new Date("2026-06-12T08:00:00Z");
const timeZone = "Europe/Rome";

test("a code lives to the end of the month in which its days run out", () => {
  expect(codeEndsAt({ from, expiresDays: 90, timeZone }).toISOString()).toBe("2026-09-30T21:59:59.000Z");
});

test("codes of a month end together, each after the days the merchant set", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 14, max: 365 }), (later, expiresDays) => {
      const day = new Date(from.getTime() + later * dayMs);
      const ends = codeEndsAt({ from: day, expiresDays, timeZone });
      expect(ends.getTime()).toBeGreaterThanOrEqual(day.getTime() + expiresDays * dayMs - hourMs);
      expect(ends.getTime() - day.getTime()).toBeLessThan((expiresDays + 32) * dayMs);
    }),
  );
});

test("a credit ends in the evening of its last day, at a second of its own", () => {
  const ends = creditEndsAt({ from, expiresDays: 30, timeZone }, 4_000_000_000);
  expect(ends.toISOString().slice(0, 10)).toBe("2026-07-12");
  expect(ends).not.toEqual(creditEndsAt({ from, expiresDays: 30, timeZone }, 4_000_000_001));
});

test("a code can be read aloud", () => {
  expect(voucherCode("aZ3kP09xQm")).toMatch(
    /^BONUS-[BCDFGHJKLMNPQRTVWXZ2346789]{5}-[BCDFGHJKLMNPQRTVWXZ2346789]{5}$/,
  );
});
