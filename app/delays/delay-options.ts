import { delayChoices, type DelayChoice } from "~/orders/delay-choice";

// An address or a few sentences; what is longer is for the person who answers.
export const longestWish = 500;

/** Where the delivery stands, as far as her options depend on it. */
export interface Standing {
  isClosed: boolean;
  /** Some of the order's goods are in a parcel that was not cancelled. */
  isShipped: boolean;
  isOutForDelivery: boolean;
}

/**
 * The choices that still make sense: cancel only before anything is shipped, another address until the van is
 * out. Once the incident is over only talking is left.
 */
export function optionsFor({ isClosed, isShipped, isOutForDelivery }: Standing): DelayChoice[] {
  if (isClosed) return ["talk"];
  return delayChoices.filter((choice) => {
    if (choice === "cancel") return !isShipped;
    return choice !== "change_address" || !isOutForDelivery;
  });
}
