import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Queue } from "~/platform/queue.server";
import { planFollowUp, type FollowUpPlan, type PlannedFollowUp } from "./plan-follow-up.server";
import { replyToFollowUp, type ReplyForm, type WrittenReply } from "./reply-to-follow-up.server";
import { resolveFollowUp, type ResolvedFollowUp } from "./resolve-follow-up.server";

/** What a person does with a follow-up, on whatever page it stands. */
export type FollowUpChange =
  | ({ intent: "plan" } & FollowUpPlan)
  | ({ intent: "reply" } & ReplyForm)
  | { intent: "resolve"; followUpId: string; outcome: string; note: string | null };

export type ChangedFollowUp = PlannedFollowUp | WrittenReply | ResolvedFollowUp;

export function changeFollowUp(
  deps: { db: Database; clock: Clock; queue: Queue },
  { shopId, change }: { shopId: string; change: FollowUpChange },
): Promise<ChangedFollowUp> {
  switch (change.intent) {
    case "plan":
      return planFollowUp(deps, { shopId, ...change });
    case "reply":
      return replyToFollowUp(deps, { shopId, ...change });
    case "resolve":
      return resolveFollowUp(deps, { shopId, ...change });
  }
}
