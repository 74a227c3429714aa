import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import { findOrderOfCheckout } from "~/orders/orders.server";
import type { Order, SurveyResponse } from "~/platform/prisma/client";
import { insertionOf } from "~/platform/sql.server";
import { noLinks } from "~/messages/message-values";
import { renderThankYouNote, thankYouVariant } from "~/messages/thank-you-note";
import { languageOf } from "~/messages/voices";
import { loadOwnWords } from "~/messages/words-versions.server";
import { listPromises } from "~/promises/delivery-promises.server";
import { findShop, type KnownShop } from "~/settings/shops.server";
import { countTouchpoints } from "~/touchpoints/touchpoint-rollup.server";
import { isFirstOrder } from "~/touchpoints/first-order.server";
import { logDecisions } from "~/touchpoints/why-log.server";
import { lockAnswers } from "./answer-lock.server";
import { loadKnownShopper, loadReturningShopper } from "./known-shopper.server";
import { mayAsk, type KnownShopper } from "./may-ask";
import { surveyQuestion, type SurveyQuestion } from "./survey-questions";
import { isChangeable, subjectOf } from "./survey-response";

/** What the thank-you page shows: the note, the question, or neither. */
export interface ThankYouPage {
  note: {
    heading: string;
    text: string;
    /** Her order has not reached us: the dates, and perhaps her name, are still to come. */
    awaitsOrder: boolean;
  } | null;
  survey:
    | (SurveyQuestion & { answer: { rating: number; comment: string | null; changeable: boolean } | null })
    | null;
}

export interface ThankYouRequest {
  shopId: string;
  checkoutToken: string;
  /** By Shopify's own word, where she is logged in. */
  customerId: string | null;
  locale: string | null;
  /** The page's own word for it, believed only while the order is unknown to us. */
  firstOrder: boolean;
  /** False where the merchant hid the question. */
  ask: boolean;
}

const nothing: ThankYouPage = { note: null, survey: null };

/**
 * The thank-you page as she sees it now. Being asked there is the touchpoint: the visit is kept by checkout for
 * an order that is still on its way to us, and an nps_survey already planned becomes dispatched.
 */
export async function showThankYou(
  { db, clock }: { db: Database; clock: Clock },
  request: ThankYouRequest,
): Promise<ThankYouPage> {
  const { shopId, checkoutToken } = request;
  const now = clock.now();
  const shop = await findShop(db, shopId);
  if (shop === null || shop.uninstalledAt !== null || shop.liveAt === null) return nothing;

  const order = await findOrderOfCheckout(db, shopId, checkoutToken);
  if (order !== null && (order.deletedAt !== null || order.imported)) return nothing;

  const note = shop.settings.touchpoints.thank_you_note.enabled
    ? await writeNote(db, { shop, order, request, now })
    : null;
  const survey = request.ask ? await findSurvey(db, { shop, order, request, now }) : null;
  if (survey !== null && survey.answer === null) {
    await db.$transaction((tx) => recordAsked(tx, { shopId, checkoutToken, now }));
  }
  return { note, survey };
}

interface PageFacts {
  shop: KnownShop;
  order: Order | null;
  request: ThankYouRequest;
  now: Date;
}

async function writeNote(
  db: Database,
  { shop, order, request, now }: PageFacts,
): Promise<ThankYouPage["note"]> {
  const { brand } = shop.settings;
  const { original } =
    order === null ? { original: null } : await listPromises(db, { shopId: shop.id, orderId: order.id });
  const firstOrder = order === null ? request.firstOrder : await isFirstOrder(db, order);
  const gift = order?.gift ?? false;
  const vip = order?.tags.some((tag) => tag.toLowerCase() === "vip") ?? false;
  const place = {
    kind: "thank_you_note",
    language: languageOf(request.locale, shop.settings.languages.fallback),
    voice: brand.voice,
    variant: thankYouVariant({ gift, firstOrder, vip }),
  } as const;
  const { heading, body, promise } = renderThankYouNote({
    ...place,
    words: await loadOwnWords(db, { ...place, shopId: shop.id }),
    brand: { name: brand.name ?? shop.name ?? shop.id, signature: brand.signature },
    values: {
      now,
      timeZone: order?.timeZone ?? shop.timeZone,
      firstName: order?.firstName ?? null,
      order: { number: order?.name ?? null, statusUrl: null },
      promise: original,
      delay: null,
      goodwill: null,
      product: null,
      arrivals: [],
      rewardCode: null,
      links: noLinks,
      gift,
      firstOrder,
    },
  });
  const text = promise === null || body.includes(promise) ? body : `${body}\n\n${promise}`;
  return { heading, text, awaitsOrder: order === null };
}

async function findSurvey(
  db: Database,
  { shop, order, request, now }: PageFacts,
): Promise<ThankYouPage["survey"]> {
  const { settings } = shop;
  const language = languageOf(request.locale, settings.languages.fallback);
  const question = surveyQuestion(language, settings.brand.voice);
  const subjects = [
    subjectOf({ orderId: order?.id ?? null, checkoutToken: request.checkoutToken }),
    subjectOf({ orderId: null, checkoutToken: request.checkoutToken }),
  ].filter((subject) => subject !== null);
  const [given] = await db.$queryRaw<SurveyResponse[]>`
    SELECT * FROM "SurveyResponse"
    WHERE "shopId" = ${shop.id} AND "survey" = 'purchase_nps' AND "subject" = ANY(${subjects}) LIMIT 1`;
  if (given) {
    const { rating, comment, answeredAt } = given;
    return { ...question, answer: { rating, comment, changeable: isChangeable(answeredAt, now) } };
  }
  const shopper = await findShopper(db, { shopId: shop.id, order, customerId: request.customerId });
  return mayAsk(settings, { kind: "nps_survey", shopper, now }).ask ? { ...question, answer: null } : null;
}

async function findShopper(
  db: Database,
  { shopId, order, customerId }: { shopId: string; order: Order | null; customerId: string | null },
): Promise<KnownShopper | null> {
  if (order !== null) return loadKnownShopper(db, order);
  return customerId === null ? null : loadReturningShopper(db, { shopId, customerId });
}

interface Asked {
  shopId: string;
  checkoutToken: string;
  now: Date;
}

async function recordAsked(tx: Transaction, { shopId, checkoutToken, now }: Asked): Promise<void> {
  // Whoever plans for the order holds the same lock: it sees this visit, or we see what it planned.
  await lockAnswers(tx, { shopId, subjects: [`checkout:${checkoutToken}`] });
  const visit = insertionOf("PageVisit", [{ shopId, checkoutToken, shownAt: now }]);
  await tx.$executeRaw`${visit} ON CONFLICT DO NOTHING`;
  const order = await findOrderOfCheckout(tx, shopId, checkoutToken);
  if (order === null) return;

  const orderId = order.id;
  const asked = await tx.touchpoint.updateManyAndReturn({
    where: { shopId, orderId, kind: "nps_survey", channel: "thank_you_page", state: "planned" },
    data: { state: "dispatched", dispatchedAt: now, settledAt: now, reason: null },
  });
  await countTouchpoints(
    tx,
    asked.map((touchpoint) => ({ touchpoint, outcome: "sent", reason: null, at: now })),
  );
  await logDecisions(
    tx,
    asked.map(({ id }) => ({
      shopId,
      orderId,
      touchpointId: id,
      outcome: "sent",
      rule: "page_opened",
      inputs: {},
      at: now,
    })),
  );
}
