import { shopperLook, type ShopperLook } from "~/messages/shopper-look";
import { delayChoices, type DelayChoice } from "~/messages/shopper-page-words";
import { languageOf, type Language } from "~/messages/voices";
import type { Database } from "~/platform/database.server";
import { findShop } from "~/settings/shops.server";

export interface ChoicePage {
  look: ShopperLook;
  language: Language;
  orderNumber: string;
  statusUrl: string | null;
  /** What she chose before. */
  chosen: DelayChoice | null;
  /** The choices that still stand; none once the order has arrived or the incident is over. */
  open: DelayChoice[];
}

/** What the page behind a delay notice's links shows; null when the delay, its order or its shop is no more. */
export async function loadChoicePage(
  db: Database,
  { shopId, delayId }: { shopId: string; delayId: string },
): Promise<ChoicePage | null> {
  const delay = await db.delay.findFirst({ where: { shopId, id: delayId } });
  const shop = await findShop(db, shopId);
  if (!delay || !shop || shop.uninstalledAt) return null;
  const order = await db.order.findUnique({ where: { shopId_id: { shopId, id: delay.orderId } } });
  if (!order) return null;
  const onItsWay = await db.shipment.count({
    where: { shopId, orderId: order.id, status: { not: "cancelled" }, handedOverAt: { not: null } },
  });

  const { settings } = shop;
  const isOver = delay.state === "arrived" || delay.state === "closed" || order.cancelledAt !== null;
  return {
    look: shopperLook(shop, settings),
    language: languageOf(order.locale, settings.languages.fallback),
    orderNumber: order.name,
    statusUrl: order.statusPageUrl,
    chosen: delayChoices.find((choice) => choice === delay.choice) ?? null,
    open: isOver ? [] : delayChoices.filter((choice) => choice !== "cancel" || onItsWay === 0),
  };
}
