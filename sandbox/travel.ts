// Moves the calendar the way days pass: never over something that is due, and the app has its say at every stop.

import type { Calendar } from "./calendar";
import type { Actor } from "./sandbox";
import type { Deliveries } from "./webhook-delivery";

/** An app that says again and again that it is due now would hold the calendar for ever. */
const SMALLEST_STEP_MS = 60_000;

export interface Traveller {
  addActor(actor: Actor): () => void;
  travelTo(to: Date): Promise<void>;
  nextEventAt(): Date | null;
  /** What fell due while time flowed by itself. */
  catchUp(): Promise<void>;
}

export function createTraveller({
  calendar,
  deliveries,
}: {
  calendar: Calendar;
  deliveries: Deliveries;
}): Traveller {
  const actors = new Set<Actor>();
  let queue: Promise<void> = Promise.resolve();
  let travelling = false;

  const nextEventAt = () =>
    earliest([deliveries.nextDueAt(), calendar.nextDueAt(), ...[...actors].map((actor) => actor.nextAt())]);

  const act = async () => {
    const now = calendar.now();
    for (const actor of actors) {
      const next = actor.nextAt();
      if (next && next <= now) await actor.act(now);
    }
    const delivered = await deliveries.deliverDue();
    return delivered > 0;
  };

  const tell = async () => {
    if (calendar.isFollowed()) await calendar.settle();
    else calendar.bump();
  };

  const stopAt = async (instant: Date) => {
    calendar.set(instant);
    // First the hands, then the post: a webhook about now must not reach an app that still lives in the past.
    await tell();
    if (await act()) await tell();
  };

  const travel = async (to: Date) => {
    let now = calendar.now();
    while (now < to) {
      const next = nextEventAt();
      const earliestStop = now.getTime() + SMALLEST_STEP_MS;
      const stop =
        next === null ? to : new Date(Math.min(to.getTime(), Math.max(next.getTime(), earliestStop)));
      await stopAt(stop);
      now = stop;
    }
    // What the last stop brought about (a mail that makes an actor act) belongs to this instant too.
    const next = nextEventAt();
    if (next && next <= to) await stopAt(to);
  };

  return {
    addActor(actor) {
      actors.add(actor);
      return () => actors.delete(actor);
    },
    travelTo(to) {
      const trip = queue.then(async () => {
        travelling = true;
        try {
          await travel(to);
        } finally {
          travelling = false;
        }
      });
      // The next trip begins after this one, however it ended.
      queue = trip.catch(() => undefined);
      return trip;
    },
    nextEventAt,
    async catchUp() {
      if (!travelling) await act();
    },
  };
}

function earliest(instants: Array<Date | null>): Date | null {
  const known = instants.filter((instant) => instant !== null).map((instant) => instant.getTime());
  return known.length === 0 ? null : new Date(Math.min(...known));
}
