import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import { instantOf } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";
import { noteLimit, ownerLimit } from "./follow-up";

export type PlannedFollowUp =
  | { outcome: "planned" }
  | { outcome: "already_resolved" }
  | { outcome: "refused"; reason: "unknown" | "owner" | "due" | "note" };

export interface FollowUpPlan {
  followUpId: string;
  /** Who sees to it; empty for nobody yet. */
  owner: string;
  /** In the shop's time: "2026-06-12T14:30" */
  dueLocal: string;
  note: string;
}

const yearMs = 366 * dayMs;

/** Says who sees to an open follow-up, until when, and what the next person should know. */
export async function planFollowUp(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, ...plan }: FollowUpPlan & { shopId: string },
): Promise<PlannedFollowUp> {
  const owner = plan.owner.trim();
  if (owner.length > ownerLimit) return { outcome: "refused", reason: "owner" };
  const note = plan.note.trim();
  if (note.length > noteLimit) return { outcome: "refused", reason: "note" };
  const { timeZone } = await getShop(db, shopId);
  const dueAt = readDue(plan.dueLocal, timeZone);
  // Further away than a year, either way, is a slip of the hand.
  if (dueAt === null || Math.abs(dueAt.getTime() - clock.now().getTime()) > yearMs)
    return { outcome: "refused", reason: "due" };

  const { count } = await db.followUp.updateMany({
    where: { shopId, id: plan.followUpId, state: "open" },
    data: { owner: owner === "" ? null : owner, note: note === "" ? null : note, dueAt },
  });
  if (count === 1) return { outcome: "planned" };
  const exists = await db.followUp.count({ where: { shopId, id: plan.followUpId } });
  return exists === 0 ? { outcome: "refused", reason: "unknown" } : { outcome: "already_resolved" };
}

function readDue(local: string, timeZone: string): Date | null {
  const [, on, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?$/.exec(local) ?? [];
  if (on === undefined || time === undefined) return null;
  const at = instantOf(on, time, timeZone);
  return Number.isNaN(at.getTime()) ? null : at;
}
