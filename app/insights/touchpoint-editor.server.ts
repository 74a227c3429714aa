import type { MessageWords } from "~/messages/message-words";
import { ourWords, readWordsPlace, type WordsPlace } from "~/messages/own-words";
import { listWordsVersions, loadOwnWords } from "~/messages/words-versions.server";
import { languageOf, type Language } from "~/messages/voices";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { localDateOf, plusDays } from "~/promises/local-dates";
import type { KnownShop } from "~/settings/shops.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import { sumsOf, type PlaceSums } from "./journey-places";
import { readTouchpointSums } from "./touchpoint-sums.server";

export interface TouchpointEditor {
  place: WordsPlace;
  settings: ShopSettings;
  /** Changes with every save: what was written starts from there. */
  savedAt: string;
  words: MessageWords;
  versions: Array<{ version: number; savedAt: Date; restoredFrom: number | null }>;
  /** Orders to look at the words with, newest first. */
  orders: string[];
  /** Where a test goes unless another address is written. */
  testAddress: string | null;
  currency: string;
  sums: PlaceSums;
}

export const editorDays = 60;
const offeredOrders = 8;

/** Everything the editor of one touchpoint starts from. */
export async function readTouchpointEditor(
  deps: { db: Database; clock: Clock },
  {
    shop,
    kind,
    asked,
    merchantReads,
  }: { shop: KnownShop; kind: TouchpointKind; asked: URLSearchParams; merchantReads: Language },
): Promise<TouchpointEditor> {
  const { db } = deps;
  const { id: shopId, settings } = shop;
  const place = readWordsPlace(
    kind,
    { variant: asked.get("variant"), language: asked.get("language"), voice: asked.get("voice") },
    { language: firstLanguage(shop, merchantReads), voice: settings.brand.voice },
  );
  const today = localDateOf(deps.clock.now(), shop.timeZone);
  const [own, versions, orders, rows] = await Promise.all([
    loadOwnWords(db, { shopId, ...place }),
    listWordsVersions(db, { shopId, ...place }),
    db.order.findMany({
      where: { shopId, deletedAt: null, test: false },
      orderBy: { placedAt: "desc" },
      take: offeredOrders,
      select: { name: true },
    }),
    readTouchpointSums(db, { shopId, fromOn: plusDays(today, 1 - editorDays), untilOn: today }),
  ]);
  return {
    place,
    settings,
    savedAt: `${shop.settingsUpdatedAt?.toISOString() ?? ""}/${String(versions[0]?.version ?? 0)}`,
    words: { ...ourWords(place), ...own },
    versions,
    orders: orders.map(({ name }) => name),
    testAddress: settings.contacts.email ?? settings.sender.email,
    currency: shop.currency,
    sums: sumsOf(rows.filter((row) => row.kind === kind)),
  };
}

/** The merchant's own where it is the shop's too; else what most of the shoppers are written to in. */
function firstLanguage({ locale, settings }: KnownShop, merchantReads: Language): Language {
  const { fallback } = settings.languages;
  return languageOf(locale, fallback) === merchantReads ? merchantReads : fallback;
}
