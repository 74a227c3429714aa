/** What really happened to an order whose shopper answered. */
export const happenings = ["on_time", "late_warned", "late_silent", "made_good"] as const;
export type Happening = (typeof happenings)[number];
