import type { Prisma, Shop } from "~/platform/prisma/client";
import { defaultShopSettings, parseShopSettings, usualTransit, type ShopSettings } from "./shop-settings";
import { settingsDifference } from "./settings-difference";

/** A client or a transaction: both have the table. */
export type ShopTable = Pick<Prisma.TransactionClient, "shop" | "$queryRaw">;

export interface KnownShop extends Omit<Shop, "settings"> {
  settings: ShopSettings;
}

/** What Shopify says about the shop when the app is installed. */
export interface ShopProfile {
  name: string | null;
  email: string | null;
  timeZone: string;
  currency: string;
  countryCode: string;
  locale: string;
}

/** The shop with its settings; null where the app was never installed. */
export async function findShop(db: ShopTable, shopId: string): Promise<KnownShop | null> {
  const [shop] = await db.$queryRaw<Shop[]>`SELECT * FROM "Shop" WHERE "id" = ${shopId}`;
  return shop ? withSettings(shop) : null;
}

/** Those of the shops that are recorded, by id. */
export async function findShops(
  db: Pick<ShopTable, "$queryRaw">,
  shopIds: string[],
): Promise<Map<string, KnownShop>> {
  const shops = await db.$queryRaw<Shop[]>`SELECT * FROM "Shop" WHERE "id" = ANY(${shopIds})`;
  return new Map(shops.map((shop) => [shop.id, withSettings(shop)]));
}

const withSettings = (shop: Shop): KnownShop => ({ ...shop, settings: parseShopSettings(shop.settings) });

/** The same where it has to be there: throws where it is not. */
export async function getShop(db: ShopTable, shopId: string): Promise<KnownShop> {
  const shop = await findShop(db, shopId);
  if (!shop) throw new Error(`The shop ${shopId} is not recorded: the app was never installed there.`);
  return shop;
}

/** The defaults when the shop is not known (yet): a read never fails for want of settings. */
export async function loadShopSettings(db: ShopTable, shopId: string): Promise<ShopSettings> {
  const shop = await db.shop.findUnique({ where: { id: shopId }, select: { settings: true } });
  return parseShopSettings(shop?.settings);
}

/**
 * Called after every token exchange: the first one installs, one after an uninstallation installs anew and
 * leaves the shop not live (nothing goes out until the merchant says so again), any other refreshes the profile.
 */
export async function recordInstall(
  db: ShopTable,
  { shopId, at, profile }: { shopId: string; at: Date; profile: ShopProfile },
): Promise<{ outcome: "installed" | "reinstalled" | "refreshed" }> {
  const { email: _, ...columns } = profile;
  const known = await db.shop.findUnique({ where: { id: shopId }, select: { uninstalledAt: true } });
  if (!known) {
    const settings = settingsDifference(settingsFromProfile(profile));
    await db.shop.upsert({
      where: { id: shopId },
      create: { id: shopId, installedAt: at, ...columns, settings: settings as Prisma.InputJsonObject },
      update: {},
    });
    return { outcome: "installed" };
  }
  if (known.uninstalledAt) {
    await db.shop.update({
      where: { id: shopId },
      data: { ...columns, installedAt: at, uninstalledAt: null, liveAt: null, needsReauthAt: null },
    });
    return { outcome: "reinstalled" };
  }
  await db.shop.update({ where: { id: shopId }, data: { ...columns, needsReauthAt: null } });
  return { outcome: "refreshed" };
}

/** Starts a merchant from where the shop is, so that the setup is reading rather than typing. */
function settingsFromProfile({ email, name, timeZone, countryCode, locale }: ShopProfile): ShopSettings {
  return parseShopSettings({
    ...defaultShopSettings,
    sender: { name, email, replyTo: email },
    contacts: { ...defaultShopSettings.contacts, email },
    languages: { fallback: locale.toLowerCase().startsWith("it") ? "it" : "en" },
    promiseRules: {
      ...defaultShopSettings.promiseRules,
      ...{ originCountry: countryCode, timeZone, transit: usualTransit(countryCode) },
    },
  });
}

/** An uninstallation that happened before the present installation is old news and changes nothing. */
export async function recordUninstall(
  db: ShopTable,
  { shopId, at }: { shopId: string; at: Date },
): Promise<{ outcome: "uninstalled" | "old_news" }> {
  const { count } = await db.shop.updateMany({
    where: { id: shopId, uninstalledAt: null, installedAt: { lte: at } },
    data: { uninstalledAt: at },
  });
  return { outcome: count === 1 ? "uninstalled" : "old_news" };
}

/** The refresh token died: the merchant has to open the app once. Keeps the first instant. */
export async function recordNeedsReauth(
  db: ShopTable,
  { shopId, at }: { shopId: string; at: Date },
): Promise<void> {
  await db.shop.updateMany({ where: { id: shopId, needsReauthAt: null }, data: { needsReauthAt: at } });
}
