/** The figures whose orders can be looked at. */
export const outcomeFilters = [
  "all",
  "on_time",
  "late",
  "not_in_full",
  "tried_in_vain",
  "warned",
  "not_warned",
  "needless",
  "praised",
  "complained",
] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];
