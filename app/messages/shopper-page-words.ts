import type { DelayChoice } from "~/orders/delay-choice";
import { carriedStages } from "~/orders/shipment-stages";

// Words of the pages behind mail links. They address nobody as "tu" or "Lei": one set fits every voice.

/** What she can tick. Codes are stored with the answer; words are per language. */
export const feedbackReasons = [
  "arrived_late",
  "damaged",
  "incomplete",
  "wrong_item",
  "lovely_packaging",
  "fast",
  "well_informed",
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

/** How far an order is, as she sees it on a line. */
type StepNames = Record<"ordered" | "prepared" | "on_its_way" | "out_for_delivery" | "arrived", string>;

/** Where an order, or one parcel of it, is: told of "your order" or of "this parcel". */
type WhereWords = Record<
  keyof StepNames | "attempt_failed" | "ready_for_pickup" | "undeliverable",
  (it: string) => string
>;

/** What can be told of an order's way: our own two moments and the carrier's, as FulfillmentEventStatus. */
export const trackingEvents = ["ordered", "packed", "confirmed", ...carriedStages] as const;
export type TrackingEvent = (typeof trackingEvents)[number];

/** Why a link of ours cannot be followed. */
export type LinkProblem = "expired" | "forged" | "too_many";

export interface ShopperPageWords {
  delivery: {
    /** What the line of steps is called for those who hear it. */
    line: string;
    steps: StepNames;
    /** Heard beside a step's name. */
    stepState: Record<"done" | "now" | "ahead", string>;
    order: string;
    parcel: string;
    where: WhereWords;
    /** Where and on which day it was last seen. */
    lastScan(city: string, on: string): string;
    arrivedOf(arrived: number, total: number): string;
    restIsPrepared: string;
    /** due: "for Wednesday 17", "by Friday 19" */
    promised(due: string): string;
    /** After the promise: now expected; when: "on Wednesday 17", "between … and …" */
    nowExpected(when: string): string;
    expected(when: string): string;
    arrived(when: string): string;
    follow: string;
    sorry: string;
    /** when: "Wednesday by 18:00" */
    nextWord(when: string): string;
  };
  feedback: {
    title: string;
    order(number: string): string;
    question(shopName: string): string;
    low: string;
    high: string;
    ratingOf(rating: number): string;
    reasons: string;
    reason: Record<FeedbackReason, string>;
    comment: string;
    mayContact: string;
    send: string;
    change: string;
    ratingMissing: string;
    commentTooLong: string;
    thanks: string;
    thanksText: string;
    review: string;
    reviewLink: string;
    /** when: "tomorrow by 12:00" */
    answeredBy(when: string): string;
    /** Within 24 hours of the first answer. */
    stillOpen: string;
    closed: string;
    closedText: string;
  };
  choice: {
    title: string;
    order(number: string): string;
    /** What each choice is called, what it does, and what its button says. */
    options: Record<DelayChoice, { name: string; effect: string; confirm: string; done: string }>;
    /** What she may add in her own words. */
    wish: Record<"change_address" | "talk", string>;
    addressMissing: string;
    others: string;
    chosen: string;
    pastTitle: string;
    pastText: string;
    tooLateToCancel: string;
    tooLateToChangeAddress: string;
  };
  track: {
    /** The page that asks for number and address, and what it says when it cannot show an order. */
    findTitle: string;
    findText: string;
    number: string;
    numberHint: string;
    email: string;
    find: string;
    notFound: string;
    tooMany: string;
    order(number: string): string;
    /** Cancelled, refunded, or never to be sent. */
    nothingComing: string;
    nothingComingText: string;
    choices: string;
    events: string;
    parcelOf(position: number, count: number): string;
    event: Record<TrackingEvent, string>;
  };
  unsubscribe: {
    title: Record<"survey" | "care", string>;
    text: Record<"survey" | "care", string>;
    stillComes: string;
    confirm: string;
    doneTitle: string;
    done: Record<"survey" | "care", string>;
    undo: string;
    undoneTitle: string;
    undone: Record<"survey" | "care", string>;
  };
  preferences: {
    title: string;
    wanted: string;
    purpose: Record<"survey" | "care", string>;
    language: string;
    /** What this language calls itself. */
    ownName: string;
    save: string;
    saved: string;
    /** From the page that stops one kind of mail. */
    more: string;
  };
  /** A link we cannot follow: says nothing about any order. */
  badLink: Record<LinkProblem, { title: string; text: string }>;
  contacts: {
    title: string;
    email: string;
    phone: string;
    whatsapp: string;
    chat: string;
    faq: string;
    returns: string;
    policy: string;
  };
  orderStatus: string;
}
