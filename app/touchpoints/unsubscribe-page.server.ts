import { shopperLook, type ShopperLook } from "~/messages/shopper-look";
import { languageOf, languages, type Language } from "~/messages/voices";
import type { Database } from "~/platform/database.server";
import { findShop } from "~/settings/shops.server";

export interface UnsubscribePage {
  look: ShopperLook;
  language: Language;
}

/** Whose mails she is about to stop; null when we no longer know. */
export async function loadUnsubscribePage(
  db: Database,
  { shopId, touchpointId }: { shopId: string; touchpointId: string },
): Promise<UnsubscribePage | null> {
  const touchpoint = await db.touchpoint.findFirst({ where: { shopId, id: touchpointId } });
  const shop = await findShop(db, shopId);
  if (!touchpoint || !shop) return null;
  const { settings } = shop;
  const spoken = languages.find((language) => language === touchpoint.language);
  return {
    look: shopperLook(shop, settings),
    language: spoken ?? languageOf(shop.locale, settings.languages.fallback),
  };
}
