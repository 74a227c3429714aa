import fc from "fast-check";
import { expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { localTimeOf, weekdayOf, localDateOf } from "~/promises/local-dates";
import { aDelivery, at, delayRules } from "./an-example-delivery";
import { nextWordAt, wordIsWrittenAt } from "./next-word";

const { road } = aDelivery();

it.each([
  ["told on Monday morning, she hears by Wednesday at 18:00", "16 09:00", "18 18:00"],
  ["told on Monday evening, by Thursday", "16 18:10", "19 18:00"],
  ["told on a Thursday evening, by Monday", "19 20:00", "23 18:00"],
  ["told on a Saturday, by Monday evening, when two days have passed", "21 09:00", "23 18:00"],
])("%s", (_title, now, expected) => {
  expect(nextWordAt(at(now), { messagesBefore: 0, rules: delayRules, road })).toEqual(at(expected));
});

it.each([
  ["13:00", "20:00", "18 21:00"],
  ["21:00", "08:00", "18 18:00"],
  ["16:00", "09:00", "19 10:00"],
])("where nothing is written from %s to %s she hears an hour after, by %s", (startsAt, endsAt, expected) => {
  const rules = { ...delayRules, quietHours: { ...delayRules.quietHours, startsAt, endsAt } };
  expect(nextWordAt(at("16 09:00"), { messagesBefore: 0, rules, road })).toEqual(at(expected));
});

it("the third message promises no fourth", () => {
  expect(nextWordAt(at("16 09:00"), { messagesBefore: 2, rules: delayRules, road })).toBeNull();
});

it("is on a business day at 18:00 her time and at least two days away, across daylight saving too", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2025-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
      fc.constantFrom("Europe/Rome", "America/New_York", "Australia/Lord_Howe"),
      (now, timeZone) => {
        const word = nextWordAt(now, { messagesBefore: 0, rules: delayRules, road: { ...road, timeZone } });
        if (word === null) throw new Error("the first message always gives a word");
        expect(localTimeOf(word, timeZone)).toBe("18:00");
        expect(weekdayOf(localDateOf(word, timeZone))).toBeLessThan(6);
        // Ahead of its hour, and still two days after a message that waited an hour for company.
        expect(wordIsWrittenAt(word).getTime()).toBeLessThan(word.getTime());
        expect(wordIsWrittenAt(word).getTime() - (now.getTime() + hourMs)).toBeGreaterThanOrEqual(
          48 * hourMs,
        );
      },
    ),
  );
});
