/** The figures whose orders can be looked at. */
export const outcomeFilters = [
  "all",
  "on_time",
  "late",
  "not_in_full",
  "warned",
  "not_warned",
  "needless",
] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];
