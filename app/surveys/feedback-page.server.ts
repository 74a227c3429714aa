import { soonByTimeWords } from "~/messages/date-words";
import { shopperLook, type ShopperLook } from "~/messages/shopper-look";
import { languageOf, languages, type Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";
import type { Database } from "~/platform/database.server";
import { findShop } from "~/settings/shops.server";
import { groupOf, type NpsGroup } from "./nps";
import type { Survey } from "./survey-kinds";
import { isChangeable } from "./survey-response";

export interface GivenAnswer {
  rating: number;
  group: NpsGroup;
  comment: string;
  reasons: string[];
  mayContact: boolean;
  /** Her day to change it is not over. */
  changeable: boolean;
  /** "tomorrow by 12:00": a person answers her by then; null when nobody is to. */
  answeredBy: string | null;
}

export interface FeedbackPage {
  look: ShopperLook;
  language: Language;
  survey: Survey;
  orderId: string;
  orderNumber: string;
  answer: GivenAnswer | null;
  reviewUrl: string | null;
}

/** What a signed link to the page is about: an invitation in a mail, or the order whose card was in the parcel. */
export type FeedbackLink = { touchpointId: string } | { orderId: string };

/** What the page behind a rating shows; null when the invitation, its order or its shop is no more. */
export async function loadFeedbackPage(
  db: Database,
  { shopId, link, now }: { shopId: string; link: FeedbackLink; now: Date },
): Promise<FeedbackPage | null> {
  const touchpoint =
    "touchpointId" in link
      ? await db.touchpoint.findFirst({ where: { shopId, id: link.touchpointId } })
      : null;
  const orderId = "orderId" in link ? link.orderId : touchpoint?.orderId;
  const shop = await findShop(db, shopId);
  if (!orderId || !shop || shop.uninstalledAt) return null;
  const order = await db.order.findUnique({ where: { shopId_id: { shopId, id: orderId } } });
  if (!order) return null;

  const { settings } = shop;
  const language =
    languages.find((code) => code === touchpoint?.language) ??
    languageOf(order.locale, settings.languages.fallback);
  const survey: Survey = touchpoint?.kind === "nps_survey" ? "purchase_nps" : "delivery_feedback";
  const response = await db.surveyResponse.findFirst({ where: { shopId, survey, orderId: order.id } });
  const followUp =
    response &&
    (await db.followUp.findFirst({ where: { shopId, surveyResponseId: response.id, state: "open" } }));
  const speech = {
    language,
    grammar: wordsIn[language].dates,
    now,
    timeZone: order.timeZone ?? shop.timeZone,
  };
  return {
    look: shopperLook(shop, settings),
    language,
    survey,
    orderId: order.id,
    orderNumber: order.name,
    reviewUrl: settings.reviewUrl,
    answer: response && {
      rating: response.rating,
      group: groupOf(response.rating),
      comment: response.comment ?? "",
      reasons: response.reasons,
      mayContact: response.mayContact ?? false,
      changeable: isChangeable(response.answeredAt, now),
      answeredBy: followUp && response.mayContact ? soonByTimeWords(followUp.dueAt, speech) : null,
    },
  };
}
