import {
  byTimeWords,
  dayOfWords,
  dayWords,
  latenessOf,
  promisedWords,
  rangeWords,
  type Speech,
  whenWords,
} from "./date-words";
import type { DelayFacts, GoodwillFacts, MessageValues } from "./message-values";
import type { Language } from "./voices";
import { wordsIn } from "./words/words";

/** Every value Liquid may name in a message; an editor reports any other. */
export const liquidValueNames = [
  "shopper.first_name",
  "order.number",
  "order.status_url",
  "shop.name",
  "shop.signature",
  "promise.words",
  "promise.when",
  "promise.due",
  "promise.earliest",
  "promise.latest",
  "promise.ship_by",
  "delay.days",
  "delay.lateness",
  "delay.overdue",
  "delay.cause",
  "delay.expected",
  "delay.expected_when",
  "delay.promised",
  "delay.promised_due",
  "delay.next_update",
  "delay.arrived",
  "delay.lateness_at_arrival",
  "delay.in_time",
  "goodwill.cause",
  "goodwill.cause_formal",
  "goodwill.worth",
  "goodwill.code",
  "goodwill.expires",
  "product.title",
  "reward.code",
  "links.wait",
  "links.change_address",
  "links.cancel",
  "links.talk",
  "links.returns",
  "links.feedback",
  "links.track",
  "links.shop",
  "links.unsubscribe",
  "gift",
  "first_order",
] as const;
export type LiquidValueName = (typeof liquidValueNames)[number];
export type LiquidValues = Record<LiquidValueName, string | boolean | null>;

interface Speaker {
  language: Language;
  shopName: string;
  signature: string | null;
  unsubscribeUrl: string | null;
  /** Days by their short names. */
  isBrief?: boolean;
}

/** The facts of a message in the words of one language; null is what we do not know. */
export function liquidValuesOf(
  values: MessageValues,
  { language, shopName, signature, unsubscribeUrl, isBrief = false }: Speaker,
): LiquidValues {
  const { promise, links, order } = values;
  const speech = { ...speechOf(values, language), isBrief };
  return {
    "shopper.first_name": firstNameOf(values.firstName),
    "order.number": plain(order.number),
    "order.status_url": order.statusUrl,
    "shop.name": plain(shopName),
    "shop.signature": plain(signature),
    "promise.words": promise && rangeWords(promise, speech),
    "promise.when": promise && whenWords(promise, speech),
    "promise.due": promise && promisedWords(promise, speech),
    "promise.earliest": promise && dayWords(promise.earliestOn, speech),
    "promise.latest": promise && dayWords(promise.latestOn, speech),
    "promise.ship_by": promise?.shipBy ? dayOfWords(promise.shipBy, speech) : null,
    ...delayValues(values.delay, speech),
    ...goodwillValues(values.goodwill, speech),
    "product.title": plain(values.product),
    "reward.code": plain(values.rewardCode),
    "links.wait": links.wait,
    "links.change_address": links.changeAddress,
    "links.cancel": links.cancel,
    "links.talk": links.talk,
    "links.returns": links.returns,
    "links.feedback": links.feedback,
    "links.track": links.track,
    "links.shop": links.shop,
    "links.unsubscribe": unsubscribeUrl,
    gift: values.gift,
    first_order: values.firstOrder,
  };
}

/** Liquid reads "order.number" as a number within an order. */
export function nested(values: LiquidValues): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  const groups = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(values)) {
    const [group = name, member] = name.split(".");
    if (member === undefined) {
      tree[name] = value;
      continue;
    }
    const members = groups.get(group) ?? {};
    members[member] = value;
    groups.set(group, members);
  }
  return { ...tree, ...Object.fromEntries(groups) };
}

type DelayValues = Pick<LiquidValues, Extract<LiquidValueName, `delay.${string}`>>;

function delayValues(delay: DelayFacts | null, speech: Speech): DelayValues {
  const { language, grammar: dates } = speech;
  const late = latenessOf(delay?.promised ?? null, delay?.expected ?? null);
  const arrived = delay?.arrivedOn ? { earliestOn: delay.arrivedOn, latestOn: delay.arrivedOn } : null;
  const lateAtArrival = latenessOf(delay?.promised ?? null, arrived);
  return {
    "delay.days":
      late && (late.from === 0 || late.from === late.to ? String(late.to) : `${late.from}-${late.to}`),
    "delay.lateness": late && dates.lateness(late.from, late.to),
    // No forecast any more: the promised day is over.
    "delay.overdue": delay?.cause === "promise_passed",
    "delay.cause": delay && causeWords(delay, language),
    "delay.expected": delay?.expected ? rangeWords(delay.expected, speech) : null,
    "delay.expected_when": delay?.expected ? whenWords(delay.expected, speech) : null,
    "delay.promised": delay?.promised ? rangeWords(delay.promised, speech) : null,
    "delay.promised_due": delay?.promised ? promisedWords(delay.promised, speech) : null,
    "delay.next_update": delay?.nextUpdateAt ? byTimeWords(delay.nextUpdateAt, speech) : null,
    "delay.arrived": delay?.arrivedOn ? dayWords(delay.arrivedOn, speech) : null,
    "delay.lateness_at_arrival": lateAtArrival && dates.lateness(lateAtArrival.from, lateAtArrival.to),
    // The warning did not come true: she waited no longer than she was promised.
    "delay.in_time": arrived !== null && delay?.promised != null && lateAtArrival === null,
  };
}

type GoodwillValues = Pick<LiquidValues, Extract<LiquidValueName, `goodwill.${string}`>>;

function goodwillValues(goodwill: GoodwillFacts | null, speech: Speech): GoodwillValues {
  const { mishaps, money, percent } = wordsIn[speech.language];
  const { mishap = null, worth = null, code = null, expiresOn = null } = goodwill ?? {};
  return {
    "goodwill.cause": mishap && mishaps[mishap].plain,
    "goodwill.cause_formal": mishap && mishaps[mishap].formal,
    "goodwill.worth":
      worth && ("percent" in worth ? percent(worth.percent) : money(worth.amount, worth.currency)),
    "goodwill.code": code,
    "goodwill.expires": expiresOn && dayWords(expiresOn, speech),
  };
}

/** Why it is late: in the merchant's words where she gave some, else in ours. */
export function causeWords({ reason, cause, quietDays }: DelayFacts, language: Language): string {
  return plain(reason?.[language] ?? null) ?? wordsIn[language].causes[cause](quietDays);
}

function speechOf({ now, timeZone }: MessageValues, language: Language): Speech {
  return { language, grammar: wordsIn[language].dates, now, timeZone };
}

/**
 * A name worth greeting with. Spammers put addresses and sales talk into the name field, to have shops mail them
 * out: what looks like one is left out; so is what a form's own template left there, or a dot to get past the field.
 */
function firstNameOf(name: string | null): string | null {
  const cleaned = plain(name);
  if (cleaned === null || cleaned.length > 40 || !/\p{L}/u.test(cleaned)) return null;
  return /[@/\\<>{}]|www\.|\.[a-z]{2,}\b|\d{3}/i.test(cleaned) ? null : cleaned;
}

/** One line without control characters and without our own bold marks. */
function plain(text: string | null): string | null {
  const line = text
    ?.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/\*{2,}/g, "")
    .trim();
  return line ? line : null;
}
