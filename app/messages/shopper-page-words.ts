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

/** What she can choose when her order is late. */
export type DelayChoice = "wait" | "change_address" | "cancel" | "talk";

export interface ShopperPageWords {
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
    others: string;
    chosen: string;
    pastTitle: string;
    pastText: string;
    tooLateToCancel: string;
    tooLateToChangeAddress: string;
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
  /** A link we cannot follow: says nothing about any order. */
  badLink: { expiredTitle: string; expired: string; forgedTitle: string; forged: string };
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
