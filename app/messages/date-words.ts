import { Info } from "luxon";
import { daysBetween, localDateOf, localTimeOf, plusDays, weekdayOf } from "~/promises/local-dates";
import type { DateGrammar, SpokenDay } from "./message-words";
import type { DateRange } from "./message-values";
import type { Language } from "./voices";

export interface Speech {
  language: Language;
  grammar: DateGrammar;
  now: Date;
  timeZone: string;
  /** "Wed 17", for a text; else "Wednesday 17". */
  isBrief?: boolean;
}

/** "Wednesday 17", "Thursday 18 or Friday 19", "between Wednesday 17 and Friday 19". */
export function rangeWords(range: DateRange, speech: Speech): string {
  return spokenRange(range, speech).words;
}

/** The same as the time something happens: "on Wednesday 17", "between Wednesday 17 and Friday 19". */
export function whenWords(range: DateRange, speech: Speech): string {
  const { words, isSpan } = spokenRange(range, speech);
  return isSpan ? words : speech.grammar.on(words);
}

/** What was promised: "for Wednesday 17", or of a range its last day, "by Friday 19". */
export function promisedWords(range: DateRange, speech: Speech): string {
  const last = dayWords(range.latestOn, speech);
  return range.earliestOn === range.latestOn
    ? speech.grammar.promisedFor(last)
    : speech.grammar.promisedBy(last);
}

/** One local day. The month is said when it is not the reader's current one, the year never. */
export function dayWords(on: string, speech: Speech): string {
  return speech.grammar.day(spokenDay(on, speech, true));
}

/** "Wednesday by 18:00", with the day of the month from six days ahead, when the weekday alone is ambiguous. */
export function byTimeWords(at: Date, speech: Speech): string {
  return speech.grammar.byTime(dayOfWords(at, speech), timeOfDay(at, speech));
}

/** For pages, which are read at once: "today by 18:00", "tomorrow by 12:00", else as in a mail. */
export function soonByTimeWords(at: Date, speech: Speech): string {
  const { daysAhead } = localDay(at, speech);
  const near = daysAhead === 0 ? speech.grammar.today : daysAhead === 1 ? speech.grammar.tomorrow : null;
  return near === null ? byTimeWords(at, speech) : speech.grammar.byTime(near, timeOfDay(at, speech));
}

/** When something happened: "Wednesday 17, 14:30". */
export function momentWords(at: Date, speech: Speech): string {
  return `${dayWords(localDay(at, speech).on, speech)}, ${localTimeOf(at, speech.timeZone)}`;
}

/** A local day for an instant, with the hand-over's hour left out: "Monday". */
export function dayOfWords(at: Date, speech: Speech): string {
  const { on, daysAhead } = localDay(at, speech);
  return daysAhead >= 0 && daysAhead < 6 ? spokenDay(on, speech, true).weekday : dayWords(on, speech);
}

/**
 * Calendar days between the last promised day and the new range, as she will count them; null when either is
 * unknown or the new range still keeps the promise.
 */
export function latenessOf(
  promised: DateRange | null,
  expected: DateRange | null,
): { from: number; to: number } | null {
  if (promised === null || expected === null) return null;
  const from = Math.max(0, daysBetween(promised.latestOn, expected.earliestOn));
  const to = daysBetween(promised.latestOn, expected.latestOn);
  return to > 0 ? { from, to } : null;
}

function spokenRange(
  { earliestOn, latestOn }: DateRange,
  speech: Speech,
): { words: string; isSpan: boolean } {
  const { grammar } = speech;
  const last = grammar.day(spokenDay(latestOn, speech, true));
  const length = daysBetween(earliestOn, latestOn);
  if (length <= 0) return { words: last, isSpan: false };
  // "Thursday 18 or Friday 19 December": said once when both share it.
  const sameMonth = earliestOn.slice(0, 7) === latestOn.slice(0, 7);
  const first = grammar.day(spokenDay(earliestOn, speech, !sameMonth));
  return length === 1
    ? { words: grammar.either(first, last), isSpan: false }
    : { words: grammar.between(first, last), isSpan: true };
}

function spokenDay(on: string, { language, now, timeZone, isBrief }: Speech, withMonth: boolean): SpokenDay {
  // A day no month has is read as one of the next.
  if (Number.isNaN(Date.parse(on)) || plusDays(on, 0) !== on) throw new RangeError(`Not a local date: ${on}`);
  const [, month = 0, day = 0] = on.split("-").map(Number);
  const isThisMonth = on.slice(0, 7) === localDateOf(now, timeZone).slice(0, 7);
  const names = namesIn(language, isBrief ? "short" : "long");
  return {
    weekday: names.weekdays[weekdayOf(on) - 1] ?? "",
    day,
    month: withMonth && !isThisMonth ? (names.months[month - 1] ?? "") : null,
  };
}

interface Names {
  weekdays: string[];
  months: string[];
}

const knownNames = new Map<string, Names>();

/** Asked for at every date of every message, and the same for ever: two lengths a language. */
function namesIn(locale: Language, length: "short" | "long"): Names {
  const key = `${locale}/${length}`;
  const known = knownNames.get(key);
  if (known) return known;
  const names = { weekdays: Info.weekdays(length, { locale }), months: Info.months(length, { locale }) };
  knownNames.set(key, names);
  return names;
}

function localDay(at: Date, { now, timeZone }: Speech): { on: string; daysAhead: number } {
  const on = localDateOf(at, timeZone);
  return { on, daysAhead: daysBetween(localDateOf(now, timeZone), on) };
}

function timeOfDay(at: Date, { timeZone }: Speech): { hour: number; minute: number } {
  const [hour = 0, minute = 0] = localTimeOf(at, timeZone).split(":").map(Number);
  return { hour, minute };
}
