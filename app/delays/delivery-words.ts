import { byTimeWords, dayWords, promisedWords, whenWords, type Speech } from "~/messages/date-words";
import { causeWords } from "~/messages/liquid-values";
import type { DateRange, DelayFacts } from "~/messages/message-values";
import { wordsIn } from "~/messages/words/words";
import { deliverySteps, furthestBehind, stepOf, type Whereabouts } from "./whereabouts";

/** What the words of an order's page are made from: of all its parcels, or of one of them. */
export interface DeliveryPicture {
  about: "order" | "parcel";
  parcels: Whereabouts[];
  /** Goods of the order are not in any parcel yet. */
  isUnshipped: boolean;
  lastScan: { city: string; on: string } | null;
  promised: DateRange | null;
  /** Null while nothing but the promise is known. */
  expected: DateRange | null;
  /** When the last parcel came; null while one is under way. */
  arrivedOn: string | null;
}

export interface DeliveryWords {
  hasArrived: boolean;
  heading: string;
  /** Further sentences: the other parcels, the last scan. */
  details: string[];
  line: string;
  steps: Array<{ name: string; state: "done" | "now" | "ahead"; spoken: string }>;
  /** "Promised for Wednesday 17 · now expected Thursday 18 or Friday 19"; null when nothing is known. */
  dates: string | null;
}

/** Where it is and when it comes, in her language: the line of steps, the dates, and what else we know. */
export function deliveryWords(picture: DeliveryPicture, speech: Speech): DeliveryWords {
  const words = wordsIn[speech.language].pages.delivery;
  const { about, parcels, isUnshipped, lastScan } = picture;
  const whereabouts = furthestBehind(parcels);
  const step = deliverySteps.indexOf(stepOf(whereabouts));
  const arrived = parcels.filter((one) => one === "arrived").length;
  return {
    hasArrived: picture.arrivedOn !== null,
    heading: words.where[whereabouts](words[about]),
    details: [
      arrived > 0 && arrived < parcels.length ? words.arrivedOf(arrived, parcels.length) : null,
      isUnshipped && parcels.length > 0 ? words.restIsPrepared : null,
      lastScan && words.lastScan(lastScan.city, speech.grammar.on(dayWords(lastScan.on, speech))),
    ].filter((line) => line !== null),
    line: words.line,
    steps: deliverySteps.map((name, at) => {
      const isOver = at < step || whereabouts === "arrived";
      const state = isOver ? "done" : at === step ? "now" : "ahead";
      return { name: words.steps[name], state, spoken: `${words.steps[name]}: ${words.stepState[state]}` };
    }),
    dates: datesLine(picture, speech),
  };
}

function datesLine({ promised, expected, arrivedOn }: DeliveryPicture, speech: Speech): string | null {
  const words = wordsIn[speech.language].pages.delivery;
  const promise = promised && words.promised(promisedWords(promised, speech));
  if (arrivedOn !== null) {
    const arrival = words.arrived(speech.grammar.on(dayWords(arrivedOn, speech)));
    return promise ? `${promise} · ${arrival}` : capital(arrival);
  }
  if (expected === null || isSame(expected, promised)) return promise;
  const when = whenWords(expected, speech);
  return promise ? `${promise} · ${words.nowExpected(when)}` : words.expected(when);
}

export interface DelayWords {
  why: string;
  sorry: string;
  /** When she hears from us next; null when nothing is planned. */
  nextWord: string | null;
}

/** What we know of a delay, why, and when the next word comes. */
export function delayWords(delay: DelayFacts, speech: Speech): DelayWords {
  const words = wordsIn[speech.language].pages.delivery;
  return {
    why: `${capital(causeWords(delay, speech.language))}.`,
    sorry: words.sorry,
    // A word that came due while she reads is on its way: no date that has passed is promised.
    nextWord:
      delay.nextUpdateAt !== null && delay.nextUpdateAt > speech.now
        ? words.nextWord(byTimeWords(delay.nextUpdateAt, speech))
        : null,
  };
}

const isSame = (one: DateRange, other: DateRange | null): boolean =>
  other !== null && one.earliestOn === other.earliestOn && one.latestOn === other.latestOn;

const capital = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);
