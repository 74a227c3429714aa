import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import type { Order } from "~/platform/prisma/client";
import type { LinkSigner } from "~/platform/signed-link.server";
import { cardFront, type CardVariant } from "~/messages/card-words";
import { cardExtra } from "~/messages/card-extra";
import { loadOwnWords } from "~/messages/words-versions.server";
import { packingNoteOf } from "./packing-note";
import { thankYouVariant } from "~/messages/thank-you-note";
import type { Language } from "~/messages/voices";
import type { KnownShop } from "~/settings/shops.server";
import { isFirstOrder } from "./first-order.server";
import { languagesByOrder } from "./shopper-language.server";

/** One printed card, ready to lay out. */
export interface ThankYouCard {
  orderId: string;
  orderName: string;
  variant: CardVariant;
  language: Language;
  heading: string;
  line: string;
  /** A second line, of the little extra in the parcel, and what the packer is to do about it; null without one. */
  extra: { line: string; note: string } | null;
  /** The back: a question and the address its code leads to; null for a gift, whose card is not the buyer's. */
  back: { ask: string; url: string } | null;
  itemCount: number;
  /** When a card of this order was last laid out for printing before; null for the first one. */
  printedBeforeAt: Date | null;
}

interface CardsRequest {
  shop: KnownShop;
  orderIds: string[];
  /** This print: opening its preview again is no second card. */
  printId: string;
}

interface CardDeps {
  db: Database;
  clock: Clock;
  links: LinkSigner;
  env: { APP_URL: string };
}

// A card lies on a shelf for a while before somebody takes a picture of it.
const codeDays = 180;

/** In the order asked for; orders that are not known, or were called off, are left out. */
export async function listCards(deps: CardDeps, request: CardsRequest): Promise<ThankYouCard[]> {
  const { db, clock } = deps;
  const { shop, orderIds, printId } = request;
  const now = clock.now();
  const ofThese = { shopId: shop.id, orderId: { in: orderIds } };
  const [orders, delays, prints, surprises] = await Promise.all([
    db.order.findMany({
      where: { shopId: shop.id, id: { in: orderIds }, deletedAt: null, cancelledAt: null },
    }),
    db.delay.findMany({ where: { ...ofThese, noticesSent: { gt: 0 } }, select: { orderId: true } }),
    db.cardPrint.findMany({
      where: { ...ofThese, printId: { not: printId } },
      orderBy: { printedAt: "asc" },
      select: { orderId: true, printedAt: true },
    }),
    db.touchpoint.findMany({
      where: { ...ofThese, kind: "surprise", state: "dispatched" },
      select: { orderId: true },
    }),
  ]);
  const languages = await languagesByOrder(db, orders, shop.settings.languages.fallback);
  const byId = new Map(orders.map((order) => [order.id, order]));
  const late = new Set(delays.map(({ orderId }) => orderId));
  const printedAt = new Map(prints.map((print) => [print.orderId, print.printedAt]));
  const surprised = new Set(surprises.map((touchpoint) => touchpoint.orderId));
  const cards: ThankYouCard[] = [];
  for (const id of orderIds) {
    const order = byId.get(id);
    if (order === undefined) continue;
    const variant = variantOf(order, { isLate: late.has(id), firstOrder: await isFirstOrder(db, order) });
    const { settings } = shop;
    const language = languages.get(id) ?? settings.languages.fallback;
    const { heading, line, ask } = cardFront(
      { language, voice: settings.brand.voice, variant },
      order.firstName,
    );
    cards.push({
      orderId: id,
      orderName: order.name,
      variant,
      language,
      heading,
      line,
      extra: surprised.has(id)
        ? { line: await extraLine(db, { shop, order, language }), note: packingNoteOf(shop) }
        : null,
      back: ask === null ? null : { ask, url: feedbackUrl(deps, { shopId: shop.id, orderId: id, now }) },
      itemCount: order.itemCount,
      printedBeforeAt: printedAt.get(id) ?? null,
    });
  }
  return cards;
}

/** The little extra's line in the shop's own words, or in ours. */
async function extraLine(
  db: Database,
  { shop, order, language }: { shop: KnownShop; order: Pick<Order, "firstName">; language: Language },
): Promise<string> {
  const { brand } = shop.settings;
  const place = { kind: "surprise", variant: "default", language, voice: brand.voice } as const;
  return cardExtra({
    ...place,
    words: await loadOwnWords(db, { ...place, shopId: shop.id }),
    brand: { name: brand.name ?? shop.name ?? shop.id, signature: brand.signature },
    firstName: order.firstName,
  });
}

/**
 * Remembers that these cards were laid out for printing. Whether paper came out nobody can tell us, so a sheet that
 * was opened counts: better to look twice than to thank twice.
 */
export async function recordCardsPrinted(
  { db, clock }: Pick<CardDeps, "db" | "clock">,
  { shopId, printId, cards }: { shopId: string; printId: string; cards: ThankYouCard[] },
): Promise<void> {
  await db.cardPrint.createMany({
    data: cards.map(({ orderId, variant }) => ({
      shopId,
      orderId,
      printId,
      variant,
      printedAt: clock.now(),
    })),
    skipDuplicates: true,
  });
}

function variantOf(
  order: Order,
  { isLate, firstOrder }: { isLate: boolean; firstOrder: boolean },
): CardVariant {
  // A gift's card is read by somebody who never waited for it.
  if (!order.gift && isLate) return "late";
  return thankYouVariant({
    gift: order.gift,
    firstOrder,
    vip: order.tags.some((tag) => tag.toLowerCase() === "vip"),
  });
}

function feedbackUrl(
  { links, env }: CardDeps,
  { shopId, orderId, now }: { shopId: string; orderId: string; now: Date },
): string {
  const expiresAt = new Date(now.getTime() + codeDays * dayMs);
  return `${env.APP_URL}/r/${links.sign({ purpose: "rate", shopId, id: orderId, extra: "card", expiresAt })}`;
}
