/** Milliseconds. The app has its own (app/platform/durations.ts): the sandbox shares no code with it. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
