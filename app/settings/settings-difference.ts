import { isRecord } from "~/platform/is-record";
import { defaultShopSettings, type ShopSettings } from "./shop-settings";

/** What a shop chose differently from the defaults, as it is stored. Lists are compared and kept whole. */
export function settingsDifference(settings: ShopSettings): Record<string, unknown> {
  return differenceOf(settings, defaultShopSettings);
}

function differenceOf(
  chosen: Record<string, unknown>,
  defaults: Record<string, unknown>,
): Record<string, unknown> {
  const difference: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(chosen)) {
    const usual = defaults[key];
    if (isRecord(value) && isRecord(usual)) {
      const part = differenceOf(value, usual);
      if (Object.keys(part).length > 0) difference[key] = part;
    } else if (JSON.stringify(value) !== JSON.stringify(usual)) {
      difference[key] = value;
    }
  }
  return difference;
}
