import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointKind } from "./touchpoint-kinds";

// Who is left without a message so that it can be seen what messages do. Never one about her own order.

export type HeldOutKind = keyof ShopSettings["holdOut"];

/** The kinds some shoppers can be held out of: by mail, and not about an order under way. */
export const heldOutKinds = [
  "feedback_invitation",
  "product_follow_up",
  "win_back",
  "vip_reward",
  "replenishment",
  "welcome",
  "new_arrivals",
] as const satisfies readonly HeldOutKind[];

/** The share of shoppers held out of a kind, in percent; 0 where nobody ever is. */
export function holdOutPercent({ holdOut }: Pick<ShopSettings, "holdOut">, kind: TouchpointKind): number {
  const measured = heldOutKinds.find((one) => one === kind);
  return measured ? holdOut[measured] : 0;
}

/**
 * Whether a shopper is among those held out. The same whenever it is asked, and for a larger share she stays among
 * them; each kind draws anew, so that what one does is not mistaken for another's.
 */
export function isHeldOut(
  { shopId, shopperKey, kind }: { shopId: string; shopperKey: string; kind: TouchpointKind },
  percent: number,
): boolean {
  return (scattered(`${shopId}/${kind}/${shopperKey}`) / 2 ** 32) * 100 < percent;
}

/**
 * Spreads texts evenly over 32 bits: FNV-1a (Fowler, Noll, Vo), whose lower bits are even and whose upper are not,
 * stirred by the finish of MurmurHash3 (A. Appleby).
 */
function scattered(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of new TextEncoder().encode(text)) hash = Math.imul(hash ^ character, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
