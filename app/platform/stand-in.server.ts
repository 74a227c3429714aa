import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Clock } from "./clock.server";
import { loggable, type Logger } from "./log.server";

/**
 * The seam to a stand-in for Shopify and the calendar (STAND_IN_URL, refused in production): requests to
 * a shop's host go to the stand-in, and its calendar is the app's clock.
 */
export function standInFetch(standInUrl: string): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.hostname.endsWith(".myshopify.com")) return fetch(input, init);
    const target = `${standInUrl}/shops/${url.hostname}${url.pathname}${url.search}`;
    return input instanceof Request ? fetch(new Request(target, input), init) : fetch(target, init);
  };
}

const calendarSchema = z.object({
  version: z.number(),
  now: z.coerce.date(),
  flowing: z.boolean().optional(),
  asksForWork: z.boolean().default(true),
});

export interface StandInCalendar extends Clock {
  /**
   * Follows the calendar until stopped: at each change works off everything due, then tells the stand-in
   * that this moment is settled and when the next work is due.
   */
  follow(client: "web" | "worker", workOffDue: () => Promise<Date | null>): Promise<void>;
  stop(): void;
}

const calendarPollSeconds = 20;

/** Follows the stand-in's calendar as the app's clock. Rejects when it does not answer at the start. */
export async function openStandInCalendar(standInUrl: string, log: Logger): Promise<StandInCalendar> {
  const stopping = new AbortController();
  const read = async (query: string) =>
    calendarSchema.parse(
      await (await fetch(`${standInUrl}/calendar${query}`, { signal: stopping.signal })).json(),
    );
  let at = await read("");
  let readAtMs = performance.now();
  const move = (next: typeof at) => {
    at = next;
    readAtMs = performance.now();
  };

  return {
    // A flowing calendar runs at real speed between two readings.
    now: () => new Date(at.now.getTime() + (at.flowing ? performance.now() - readAtMs : 0)),
    async follow(client, workOffDue) {
      let settledVersion = 0;
      while (!stopping.signal.aborted) {
        try {
          if (at.version === settledVersion)
            move(await read(`?after=${settledVersion}&timeout=${calendarPollSeconds}`));
          if (at.version === settledVersion) continue;
          const { version, asksForWork } = at;
          const nextDueAt = asksForWork ? await workOffDue() : null;
          await fetch(`${standInUrl}/calendar/settled`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ client, version, nextDueAt }),
            signal: stopping.signal,
          });
          settledVersion = version;
        } catch (error) {
          if (stopping.signal.aborted) return;
          log.warn({ error: loggable(error) }, "the calendar cannot be reached");
          await delay(500);
        }
      }
    },
    stop: () => stopping.abort(),
  };
}
