// Lets simulated time run ahead: from one thing that happens to the next, in groups, each with the app's full attention.

import { dayMs, minuteMs } from "../durations";
import type { Actor, Sandbox } from "../sandbox";

export interface TimeAheadOptions {
  sandbox: Pick<Sandbox, "calendar" | "deliveries">;
  actor: Actor;
  /** Stops there, with the calendar set to it; null runs until nothing more is due. */
  until: Date | null;
  /** Things that happen within so many minutes are told to the app together, and its timers may be that much late. */
  groupMinutes: number;
  /** Never leaps further than this while anything is still to come: an app that looks round every hour then does. */
  atMostMinutes?: number;
  /** The app's own timers further ahead than this, with nothing else to happen, count as the end. */
  guardDays?: number;
  /** Told before each step; the step waits for it. */
  onProgress?: (now: Date) => void | Promise<void>;
}

export interface TimeAheadResult {
  groups: number;
  settlements: number;
  /** What the app still waits for; null for nothing. */
  nextDueAt: Date | null;
}

/** What is still due after so many rounds waits for something else: a lease, a retry. */
const settleRounds = 5;

/**
 * Stops on a fixed grid of the calendar, so that what the app decides at a stop does not depend on what else goes on.
 * A group's things happen first, so that no mail goes out that the shop's own records already forbid; then the app is
 * told the time, so that what it writes down about the webhooks that follow never carries an earlier clock; what has
 * fallen due meanwhile comes last, as the hourly look at Shopify does where webhooks take seconds.
 */
export async function runTimeAhead(options: TimeAheadOptions): Promise<TimeAheadResult> {
  const { sandbox, actor, until } = options;
  const { calendar, deliveries } = sandbox;
  const groupMs = options.groupMinutes * minuteMs;
  const guardMs = (options.guardDays ?? 60) * dayMs;
  const leapMs = (options.atMostMinutes ?? Infinity) * minuteMs;
  let groups = 0;
  let settlements = 0;
  /** Work that makes more work due at the same moment is worked off too. */
  const settle = async () => {
    let dueAt: Date | null = null;
    for (let round = 0; round < settleRounds; round += 1) {
      settlements += 1;
      dueAt = await calendar.settle();
      if (dueAt === null || dueAt > calendar.now()) break;
    }
    return dueAt?.getTime() ?? null;
  };

  const actUntil = async (end: number) => {
    for (let at = actor.nextAt(); at && at.getTime() <= end; at = actor.nextAt()) {
      calendar.set(at);
      await actor.act(at);
    }
  };

  const stopAfter = (at: number) => Math.ceil(at / groupMs) * groupMs;

  let toldAt = calendar.now().getTime();
  let appDueAt = await settle();
  let lastHappening = toldAt;

  for (;;) {
    const happensAt = earliest(actor.nextAt(), deliveries.nextDueAt());
    const soonest = Math.min(happensAt ?? Infinity, appDueAt ?? Infinity);
    if (soonest === Infinity) break;
    const next = Math.min(Math.max(stopAfter(soonest), toldAt + groupMs), toldAt + Math.max(leapMs, groupMs));
    if (until && next > until.getTime()) break;
    if (happensAt === null && next > lastHappening + guardMs) break;
    groups += 1;
    await options.onProgress?.(new Date(next));

    // Where time leaps, the app first learns that it is that late: a page somebody opens must not carry
    // yesterday's clock.
    if (next > toldAt + groupMs) {
      calendar.set(new Date(next - groupMs));
      await settle();
    }
    await actUntil(next);
    calendar.set(new Date(next));
    await calendar.tell();
    await deliveries.deliverDue();
    appDueAt = await settle();
    if (happensAt !== null && happensAt <= next) lastHappening = next;
    toldAt = next;
  }

  if (until && until > calendar.now()) {
    calendar.set(until);
    appDueAt = await settle();
  }
  return { groups, settlements, nextDueAt: appDueAt === null ? null : new Date(appDueAt) };
}

function earliest(...instants: Array<Date | null>): number | null {
  const known = instants.flatMap((instant) => (instant ? [instant.getTime()] : []));
  return known.length === 0 ? null : Math.min(...known);
}
