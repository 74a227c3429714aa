import { shopperLook, type ShopperLook } from "~/messages/shopper-look";
import type { Language } from "~/messages/voices";
import type { Database } from "~/platform/database.server";
import { findShop } from "~/settings/shops.server";
import { shopperLanguage } from "~/touchpoints/shopper-language.server";
import { isDelayChoice, type DelayChoice } from "~/orders/delay-choice";
import { loadNoticeFacts } from "./notice-facts.server";

export interface ChoicePage {
  look: ShopperLook;
  language: Language;
  orderNumber: string;
  statusUrl: string | null;
  /** What she chose before. */
  chosen: DelayChoice | null;
  /** The choices that still stand. Once the incident is over only talking is left. */
  open: DelayChoice[];
}

/** What the page behind a delay notice's links shows; null when the delay, its order or its shop is no more. */
export async function loadChoicePage(
  db: Database,
  { shopId, delayId, now }: { shopId: string; delayId: string; now: Date },
): Promise<ChoicePage | null> {
  const delay = await db.delay.findFirst({ where: { shopId, id: delayId } });
  const shop = await findShop(db, shopId);
  if (!delay || !shop || shop.uninstalledAt) return null;
  const order = await db.order.findUnique({ where: { shopId_id: { shopId, id: delay.orderId } } });
  const facts = await loadNoticeFacts(db, { shopId, delayId, settings: shop.settings, now });
  if (!order || !facts) return null;
  return {
    look: shopperLook(shop, shop.settings),
    language: await shopperLanguage(db, order, shop.settings.languages.fallback),
    orderNumber: order.name,
    statusUrl: order.statusPageUrl,
    chosen: isDelayChoice(delay.choice) ? delay.choice : null,
    open: facts.options,
  };
}
