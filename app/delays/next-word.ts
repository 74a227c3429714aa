import { hourMs } from "~/platform/durations";
import { businessDayFrom } from "~/promises/business-calendar";
import { instantOf, localDateOf, plusDays } from "~/promises/local-dates";
import { endOfQuiet } from "~/touchpoints/quiet-hours";
import type { DelayRules } from "./delay-kinds";
import { destinationDays, type Road } from "./delivery-facts";

// When she comes home from work; later where the shop writes nothing at that hour.
const WORD_TIME = "18:00";

// "By 18:00" is kept by a message that is there by then: four hundred others, a slow mail server or a worker that
// starts anew must not break the word.
const HOURS_AHEAD = 1;

// A message planned now leaves up to an hour later, when no wave has come; the next one must still be written a full
// spacing after it.
const SLACK_HOURS = 1.5 + HOURS_AHEAD;

/**
 * The word a message gives: "you hear from us again by …". The first business day at 18:00 her time that is at
 * least a day away and keeps the spacing between messages, or an hour after the quiet hours that cover it. Null when
 * this message is the last we may send.
 */
export function nextWordAt(
  now: Date,
  { messagesBefore, rules, road }: { messagesBefore: number; rules: DelayRules; road: Road },
): Date | null {
  if (messagesBefore + 1 >= rules.maxNotices) return null;
  const { calendar, timeZone } = destinationDays(road);
  const soonest = soonestWordAt(now, rules);
  const on = businessDayFrom(localDateOf(soonest, timeZone), calendar);
  const wordOn = (day: string) => {
    const writtenAt = wordIsWrittenAt(instantOf(day, WORD_TIME, timeZone));
    return new Date(endOfQuiet(writtenAt, timeZone, rules.quietHours).getTime() + HOURS_AHEAD * hourMs);
  };
  const at = wordOn(on);
  return at >= soonest ? at : wordOn(businessDayFrom(plusDays(on, 1), calendar));
}

/** Whether a word given earlier has come too near because its message is still waiting to go out. */
export function isWordTooNear(wordAt: Date, now: Date, rules: DelayRules): boolean {
  return wordAt < soonestWordAt(now, rules);
}

function soonestWordAt(now: Date, { hoursBetweenNotices }: DelayRules): Date {
  return new Date(now.getTime() + (Math.max(24, hoursBetweenNotices) + SLACK_HOURS) * hourMs);
}

/** When the message is written that keeps a word: ahead of the hour named. */
export function wordIsWrittenAt(wordAt: Date): Date {
  return new Date(wordAt.getTime() - HOURS_AHEAD * hourMs);
}

/** From when on another message may go: the spacing after the last one; at once when there was none. */
export function maySpeakFrom(lastAt: Date | null, rules: DelayRules): Date | null {
  return lastAt && new Date(lastAt.getTime() + rules.hoursBetweenNotices * hourMs);
}
