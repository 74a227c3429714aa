import { z } from "zod";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Queue } from "~/platform/queue.server";
import { getShop } from "~/settings/shops.server";
import { shopperLanguage } from "~/touchpoints/shopper-language.server";
import { replySubjectLimit, replyTextLimit } from "./follow-up";

export type WrittenReply =
  | { outcome: "reply_written" }
  /** The same form came twice: one mail goes out. */
  | { outcome: "reply_known" }
  | { outcome: "already_resolved" }
  | { outcome: "refused"; reason: "unknown" | "no_address" | "no_contact" | "subject" | "text" };

export interface ReplyForm {
  followUpId: string;
  /** Made when the form was opened: what "twice" is counted by. */
  replyId: string;
  subject: string;
  text: string;
}

/** Keeps a person's answer and has it sent: both or neither. */
export async function replyToFollowUp(
  deps: { db: Database; clock: Clock; queue: Queue },
  { shopId, ...form }: ReplyForm & { shopId: string },
): Promise<WrittenReply> {
  const { db, clock, queue } = deps;
  // A line end in a subject would begin a header of its own.
  const subject = form.subject.replace(/\s+/g, " ").trim();
  if (subject === "" || subject.length > replySubjectLimit) return { outcome: "refused", reason: "subject" };
  const text = form.text.replaceAll("\u0000", "").trim();
  if (text === "" || text.length > replyTextLimit) return { outcome: "refused", reason: "text" };
  const replyId = z.uuid().safeParse(form.replyId);
  const followUp = await db.followUp.findFirst({ where: { shopId, id: form.followUpId } });
  if (!replyId.success || !followUp) return { outcome: "refused", reason: "unknown" };
  const { orderId, surveyResponseId } = followUp;
  const order = orderId && (await db.order.findUnique({ where: { shopId_id: { shopId, id: orderId } } }));
  if (!order || order.email === null) return { outcome: "refused", reason: "no_address" };
  const answer =
    surveyResponseId && (await db.surveyResponse.findFirst({ where: { shopId, id: surveyResponseId } }));
  if (answer && answer.mayContact === false) return { outcome: "refused", reason: "no_contact" };

  const { settings } = await getShop(db, shopId);
  const reply = {
    ...{ shopId, id: replyId.data, followUpId: followUp.id, orderId: order.id, subject, text },
    language: await shopperLanguage(db, order, settings.languages.fallback),
    writtenAt: clock.now(),
  };
  return db.$transaction(async (tx): Promise<WrittenReply> => {
    const { count } = await tx.followUpReply.createMany({ data: [reply], skipDuplicates: true });
    if (count === 0) return { outcome: "reply_known" };
    await queue.send(tx, "reply.send", { shopId, replyId: reply.id });
    return { outcome: "reply_written" };
  });
}
