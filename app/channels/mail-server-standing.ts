import { minuteMs } from "~/platform/durations";

// A server that takes mails and hangs up before it says so may have delivered each of them: going on with every mail
// would fill mailboxes with copies. So it is left alone for a while, and then tried with one mail at a time.

/** What we know of the mail server. */
export interface MailServerStanding {
  /** Mails in a row that it took whole and did not confirm. */
  cutOffs: number;
  /** Pauses in a row; 0 where mails leave freely. */
  pauses: number;
  pausedUntil: Date | null;
}

/** Nothing bad is known of it. */
export const inGoodStanding: MailServerStanding = { cutOffs: 0, pauses: 0, pausedUntil: null };

// Once is a broken cable, twice bad luck.
const cutOffsBeforePause = 3;

const firstPauseMs = 15 * minuteMs;
// A server that works again is found out within two hours: what waits is late by no more.
const longestPauseMs = 120 * minuteMs;

/** How long a mail sent to try the server keeps the others waiting: longer than one usually takes to be answered. */
export const probeMs = 2 * minuteMs;

/** How long the n-th pause in a row lasts, in milliseconds: a quarter of an hour, doubling, two hours at most. */
export const pauseMs = (pauses: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** (pauses - 1));

/** Whether a mail may leave now: like any other, alone to try the server, or not before the pause is over. */
export function mayMailLeave(
  { pauses, pausedUntil }: MailServerStanding,
  now: Date,
): "freely" | "to_try" | "not_yet" {
  if (pauses === 0 || pausedUntil === null) return "freely";
  return pausedUntil <= now ? "to_try" : "not_yet";
}

/** What is known after one more mail was not confirmed; `isTry`: it was sent to try a server that had been paused. */
export function afterCutOff(
  standing: MailServerStanding,
  { isTry, now }: { isTry: boolean; now: Date },
): MailServerStanding {
  const cutOffs = standing.cutOffs + 1;
  // Those that were under way when the pause began say nothing new.
  const isNews = isTry || (standing.pauses === 0 && cutOffs >= cutOffsBeforePause);
  if (!isNews) return { ...standing, cutOffs };
  const pauses = standing.pauses + 1;
  return { cutOffs, pauses, pausedUntil: new Date(now.getTime() + pauseMs(pauses)) };
}
