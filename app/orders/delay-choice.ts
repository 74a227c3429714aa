/** What she can answer when her order is late; it stands on the order as a tag too. */
export const delayChoices = ["wait", "change_address", "cancel", "talk"] as const;
export type DelayChoice = (typeof delayChoices)[number];

/** Whether something a form, a link or a record brought is one of her choices. */
export function isDelayChoice(value: unknown): value is DelayChoice {
  return delayChoices.some((choice) => choice === value);
}
