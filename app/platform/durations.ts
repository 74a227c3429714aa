/** Milliseconds. A day here is 24 hours; a local day, which may have 23 or 25, is the calendar's (promises/local-dates.ts). */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
