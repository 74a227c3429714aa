/** A6, one card a page; A4, four of them to cut. */
export const cardFormats = ["a6", "a4"] as const;
export type CardFormat = (typeof cardFormats)[number];

/** Shopify's orders page lets 50 be chosen at once; more than twice that is no packer's pile. */
export const cardLimit = 100;
