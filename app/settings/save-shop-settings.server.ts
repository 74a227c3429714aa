import type { Prisma, PrismaClient } from "~/platform/prisma/client";
import { settingsDifference } from "./settings-difference";
import type { SettingProblem } from "./setting-parts";
import { isRecord } from "~/platform/is-record";
import { shopSettingsSchema, type ShopSettings } from "./shop-settings";
import { getShop } from "./shops.server";

export type SettingErrors = Record<string, SettingProblem>;

export type SaveOutcome = { outcome: "saved" } | { outcome: "refused"; errors: SettingErrors };

interface Deps {
  db: PrismaClient;
  clock: { now(): Date };
}

/** Saves all of the patch or nothing. Errors are keyed by dotted path, list positions included. */
export async function saveShopSettings(
  deps: Deps,
  { shopId, patch }: { shopId: string; patch: Record<string, unknown> },
): Promise<SaveOutcome> {
  return deps.db.$transaction(async (tx) => {
    // Raw because Prisma cannot lock a row: two open tabs saving different parts must not undo each other.
    await tx.$queryRaw`SELECT 1 FROM "Shop" WHERE id = ${shopId} FOR UPDATE`;
    const shop = await getShop(tx, shopId);
    const wanted = settingsWith(shop.settings, patch);
    if (wanted.outcome === "refused") return wanted;
    await tx.shop.update({
      where: { id: shopId },
      data: {
        settings: settingsDifference(wanted.settings) as Prisma.InputJsonObject,
        settingsUpdatedAt: deps.clock.now(),
      },
    });
    return { outcome: "saved" };
  });
}

/** The settings as a patch would leave them, or what is wrong with it. */
export function settingsWith(
  current: ShopSettings,
  patch: Record<string, unknown>,
): { outcome: "good"; settings: ShopSettings } | Extract<SaveOutcome, { outcome: "refused" }> {
  const wanted = shopSettingsSchema.safeParse(merged(current, patch));
  return wanted.success
    ? { outcome: "good", settings: wanted.data }
    : { outcome: "refused", errors: errorsOf(wanted.error.issues) };
}

function merged(current: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = { ...current };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    result[key] = isRecord(value) && isRecord(before) ? merged(before, value) : value;
  }
  return result;
}

const problems: readonly string[] = [
  "range",
  "email",
  "url",
  "color",
  "time",
  "time_zone",
  "country",
  "destination",
  "date",
  "weekday",
  "choice",
  "yes_no",
  "too_long",
  "too_many",
  "too_few",
  "min_over_max",
  "amount",
  "percent",
  "never_by_itself",
  "unreadable",
] satisfies SettingProblem[];

function errorsOf(issues: ReadonlyArray<{ path: PropertyKey[]; message: string }>): SettingErrors {
  const errors: SettingErrors = {};
  for (const { path, message } of issues) {
    // zod's own words (an unknown key, a missing object) are for programmers, not for a merchant.
    errors[path.join(".")] ??= problems.includes(message) ? (message as SettingProblem) : "unreadable";
  }
  return errors;
}
