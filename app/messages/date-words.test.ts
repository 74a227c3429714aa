import { describe, expect, test } from "vitest";
import {
  byTimeWords,
  dayWords,
  latenessOf,
  promisedWords,
  rangeWords,
  soonByTimeWords,
  whenWords,
} from "./date-words";
import type { Language } from "./voices";
import { wordsIn } from "./words/words";

const speech = (language: Language, now = "2026-11-16T08:00:00Z", timeZone = "Europe/Rome") => ({
  language,
  grammar: wordsIn[language].dates,
  now: new Date(now),
  timeZone,
});
const range = (earliestOn: string, latestOn = earliestOn) => ({ earliestOn, latestOn });

describe("a range of days", () => {
  test.each([
    [range("2026-11-18"), "Wednesday 18", "mercoledì 18"],
    [range("2026-11-19", "2026-11-20"), "Thursday 19 or Friday 20", "giovedì 19 o venerdì 20"],
    [
      range("2026-11-18", "2026-11-20"),
      "between Wednesday 18 and Friday 20",
      "tra mercoledì 18 e venerdì 20",
    ],
    [range("2026-12-01"), "Tuesday 1 December", "martedì 1º dicembre"],
    [
      range("2026-12-02", "2026-12-03"),
      "Wednesday 2 or Thursday 3 December",
      "mercoledì 2 o giovedì 3 dicembre",
    ],
    [
      range("2026-11-30", "2026-12-02"),
      "between Monday 30 and Wednesday 2 December",
      "tra lunedì 30 e mercoledì 2 dicembre",
    ],
    [
      range("2026-12-30", "2027-01-04"),
      "between Wednesday 30 December and Monday 4 January",
      "tra mercoledì 30 dicembre e lunedì 4 gennaio",
    ],
  ])("%o is said %s, %s", (days, english, italian) => {
    expect(rangeWords(days, speech("en"))).toBe(english);
    expect(rangeWords(days, speech("it"))).toBe(italian);
  });

  test("the same month of another year is not this month", () => {
    expect(dayWords("2027-11-16", speech("en"))).toBe("Tuesday 16 November");
  });

  test("is said with “on” only where English needs it", () => {
    expect(whenWords(range("2026-11-18"), speech("en"))).toBe("on Wednesday 18");
    expect(whenWords(range("2026-11-18", "2026-11-20"), speech("en"))).toBe(
      "between Wednesday 18 and Friday 20",
    );
    expect(whenWords(range("2026-11-18"), speech("it"))).toBe("mercoledì 18");
  });

  test("was promised for its day, or by its last one", () => {
    expect(promisedWords(range("2026-11-18"), speech("it"))).toBe("per mercoledì 18");
    expect(promisedWords(range("2026-11-18", "2026-11-20"), speech("it"))).toBe("entro venerdì 20");
    expect(promisedWords(range("2026-11-18", "2026-11-20"), speech("en"))).toBe("by Friday 20");
  });
});

test.each(["2026-02-30", "2026-13-01", "soon", ""])("%j is no day and gets no words", (on) => {
  expect(() => dayWords(on, speech("en"))).toThrow(RangeError);
});

describe("an hour", () => {
  test.each([
    ["2026-11-18T17:00:00Z", "Wednesday by 18:00", "mercoledì entro le 18"],
    ["2026-11-18T08:30:00Z", "Wednesday by 09:30", "mercoledì entro le 9:30"],
    ["2026-11-18T12:00:00Z", "Wednesday by 13:00", "mercoledì entro le 13"],
    ["2026-11-18T00:00:00Z", "Wednesday by 01:00", "mercoledì entro l'una"],
    ["2026-11-25T17:00:00Z", "Wednesday 25 by 18:00", "mercoledì 25 entro le 18"],
  ])("%s is told in her time zone", (at, english, italian) => {
    expect(byTimeWords(new Date(at), speech("en"))).toBe(english);
    expect(byTimeWords(new Date(at), speech("it"))).toBe(italian);
  });

  test("is another day for a shopper on the other side of the world", () => {
    expect(
      byTimeWords(new Date("2026-11-18T17:00:00Z"), speech("en", "2026-11-16T08:00:00Z", "Asia/Tokyo")),
    ).toBe("Thursday by 02:00");
  });

  test("is told with “today” and “tomorrow” on a page, which is read at once", () => {
    expect(soonByTimeWords(new Date("2026-11-16T17:00:00Z"), speech("it"))).toBe("oggi entro le 18");
    expect(soonByTimeWords(new Date("2026-11-17T11:00:00Z"), speech("it"))).toBe("domani entro le 12");
    expect(soonByTimeWords(new Date("2026-11-18T11:00:00Z"), speech("en"))).toBe("Wednesday by 12:00");
  });
});

describe("how late", () => {
  const promised = range("2026-11-15", "2026-11-17");
  test.each([
    [range("2026-11-18", "2026-11-19"), "1-2 days", "1-2 giorni"],
    [range("2026-11-18"), "1 day", "1 giorno"],
    [range("2026-11-17", "2026-11-18"), "1 day", "1 giorno"],
    [range("2026-11-16", "2026-11-19"), "up to 2 days", "fino a 2 giorni"],
    [range("2026-11-20"), "3 days", "3 giorni"],
  ])("%o is %s after the promise", (expected, english, italian) => {
    const late = latenessOf(promised, expected);
    expect(late && wordsIn.en.dates.lateness(late.from, late.to)).toBe(english);
    expect(late && wordsIn.it.dates.lateness(late.from, late.to)).toBe(italian);
  });

  test("is not said when the new days keep the promise, or one of the two is not known", () => {
    expect(latenessOf(promised, range("2026-11-16", "2026-11-17"))).toBeNull();
    expect(latenessOf(promised, null)).toBeNull();
    expect(latenessOf(null, promised)).toBeNull();
  });
});
