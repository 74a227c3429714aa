import { languageOf, languages, type Language } from "~/messages/voices";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";

type Whose = Pick<Order, "shopId" | "shopperKey" | "locale">;

/** The language she chose, else her order's, else the shop's. */
export async function shopperLanguage(
  db: Pick<Transaction, "$queryRaw">,
  whose: Whose,
  fallback: Language,
): Promise<Language> {
  const [language] = await shopperLanguages(db, [{ whose, fallback }]);
  return language ?? fallback;
}

/** The same for the orders of a shop, by the order's id. */
export async function languagesByOrder(
  db: Pick<Transaction, "$queryRaw">,
  orders: Array<Whose & Pick<Order, "id">>,
  fallback: Language,
): Promise<Map<string, Language>> {
  const spoken = await shopperLanguages(
    db,
    orders.map((whose) => ({ whose, fallback })),
  );
  return new Map(orders.map(({ id }, index) => [id, spoken[index] ?? fallback]));
}

/** The same for many, in order. */
export async function shopperLanguages(
  db: Pick<Transaction, "$queryRaw">,
  asked: Array<{ whose: Whose; fallback: Language }>,
): Promise<Language[]> {
  const known = asked.filter(({ whose }) => whose.shopperKey !== null);
  const shopIds = known.map(({ whose }) => whose.shopId);
  const shopperKeys = known.map(({ whose }) => whose.shopperKey);
  const rows =
    known.length === 0
      ? []
      : await db.$queryRaw<Array<{ shopId: string; shopperKey: string; language: string | null }>>`
          SELECT p."shopId", p."shopperKey", p."language"
          FROM unnest(${shopIds}::text[], ${shopperKeys}::text[]) AS k ("shopId", "shopperKey")
          JOIN "ShopperPreference" p ON p."shopId" = k."shopId" AND p."shopperKey" = k."shopperKey"`;
  const chosen = new Map(rows.map((row) => [`${row.shopId}/${row.shopperKey}`, row.language]));
  return asked.map(({ whose: { shopId, shopperKey, locale }, fallback }) => {
    const hers = chosen.get(`${shopId}/${shopperKey ?? ""}`);
    return languages.find((language) => language === hers) ?? languageOf(locale, fallback);
  });
}
