/** The only source of "now" in the app. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
