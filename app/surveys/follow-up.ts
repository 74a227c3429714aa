/** What can come of a follow-up; the merchant picks one. */
export const followUpOutcomes = ["made_good", "explained", "no_answer", "nothing_to_do"] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];

/** Room for a team's notes, not for a novel. */
export const noteLimit = 2000;

export const ownerLimit = 60;

export const replySubjectLimit = 200;

export const replyTextLimit = 5000;

/** Overdue from its due minute on. */
export function isOverdue({ dueAt, state }: { dueAt: Date; state: string }, now: Date): boolean {
  return state === "open" && dueAt.getTime() <= now.getTime();
}
