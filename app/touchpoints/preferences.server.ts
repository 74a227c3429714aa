import { shopperLook, type ShopperLook } from "~/messages/shopper-look";
import type { Language } from "~/messages/voices";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { findShop } from "~/settings/shops.server";
import { shopperLanguage } from "./shopper-language.server";

export const preferencePurposes = ["survey", "care"] as const;
export type PreferencePurpose = (typeof preferencePurposes)[number];

export interface PreferencesPage {
  look: ShopperLook;
  language: Language;
  wanted: PreferencePurpose[];
}

interface Whose {
  shopId: string;
  touchpointId: string;
}

/** What she hears from this shop; null when we no longer know whose page it is. */
export async function loadPreferencesPage(
  db: Database,
  { shopId, touchpointId }: Whose,
): Promise<PreferencesPage | null> {
  const shop = await findShop(db, shopId);
  const touchpoint = await db.touchpoint.findFirst({ where: { shopId, id: touchpointId } });
  if (!shop || shop.uninstalledAt || !touchpoint?.shopperKey) return null;
  const { shopperKey, orderId, language } = touchpoint;
  const order = orderId
    ? await db.order.findUnique({ where: { shopId_id: { shopId, id: orderId } }, select: { locale: true } })
    : null;
  const stopped = await db.unsubscription.findMany({ where: { shopId, shopperKey } });
  return {
    look: shopperLook(shop, shop.settings),
    language: await shopperLanguage(
      db,
      { shopId, shopperKey, locale: order?.locale ?? language },
      shop.settings.languages.fallback,
    ),
    wanted: preferencePurposes.filter((purpose) => !stopped.some((one) => one.purpose === purpose)),
  };
}

/**
 * Keeps what she chose. Wanting to hear something only takes back her "stop": whether we may write is still decided
 * by consent.
 */
export async function keepPreferences(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, touchpointId, wanted, language }: Whose & { wanted: PreferencePurpose[]; language: Language },
): Promise<void> {
  const now = clock.now();
  await db.$transaction(async (tx) => {
    const touchpoint = await tx.touchpoint.findFirst({
      where: { shopId, id: touchpointId },
      select: { shopperKey: true },
    });
    if (!touchpoint?.shopperKey) return;
    const { shopperKey } = touchpoint;
    const unwanted = preferencePurposes.filter((purpose) => !wanted.includes(purpose));
    await tx.unsubscription.deleteMany({ where: { shopId, shopperKey, purpose: { in: wanted } } });
    await tx.unsubscription.createMany({
      data: unwanted.map((purpose) => ({ shopId, shopperKey, purpose, source: "preferences", at: now })),
      skipDuplicates: true,
    });
    await tx.shopperPreference.upsert({
      where: { shopId_shopperKey: { shopId, shopperKey } },
      create: { shopId, shopperKey, language, changedAt: now },
      update: { language, changedAt: now },
    });
  });
}
