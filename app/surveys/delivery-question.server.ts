import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { soonByTimeWords } from "~/messages/date-words";
import { feedbackReasons, type FeedbackReason } from "~/messages/shopper-page-words";
import { languageOf } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";
import type { KnownShop } from "~/settings/shops.server";
import { loadKnownShopper } from "./known-shopper.server";
import { mayAsk } from "./may-ask";
import { groupOf } from "./nps";
import { isChangeable } from "./survey-response";

/** The question after arrival as the order status page asks it: the same one the mail asks, and one answer for both. */
export interface DeliveryQuestion {
  question: string;
  lowest: string;
  highest: string;
  reasons: { label: string; options: Array<{ reason: FeedbackReason; label: string }> };
  comment: string;
  mayContact: string;
  answer: {
    rating: number;
    comment: string | null;
    reasons: string[];
    mayContact: boolean;
    changeable: boolean;
    /** The thanks, and what follows from her answer. */
    thanks: string[];
    /** The merchant's public review page, for a promoter. */
    review: { label: string; url: string } | null;
  } | null;
}

interface FindQuestion {
  shop: KnownShop;
  /** Hers beyond doubt. */
  order: Order;
  /** All of it is with her, and no incident is open. */
  hasArrived: boolean;
  locale: string | null;
}

/** Null before arrival and where she is not to be asked; what she answered is shown whatever else holds. */
export async function findDeliveryQuestion(
  { db, clock }: { db: Database; clock: Clock },
  { shop, order, hasArrived, locale }: FindQuestion,
): Promise<DeliveryQuestion | null> {
  const now = clock.now();
  const { settings } = shop;
  const language = languageOf(locale ?? order.locale, settings.languages.fallback);
  const words = wordsIn[language].pages.feedback;
  const question = {
    question: words.question(settings.brand.name ?? shop.name ?? shop.id),
    lowest: words.low,
    highest: words.high,
    reasons: {
      label: words.reasons,
      options: feedbackReasons.map((reason) => ({ reason, label: words.reason[reason] })),
    },
    comment: words.comment,
    mayContact: words.mayContact,
  };

  const given = await db.surveyResponse.findFirst({
    where: { shopId: shop.id, survey: "delivery_feedback", orderId: order.id },
  });
  if (given === null) {
    if (!hasArrived) return null;
    const shopper = await loadKnownShopper(db, order);
    return mayAsk(settings, { kind: "feedback_invitation", shopper, now }).ask
      ? { ...question, answer: null }
      : null;
  }
  const { rating, comment, reasons, answeredAt } = given;
  const mayContact = given.mayContact ?? false;
  const followUp = await db.followUp.findFirst({
    where: { shopId: shop.id, surveyResponseId: given.id, state: "open" },
  });
  const speech = {
    language,
    grammar: wordsIn[language].dates,
    now,
    timeZone: order.timeZone ?? shop.timeZone,
  };
  const answeredBy =
    followUp && mayContact ? words.answeredBy(soonByTimeWords(followUp.dueAt, speech)) : null;
  const reviewUrl = groupOf(rating) === "promoter" ? settings.reviewUrl : null;
  return {
    ...question,
    answer: {
      rating,
      comment,
      reasons,
      mayContact,
      changeable: isChangeable(answeredAt, now),
      thanks: [`${words.thanks} ${words.thanksText}`, answeredBy, reviewUrl && words.review].filter(
        (line) => line !== null,
      ),
      review: reviewUrl === null ? null : { label: words.reviewLink, url: reviewUrl },
    },
  };
}
