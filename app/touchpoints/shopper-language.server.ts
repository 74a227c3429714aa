import { languageOf, languages, type Language } from "~/messages/voices";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";

/** The language she chose, else her order's, else the shop's. */
export async function shopperLanguage(
  db: Pick<Transaction, "shopperPreference">,
  { shopId, shopperKey, locale }: Pick<Order, "shopId" | "shopperKey" | "locale">,
  fallback: Language,
): Promise<Language> {
  const chosen =
    shopperKey === null
      ? null
      : await db.shopperPreference.findUnique({ where: { shopId_shopperKey: { shopId, shopperKey } } });
  return languages.find((language) => language === chosen?.language) ?? languageOf(locale, fallback);
}
