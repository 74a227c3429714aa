/** What can come of a follow-up; the merchant picks one. */
export const followUpOutcomes = ["made_good", "explained", "no_answer", "nothing_to_do"] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];

/** Overdue from its due minute on. */
export function isOverdue({ dueAt, state }: { dueAt: Date; state: string }, now: Date): boolean {
  return state === "open" && dueAt.getTime() <= now.getTime();
}
