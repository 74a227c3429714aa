import type { DelayChoice } from "~/orders/delay-choice";
import type { Language } from "./voices";

// The facts of a message, as records hold them. Words and dates are made from them per language.

/** Why a parcel is late, as far as we can honestly say. */
export const delayCauses = [
  "unshipped",
  "no_first_scan",
  "no_scan",
  "carrier_reported",
  "attempt_failed",
  "address_problem",
  "coming_back",
  "eta_moved",
  "promise_passed",
  "slow_to_leave",
  "slow_on_its_way",
] as const;
export type DelayCause = (typeof delayCauses)[number];

/** Local dates (YYYY-MM-DD), both included. */
export interface DateRange {
  earliestOn: string;
  latestOn: string;
}

/** What of her choices waits for a person. */
export type OpenWish = Exclude<DelayChoice, "wait">;

export interface DelayFacts {
  cause: DelayCause;
  /** The merchant's own words for it, by language: one line, as part of a sentence. */
  reason?: Partial<Record<Language, string>>;
  /** Whole days without a scan, for no_first_scan and no_scan; null when it is not known or not the point. */
  quietDays: number | null;
  /** The original delivery promise. */
  promised: DateRange | null;
  /** When we now expect it; null while nobody can say. */
  expected: DateRange | null;
  /** She hears from us by then, news or not; null when nothing is planned. */
  nextUpdateAt: Date | null;
  /** For delay_update `arrived`. */
  arrivedOn: string | null;
  /** Parcels of the order that have come, of how many; `of` is null while a part of it is not shipped. Null: none has. */
  partly: { arrived: number; of: number | null } | null;
  /** What she asked for and nobody has seen to yet; null when nothing is open. */
  openWish: OpenWish | null;
}

/** What went wrong with an order, as goodwill makes it good. */
export const mishaps = ["late", "damaged", "incomplete", "wrong_item", "unhappy"] as const;
export type Mishap = (typeof mishaps)[number];

export interface GoodwillFacts {
  mishap: Mishap | null;
  /** What a voucher or a credit is worth; null for gifts without a number. */
  worth: { amount: number; currency: string } | { percent: number } | null;
  code: string | null;
  expiresOn: string | null;
}

/** A product that is new, and its page in the shop. */
export interface Arrival {
  title: string;
  url: string;
}

/** Every link is absolute; null means she does not have this choice. */
export interface MessageLinks {
  wait: string | null;
  changeAddress: string | null;
  cancel: string | null;
  talk: string | null;
  returns: string | null;
  /** The feedback page; the 0-10 row adds ?rating=n to it. */
  feedback: string | null;
  /** Our tracking page. */
  track: string | null;
  /** The shop's front door. */
  shop: string | null;
}

export interface MessageValues {
  /** When the message is written: decides whether a date needs its month. */
  now: Date;
  /** The shopper's time zone, in which hours are told. */
  timeZone: string;
  firstName: string | null;
  /** number as printed, "#1043" */
  order: { number: string | null; statusUrl: string | null };
  promise: (DateRange & { /** handed to the carrier by then */ shipBy: Date | null }) | null;
  delay: DelayFacts | null;
  /** What is given to make good. */
  goodwill: GoodwillFacts | null;
  /** What a follow-up asks after or a digest begins with, by its title; null for gifts and where nobody asks. */
  product: string | null;
  /** What a digest tells of, the newest first. */
  arrivals: readonly Arrival[];
  /** A discount code that belongs to the message. */
  rewardCode: string | null;
  links: MessageLinks;
  gift: boolean;
  firstOrder: boolean;
}

export const noLinks: MessageLinks = {
  wait: null,
  changeAddress: null,
  cancel: null,
  talk: null,
  returns: null,
  feedback: null,
  track: null,
  shop: null,
};
