import { languageOf, languages, type Language } from "~/messages/voices";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";

/** The language she chose, else her order's, else the shop's. */
export async function shopperLanguage(
  db: Pick<Transaction, "$queryRaw">,
  { shopId, shopperKey, locale }: Pick<Order, "shopId" | "shopperKey" | "locale">,
  fallback: Language,
): Promise<Language> {
  const [chosen] =
    shopperKey === null
      ? []
      : await db.$queryRaw<Array<{ language: string | null }>>`
          SELECT "language" FROM "ShopperPreference" WHERE "shopId" = ${shopId} AND "shopperKey" = ${shopperKey}`;
  return languages.find((language) => language === chosen?.language) ?? languageOf(locale, fallback);
}
