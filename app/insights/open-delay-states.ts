/** An incident that is not over: nobody has told the shopper the end of it. */
export const openDelayStates: readonly string[] = ["open", "warned", "moving"];
