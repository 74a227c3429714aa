import { dayMs } from "~/platform/durations";

/** Shopify gives thirty days to answer what a shopper asked. */
const daysToAnswer = 30;

/** When a shopper must have had the copy of her data she asked for, or have been forgotten. */
export const answerDueAt = (receivedAt: Date): Date => new Date(receivedAt.getTime() + daysToAnswer * dayMs);

/** Shopify asks for a shop to be emptied two days after it left. Should the request get lost, we do it by ourselves. */
export const emptyShopAfterMs = 30 * dayMs;
