import type { FeedbackReason } from "~/messages/shopper-page-words";
import { noteMishaps, type MishapCause } from "~/orders/mishaps.server";
import type { Transaction } from "~/platform/database.server";
import { groupOf } from "./nps";

const causeOf: Partial<Record<string, MishapCause>> = {
  arrived_late: "late",
  damaged: "damaged",
  incomplete: "incomplete",
  wrong_item: "wrong_item",
} satisfies Partial<Record<FeedbackReason, MishapCause>>;

/** What an answer says went wrong: the chips she tapped, and that she is unhappy. */
export async function noteAnswer(
  tx: Transaction,
  {
    shopId,
    orderId,
    rating,
    reasons,
    at,
  }: { shopId: string; orderId: string; rating: number; reasons: readonly string[]; at: Date },
): Promise<void> {
  const causes = reasons.flatMap((reason) => causeOf[reason] ?? []);
  if (groupOf(rating) === "detractor") causes.push("unhappy");
  const mishaps = causes.map((cause) => ({ cause, days: null, delayKind: null }));
  await noteMishaps(tx, { shopId, orderId, mishaps, at });
}
