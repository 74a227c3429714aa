// What a language has to bring: the shape of the files under words/.

import type { DelayCause, Mishap, OpenWish } from "./message-values";
import type { ShopperPageWords } from "./shopper-page-words";
import type { Voice } from "./voices";

/** The messages there are, each with its variants. */
export const messageVariants = {
  thank_you_note: ["first_order", "returning", "vip", "gift"],
  delay_notice: ["unshipped", "on_its_way", "failed_attempt"],
  delay_update: ["moving", "shipped", "ready_for_pickup", "new_date", "no_news", "arrived", "part_arrived"],
  arrival_notice: ["default", "gift"],
  feedback_invitation: ["default", "gift"],
  nps_survey: ["default"],
  recovery_offer: ["words", "free_shipping", "voucher", "store_credit", "replacement"],
  product_follow_up: ["default", "gift"],
  win_back: ["default"],
  vip_reward: ["default"],
  surprise: ["default"],
  replenishment: ["default"],
  welcome: ["default"],
  new_arrivals: ["default"],
} as const;

export type MessageKind = keyof typeof messageVariants;

/** Whether a variant of a delay's messages says that it is there: it is true whatever else has changed. */
export function tellsArrival(variant: string): boolean {
  return variant === "arrived" || variant === "part_arrived";
}

/** Written because she agreed to hear from the shop, and not because of an order: their last lines say so. */
export const careKinds: ReadonlySet<MessageKind> = new Set([
  "product_follow_up",
  "win_back",
  "vip_reward",
  "replenishment",
  "welcome",
  "new_arrivals",
]);
export type MessageVariant<K extends MessageKind> = (typeof messageVariants)[K][number];

export type RecoveryOfferVariant = MessageVariant<"recovery_offer">;

/**
 * One message in Liquid. A blank line starts a paragraph, **two stars** make bold, [words](https://…) a link.
 * The buttons stand between `body` and `after`.
 */
export interface MessageWords {
  subject: string;
  preheader: string;
  heading: string;
  body: string;
  after: string;
}

/** What is printed on buttons and below every message. */
export interface MessageLabels {
  wait: string;
  changeAddress: string;
  cancel: string;
  talk: string;
  returns: string;
  followOrder: string;
  seeOrder: string;
  seeShop: string;
  answer: string;
  ratingLow: string;
  ratingHigh: string;
  /** "3 out of 10", for who hears the row instead of seeing it */
  ratingOf(rating: number): string;
  questions: string;
  phone: string;
  whatsapp: string;
  chat: string;
  faq: string;
  policy: string;
  why(shopName: string, orderNumber: string | null): string;
  whyCare(shopName: string): string;
  unsubscribe: string;
  unsubscribeCare: string;
  preferences: string;
}

/** Everything one voice says in one language. */
export type VoiceWords = { [K in MessageKind]: Record<MessageVariant<K>, MessageWords> } & {
  /** The delivery promise in one line: the thank-you note's last. */
  promise: string;
  labels: MessageLabels;
};

/** A day ready to be said; the month only where leaving it out could mislead. */
export interface SpokenDay {
  weekday: string;
  day: number;
  month: string | null;
}

/** How a language speaks of days. A range of one day is told as that day. */
export interface DateGrammar {
  day(day: SpokenDay): string;
  /** Two days in a row. */
  either(first: string, second: string): string;
  between(first: string, last: string): string;
  /** A day or two as the time something happens: "on Wednesday 17". `between` needs no such word. */
  on(days: string): string;
  /** What was promised: a single day, or the last day of a range. */
  promisedFor(day: string): string;
  promisedBy(day: string): string;
  /** "Wednesday by 18:00" */
  byTime(day: string, time: { hour: number; minute: number }): string;
  today: string;
  tomorrow: string;
  /** "1 day", "1-2 days", "up to 2 days"; from is 0 for "up to" */
  lateness(from: number, to: number): string;
}

/** What stands around words a person wrote: one set fits every voice. */
export interface ReplyWords {
  subject(orderNumber: string): string;
  greeting(firstName: string | null): string;
  why(shopName: string, orderNumber: string): string;
}

export interface LanguageWords {
  dates: DateGrammar;
  /** A clause without capital and full stop, in which "it" is the order. */
  causes: Record<DelayCause, (quietDays: number | null) => string>;
  /** What went wrong, as a clause without capital and full stop; the second is how one says it to a stranger. */
  mishaps: Record<Mishap, { plain: string; formal: string }>;
  /** "5 €", "10 %" */
  money(amount: number, currency: string): string;
  percent(value: number): string;
  /** A part of her order has come, and the message is about another; `of` is null while a part is not shipped. */
  partly: (arrived: number, of: number | null) => string;
  /** She asked for it, and nobody has seen to it yet. */
  wishes: Record<OpenWish, string>;
  voices: Record<Voice, VoiceWords>;
  pages: ShopperPageWords;
  reply: ReplyWords;
}
