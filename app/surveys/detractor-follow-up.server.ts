import { randomUUID } from "node:crypto";
import type { Transaction } from "~/platform/database.server";
import { hourMs } from "~/platform/durations";
import { assignments, insertionOf } from "~/platform/sql.server";
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
 * closes it, unless somebody has already written a note on it: then a person decides. Answers whether it was
 * opened or closed.
 */
export async function keepFollowUp(
  tx: Transaction,
  answer: FollowedAnswer,
  { now, followUpHours }: { now: Date; followUpHours: number },
): Promise<boolean> {
  const { id, shopId, orderId, shopperKey } = answer;
  const dueAt = new Date(now.getTime() + followUpHours * hourMs);

  if (groupOf(answer.rating) !== "detractor") {
    const closed = await tx.$executeRaw`
      UPDATE "FollowUp" SET ${assignments({ state: "resolved", outcome: answerChanged, resolvedAt: now })}
      WHERE "shopId" = ${shopId} AND "surveyResponseId" = ${id} AND "state" = 'open' AND "note" IS NULL`;
    return closed > 0;
  }

  const task = { id: randomUUID(), kind: "detractor", surveyResponseId: id, dueAt, openedAt: now };
  const opened = await tx.$executeRaw`
    ${insertionOf("FollowUp", [{ ...task, shopId, orderId, shopperKey }])}
    ON CONFLICT ("surveyResponseId") DO UPDATE
    SET "state" = 'open', "outcome" = NULL, "resolvedAt" = NULL, "openedAt" = excluded."openedAt",
      "dueAt" = excluded."dueAt"
    WHERE "FollowUp"."shopId" = ${shopId} AND "FollowUp"."state" = 'resolved'
      AND "FollowUp"."outcome" = ${answerChanged}`;
  return opened > 0;
}
