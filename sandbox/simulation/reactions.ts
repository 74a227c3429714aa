// What a shopper does with the thank-you page and with the mails she gets. Decided by who she is and what really
// happened to her parcel; drawn by order and mail, so that it does not matter what is decided first.

import { dayMs, hourMs, minuteMs } from "../durations";
import type { Draws } from "./keyed-draws";
import type { OrderScript, OrderTruth } from "./order-script";

export interface PageVisit {
  afterMs: number;
  /** null: she looks and goes. */
  rating: number | null;
  comment: string | null;
}

export interface SurveyAnswer {
  afterMs: number;
  rating: number;
  comment: string | null;
  /** The chips she taps, by their values on the page. */
  reasons: string[];
  mayContact: boolean;
}

export interface DelayAnswer {
  afterMs: number;
  choice: "wait" | "talk" | "change_address";
}

/** 70 % look at the thank-you page; half of them answer, so that 35 % of all buyers do. */
export function visitThankYouPage(draws: Draws, script: OrderScript): PageVisit | null {
  if (script.knownRating !== undefined || !draws.chance("looks at the thank-you page", 0.7)) return null;
  const afterMs = draws.chance("comes back later", 0.15)
    ? draws.between("later", hourMs, 20 * hourMs)
    : draws.between("at once", 5_000, 4 * minuteMs);
  if (!draws.chance("answers on the page", 0.5)) return { afterMs, rating: null, comment: null };
  const rating = draws.weighted("purchase rating", [
    [10, 38],
    [9, 24],
    [8, 18],
    [7, 9],
    [6, 5],
    [5, 3],
    [3, 2],
    [1, 1],
  ]);
  return {
    afterMs,
    rating,
    comment: draws.chance("purchase comment", 0.4) ? purchaseComment(draws, script, rating) : null,
  };
}

/** 35 % answer the invitation, the disappointed more often; a history's own rating is always given. */
export function answerInvitation(
  draws: Draws,
  { script, warned }: { script: OrderScript; warned: boolean },
): SurveyAnswer | null {
  const afterMs = draws.between("answers after", 10 * minuteMs, 40 * hourMs);
  if (script.knownRating !== undefined) {
    const rating = script.knownRating;
    return rating === null ? null : { afterMs, rating, comment: null, reasons: [], mayContact: rating <= 6 };
  }
  const daysLate = daysLateOf(script.truth);
  const upset = daysLate > 1 || script.truth.damaged;
  if (!draws.chance("answers the invitation", upset ? 0.55 : 0.35)) return null;
  const rating = deliveryRating(draws, { daysLate, warned, damaged: script.truth.damaged });
  return {
    afterMs,
    rating,
    comment: draws.chance("delivery comment", rating <= 6 ? 0.8 : 0.35)
      ? deliveryComment(draws, script, { rating, daysLate })
      : null,
    reasons: reasonsFor(draws, { rating, daysLate, damaged: script.truth.damaged, warned }),
    mayContact: rating <= 6 && draws.chance("may contact", 0.7),
  };
}

function reasonsFor(
  draws: Draws,
  {
    rating,
    daysLate,
    damaged,
    warned,
  }: { rating: number; daysLate: number; damaged: boolean; warned: boolean },
): string[] {
  if (damaged) return ["damaged"];
  if (daysLate > 0) return warned && rating >= 7 ? ["arrived_late", "well_informed"] : ["arrived_late"];
  if (rating <= 6) return [draws.pick("reason", ["incomplete", "wrong_item"])];
  return ["lovely_packaging", "fast"].filter((reason) =>
    draws.chance(`taps ${reason}`, rating >= 9 ? 0.45 : 0.15),
  );
}

/** Late is forgiven more easily when she heard of it first. */
function deliveryRating(
  draws: Draws,
  { daysLate, warned, damaged }: { daysLate: number; warned: boolean; damaged: boolean },
): number {
  if (damaged) return draws.integer("rating of damage", 0, 5);
  if (daysLate <= 0) {
    return draws.weighted("rating on time", [
      [10, 44],
      [9, 27],
      [8, 15],
      [7, 7],
      [6, 3],
      [5, 2],
      [2, 2],
    ]);
  }
  const loss = Math.min(6, daysLate + (warned ? 0 : 2));
  return Math.max(0, draws.integer("rating late", 8, 10) - loss);
}

/** 45 % choose something; most are content to wait once they have been told. */
export function answerNotice(draws: Draws): DelayAnswer | null {
  if (!draws.chance("chooses", 0.45)) return null;
  const choice = draws.weighted("choice", [
    ["wait", 82],
    ["talk", 13],
    ["change_address", 5],
  ] as const);
  return { afterMs: draws.between("chooses after", 5 * minuteMs, 20 * hourMs), choice };
}

/** How long after the mail she has had enough; null for most. */
export function unsubscribesAfter(draws: Draws): number | null {
  return draws.chance("unsubscribes", 0.03)
    ? draws.between("unsubscribes after", 2 * minuteMs, 30 * hourMs)
    : null;
}

/** Some mail servers open every link before she sees the mail. */
export function isScannedByHerMailServer(draws: Draws): boolean {
  return draws.chance("mail scanner", 0.1);
}

/** Calendar days after the promised day, negative when early; 0 when nothing was promised or it never came. */
export function daysLateOf({
  promisedLatestOn,
  arrivedAt,
}: Pick<OrderTruth, "promisedLatestOn" | "arrivedAt">): number {
  if (promisedLatestOn === null || arrivedAt === null) return 0;
  return Math.floor((arrivedAt.getTime() - Date.parse(`${promisedLatestOn}T00:00:00Z`)) / dayMs);
}

function purchaseComment(draws: Draws, { shopper }: OrderScript, rating: number): string {
  return draws.pick("purchase words", purchaseWords[groupOf(rating)][languageOf(shopper.locale)]);
}

function deliveryComment(
  draws: Draws,
  { shopper, truth }: OrderScript,
  { rating, daysLate }: { rating: number; daysLate: number },
): string {
  const language = languageOf(shopper.locale);
  if (truth.damaged) return draws.pick("damage words", damageWords[language]);
  if (daysLate > 0 && rating <= 8) return draws.pick("late words", lateWords[language]);
  return draws.pick("delivery words", deliveryWords[groupOf(rating)][language]);
}

type Group = "promoter" | "passive" | "detractor";
type Words = Record<"en" | "it", readonly string[]>;

function groupOf(rating: number): Group {
  if (rating >= 9) return "promoter";
  return rating >= 7 ? "passive" : "detractor";
}

function languageOf(locale: string): "en" | "it" {
  return locale.startsWith("it") ? "it" : "en";
}

const purchaseWords: Record<Group, Words> = {
  promoter: {
    it: [
      "Sito bellissimo, si trova tutto subito",
      "Le foto sono fedeli e il pagamento è stato semplice",
      "Compro sempre qui i regali",
    ],
    en: ["Lovely shop, easy to find things", "Paying took a minute", "I come back for every present"],
  },
  passive: {
    it: ["Mi mancavano le misure del vaso", "Vorrei più metodi di pagamento"],
    en: ["Sizes were hard to find", "More payment choices, please"],
  },
  detractor: {
    it: ["Spedizione cara per un piatto solo", "Il codice sconto non ha funzionato"],
    en: ["Shipping is dear for one plate", "My code did not work"],
  },
};

const deliveryWords: Record<Group, Words> = {
  promoter: {
    it: [
      "Imballato con cura e arrivato prima del previsto",
      "Il biglietto scritto a mano mi ha commossa",
      "Tutto perfetto",
    ],
    en: ["Packed with care, came early", "The handwritten card made my day", "All perfect"],
  },
  passive: {
    it: ["Bene, ma troppa plastica", "Il corriere non ha suonato"],
    en: ["Fine, but so much plastic", "The driver never rang"],
  },
  detractor: {
    it: ["Il colore non è quello della foto", "Mancava un pezzo"],
    en: ["The colour is not the one shown", "One piece was missing"],
  },
};

const damageWords: Words = {
  it: ["Il vaso è arrivato rotto", "Scatola schiacciata e piatto scheggiato"],
  en: ["The vase came broken", "Box crushed, plate chipped"],
};

const lateWords: Words = {
  it: [
    "È arrivato tardi, era un regalo",
    "Troppi giorni fermo dal corriere",
    "In ritardo, ma almeno mi avete avvisata",
  ],
  en: ["It came late, it was a present", "Stuck with the carrier for days", "Late, but you told me"],
};
