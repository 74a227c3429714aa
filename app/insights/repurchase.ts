/** How long after an arrival, or a message, another order of the same shopper counts as coming back. */
export const repurchaseDays = 90;

/**
 * When that is judged: an arrival's day is its destination's, so two days later it is over everywhere, and what no
 * webhook told has been found.
 */
export const verdictAfterDays = repurchaseDays + 2;
