export const shipmentTabs = ["all", "needs_you", "late", "at_risk", "on_the_way", "arrived"] as const;
export type ShipmentTab = (typeof shipmentTabs)[number];

/** Rows on one page of a list: two screens of a laptop. */
export const pageLength = 25;
