import type { ShopSettings } from "~/settings/shop-settings";
import type { Contacts } from "./message-actions";

/** How a shop's pages look to its shoppers. */
export interface ShopperLook {
  name: string;
  /** #rrggbb */
  color: string;
  logoUrl: string | null;
  contacts: Contacts;
}

/** How a shop looks to its shoppers: its brand's name, else Shopify's, else its address. */
export function shopperLook(
  shop: { id: string; name: string | null },
  { brand, contacts }: ShopSettings,
): ShopperLook {
  return { name: brand.name ?? shop.name ?? shop.id, color: brand.color, logoUrl: brand.logoUrl, contacts };
}
