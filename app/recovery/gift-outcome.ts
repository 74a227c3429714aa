/** What Shopify made of a gift. Refused: trying the same again will not help. */
export type GiftOutcome =
  | { outcome: "given"; /** Shopify's own; null where nothing of it stands there. */ givenId: string | null }
  | { outcome: "refused"; reason: GiftRefusal };

/** Codes of the why-log; words are made from them per language. */
export type GiftRefusal =
  | "no_customer"
  | "needs_permission"
  | "shopify_refused"
  | "shopify_away"
  | "shop_uninstalled"
  | "cancelled"
  | "fully_refunded"
  | "forgotten"
  | "currency_changed"
  | "no_goods";
