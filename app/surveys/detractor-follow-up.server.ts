import type { Transaction } from "~/platform/database.server";
import { groupOf } from "./nps";

interface FollowedAnswer {
  id: string;
  shopId: string;
  orderId: string | null;
  shopperKey: string | null;
  rating: number;
}

/** She thought better of it before anybody had touched the task. */
const answerChanged = "answer_changed";

/**
 * An unhappy answer has one open task, due in the shop's hours; a changed answer that is no longer unhappy
 * closes it, unless somebody has already written a note on it: then a person decides.
 */
export async function keepFollowUp(
  tx: Transaction,
  answer: FollowedAnswer,
  { now, followUpHours }: { now: Date; followUpHours: number },
): Promise<void> {
  const { id, shopId, orderId, shopperKey } = answer;
  const dueAt = new Date(now.getTime() + followUpHours * 3_600_000);

  if (groupOf(answer.rating) !== "detractor") {
    await tx.followUp.updateMany({
      where: { shopId, surveyResponseId: id, state: "open", note: null },
      data: { state: "resolved", outcome: answerChanged, resolvedAt: now },
    });
    return;
  }

  await tx.followUp.createMany({
    data: { shopId, kind: "detractor", orderId, surveyResponseId: id, shopperKey, dueAt, openedAt: now },
    skipDuplicates: true,
  });
  await tx.followUp.updateMany({
    where: { shopId, surveyResponseId: id, state: "resolved", outcome: answerChanged },
    data: { state: "open", outcome: null, resolvedAt: null, openedAt: now, dueAt },
  });
}
