/** How long after an arrival another order of the same shopper counts as coming back. */
export const repurchaseDays = 90;
