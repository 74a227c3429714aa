import { dayMs } from "~/platform/durations";

/** Whether survey and care pause for a shopper, and until when: null while something is open. */
export type TroubleSwitch = { paused: true; until: Date | null } | { paused: false };

/**
 * On while a delay, a return for damage or a follow-up (an unhappy answer, a wish after a notice) is open, and so many
 * days after the last of them.
 */
export function troubleSwitch(
  { isOpen, endedAt }: { isOpen: boolean; endedAt: Date | null },
  { coolDownDays, now }: { coolDownDays: number; now: Date },
): TroubleSwitch {
  if (isOpen) return { paused: true, until: null };
  const until = endedAt && new Date(endedAt.getTime() + coolDownDays * dayMs);
  return until && until > now ? { paused: true, until } : { paused: false };
}
