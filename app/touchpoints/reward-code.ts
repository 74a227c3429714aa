import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointKind } from "./touchpoint-kinds";

/** The code a touchpoint gives, as the merchant wrote it down; null where there is none. */
export function rewardCodeOf(
  kind: TouchpointKind,
  { touchpoints }: Pick<ShopSettings, "touchpoints">,
): string | null {
  return kind === "vip_reward" || kind === "welcome" ? touchpoints[kind].code : null;
}
