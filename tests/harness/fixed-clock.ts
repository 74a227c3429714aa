import { dayMs, hourMs, minuteMs } from "~/platform/durations";

/** A Friday morning in working hours everywhere in Europe: no quiet hours, no holiday, no weekend in the way. */
export const friday = new Date("2026-06-12T09:00:00.000Z");

const unitMs = { minutes: minuteMs, hours: hourMs, days: dayMs } as const;

/** Time stands still until a test moves it. */
export class FixedClock {
  #now: Date;

  constructor(now: Date = friday) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date | string): void {
    this.#now = new Date(now);
  }

  advance(span: Partial<Record<keyof typeof unitMs, number>>): Date {
    const ms =
      (span.minutes ?? 0) * unitMs.minutes +
      (span.hours ?? 0) * unitMs.hours +
      (span.days ?? 0) * unitMs.days;
    this.#now = new Date(this.#now.getTime() + ms);
    return this.now();
  }
}
