import { loadNoticeFacts } from "~/delays/notice-facts.server";
import { cardExtra } from "~/messages/card-extra";
import { cardFront } from "~/messages/card-words";
import type { MessageValues } from "~/messages/message-values";
import { faultsOf, type PartFault, type WordsPlace } from "~/messages/own-words";
import { renderMessage, type MessageRequest } from "~/messages/render-message";
import type { WordsOverride } from "~/messages/render-words";
import { sampleLinks, sampleShortLink, sampleStopLinks, sampleValues } from "~/messages/sample-message";
import { renderTextMessage } from "~/messages/text-message";
import { textLengthOf, type TextLength } from "~/messages/text-segments";
import { renderThankYouNote } from "~/messages/thank-you-note";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { listPromises } from "~/promises/delivery-promises.server";
import { getShop, type KnownShop } from "~/settings/shops.server";
import { surveyQuestion, type SurveyQuestion } from "~/surveys/survey-questions";
import { askedAfter } from "~/touchpoints/asked-after.server";
import { rewardCodeOf } from "~/touchpoints/reward-code";
import { isFirstOrder } from "~/touchpoints/first-order.server";
import { catalogue, textedKinds } from "~/touchpoints/touchpoint-kinds";

export interface TouchpointPreview {
  mail: { subject: string; preheader: string; html: string; text: string };
  /** How it reads on a phone without mail; null where the touchpoint never goes there. */
  sms: ({ text: string } & TextLength) | null;
  /** On the thank-you page. */
  note: { heading: string; body: string; promise: string | null } | null;
  question: SurveyQuestion | null;
  /** On the printed card: its large line, its own line and the one this touchpoint adds. */
  card: { heading: string; lines: [string, string] } | null;
  /** The order it is told with, as printed; null for the invented one. */
  orderName: string | null;
  faults: PartFault[];
}

interface PreviewAsk {
  shopId: string;
  place: WordsPlace;
  words: WordsOverride;
  /** An order's number as printed, with or without its sign; null for an invented order. */
  orderNumber: string | null;
}

interface PreviewDeps {
  db: Database;
  clock: Clock;
  env: { APP_URL: string };
}

/** How a touchpoint would look with these words. Nothing in it does anything: every link leads nowhere. */
export async function previewTouchpoint(
  { db, clock, env }: PreviewDeps,
  ask: PreviewAsk,
): Promise<TouchpointPreview> {
  const { place, words } = ask;
  const shop = await getShop(db, ask.shopId);
  const { values, orderName } = await valuesFor(db, shop, { ...ask, now: clock.now() });
  const faults = faultsOf(words);
  // A part with a fault is shown as it stands live without it: with our words.
  const sound = Object.fromEntries(
    Object.entries(words).filter(([part]) => !faults.some((fault) => fault.part === part)),
  );
  const { brand, contacts } = shop.settings;
  const request: MessageRequest = {
    ...place,
    words: sound,
    values,
    contacts,
    brand: { ...brand, name: brand.name ?? shop.name ?? shop.id },
    ...(catalogue[place.kind].class === "service"
      ? { unsubscribeUrl: null, preferencesUrl: null }
      : sampleStopLinks),
  };
  const { subject, preheader, html, text } = await renderMessage(request);
  const sms = textedKinds.has(place.kind)
    ? renderTextMessage(request, {
        link: sampleShortLink(env.APP_URL),
        bySegment: shop.settings.texts.way === "sms",
        shopId: shop.id,
      })
    : null;
  return {
    mail: { subject, preheader, html, text },
    sms: sms === null ? null : { text: sms, ...textLengthOf(sms) },
    note:
      place.kind === "thank_you_note"
        ? renderThankYouNote({ ...request, variant: noteVariant(place.variant) })
        : null,
    question: place.kind === "nps_survey" ? surveyQuestion(place.language, place.voice) : null,
    card: place.kind === "surprise" ? cardWith(request, values.firstName) : null,
    orderName,
    faults,
  };
}

function cardWith(request: MessageRequest, firstName: string | null): TouchpointPreview["card"] {
  const { language, voice } = request;
  const { heading, line } = cardFront({ language, voice, variant: "returning" }, firstName);
  return { heading, lines: [line, cardExtra({ ...request, firstName })] };
}

const noteVariants = ["first_order", "returning", "vip", "gift"] as const;
const noteVariant = (variant: string) => noteVariants.find((one) => one === variant) ?? "returning";

async function valuesFor(
  db: Database,
  shop: KnownShop,
  { shopId, place: { kind, variant }, orderNumber, now }: PreviewAsk & { now: Date },
): Promise<{ values: MessageValues; orderName: string | null }> {
  const invented = sampleValues({ now, timeZone: shop.timeZone, variant });
  const sample = { ...invented, rewardCode: rewardCodeOf(kind, shop.settings) };
  const order =
    orderNumber === null
      ? null
      : await db.order.findFirst({
          where: { shopId, name: { in: [orderNumber, `#${orderNumber}`] } },
          orderBy: { placedAt: "desc" },
        });
  if (!order) return { values: sample, orderName: null };
  const { original } = await listPromises(db, { shopId, orderId: order.id });
  const delay = await db.delay.findFirst({
    where: { shopId, orderId: order.id },
    orderBy: { openedAt: "desc" },
    select: { id: true },
  });
  const facts =
    delay && kind.startsWith("delay")
      ? await loadNoticeFacts(db, { shopId, delayId: delay.id, settings: shop.settings, now })
      : null;
  return {
    orderName: order.name,
    values: {
      ...sample,
      timeZone: order.timeZone ?? shop.timeZone,
      firstName: order.firstName,
      order: { number: order.name, statusUrl: order.statusPageUrl },
      promise: original,
      // An order that was never late is shown with an invented delay: the words are what is looked at.
      delay: facts?.delay ?? sample.delay,
      // A digest is of no order: it is shown with invented products.
      product:
        kind === "new_arrivals"
          ? sample.product
          : await askedAfter(db, { kind, order, settings: shop.settings }),
      links: sampleLinks,
      gift: order.gift,
      firstOrder: await isFirstOrder(db, order),
    },
  };
}
