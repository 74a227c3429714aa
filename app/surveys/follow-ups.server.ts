import type { Database } from "~/platform/database.server";
import type { FollowUp, FollowUpReply, Order } from "~/platform/prisma/client";
import { localDateOf, localTimeOf } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";
import { languagesByOrder } from "~/touchpoints/shopper-language.server";
import { isOverdue } from "./follow-up";
import { replyDraft, type ReplyDraft } from "./reply-draft";

/** Follow-ups in the order they are due; the next page begins behind this one. */
export interface FollowUpPlace {
  dueAt: Date;
  id: string;
}

export interface ListedFollowUp extends Pick<
  FollowUp,
  "id" | "orderId" | "dueAt" | "owner" | "note" | "wish"
> {
  overdue: boolean;
  /** When it is due in the shop's time, as a form has it: "2026-06-12T14:30". */
  dueLocal: string;
  /** The answer that opened it. */
  answer: { rating: number; comment: string | null; mayContact: boolean | null } | null;
  /** The choice that opened it. */
  choice: string | null;
  order: Pick<Order, "name" | "firstName" | "lastName"> | null;
  /** What an answer to her would begin with; null when she cannot or does not want to be written to. */
  draft: ReplyDraft | null;
  /** What was written to her from here, oldest first. */
  replies: Array<Pick<FollowUpReply, "state" | "text" | "writtenAt" | "sentAt">>;
}

interface FollowUpList {
  shopId: string;
  now: Date;
  orderId?: string;
  after?: FollowUpPlace | null;
  limit?: number;
}

/** The open ones by when they are due, the most pressing first. */
export async function listOpenFollowUps(
  db: Database,
  { shopId, now, orderId, after = null, limit = 50 }: FollowUpList,
): Promise<ListedFollowUp[]> {
  const followUps = await db.followUp.findMany({
    where: {
      ...{ shopId, state: "open" },
      ...(orderId === undefined ? {} : { orderId }),
      ...(after && {
        dueAt: { gte: after.dueAt },
        OR: [{ dueAt: { gt: after.dueAt } }, { id: { gt: after.id } }],
      }),
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: limit,
  });
  if (followUps.length === 0) return [];
  const [{ timeZone, settings }, answers, delays, orders, replies] = await Promise.all([
    getShop(db, shopId),
    byId(
      followUps.map((one) => one.surveyResponseId),
      (ids) =>
        db.surveyResponse.findMany({
          where: { shopId, id: { in: ids } },
          select: { id: true, rating: true, comment: true, mayContact: true },
        }),
    ),
    byId(
      followUps.map((one) => one.delayId),
      (ids) => db.delay.findMany({ where: { shopId, id: { in: ids } }, select: { id: true, choice: true } }),
    ),
    byId(
      followUps.map((one) => one.orderId),
      (ids) =>
        db.order.findMany({
          where: { shopId, id: { in: ids } },
          select: {
            ...{ id: true, name: true, firstName: true, lastName: true },
            ...{ email: true, locale: true, shopId: true, shopperKey: true },
          },
        }),
    ),
    db.followUpReply.findMany({
      where: { shopId, followUpId: { in: followUps.map(({ id }) => id) } },
      select: { followUpId: true, state: true, text: true, writtenAt: true, sentAt: true },
      orderBy: { writtenAt: "asc" },
    }),
  ]);
  const { fallback } = settings.languages;
  const languages = await languagesByOrder(db, [...orders.values()], fallback);
  return followUps.map((followUp) => {
    const { id, orderId, dueAt, owner, note, wish } = followUp;
    const answer = answers.get(followUp.surveyResponseId ?? "") ?? null;
    const order = orders.get(orderId ?? "") ?? null;
    const mayWrite = order !== null && order.email !== null && answer?.mayContact !== false;
    return {
      ...{ id, orderId, dueAt, owner, note, wish },
      overdue: isOverdue(followUp, now),
      dueLocal: `${localDateOf(dueAt, timeZone)}T${localTimeOf(dueAt, timeZone)}`,
      answer: answer && { rating: answer.rating, comment: answer.comment, mayContact: answer.mayContact },
      choice: delays.get(followUp.delayId ?? "")?.choice ?? null,
      order: order && { name: order.name, firstName: order.firstName, lastName: order.lastName },
      draft: mayWrite ? replyDraft(order, languages.get(order.id) ?? fallback) : null,
      replies: replies.flatMap(({ followUpId, ...reply }) => (followUpId === id ? [reply] : [])),
    };
  });
}

/** How many wait, and how many of them too long. */
export async function countOpenFollowUps(
  db: Database,
  { shopId, now }: { shopId: string; now: Date },
): Promise<{ open: number; overdue: number }> {
  const [open, overdue] = await Promise.all([
    db.followUp.count({ where: { shopId, state: "open" } }),
    db.followUp.count({ where: { shopId, state: "open", dueAt: { lte: now } } }),
  ]);
  return { open, overdue };
}

async function byId<Row extends { id: string }>(
  ids: ReadonlyArray<string | null>,
  read: (ids: string[]) => Promise<Row[]>,
): Promise<Map<string, Row>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const rows = wanted.length === 0 ? [] : await read(wanted);
  return new Map(rows.map((row) => [row.id, row]));
}
