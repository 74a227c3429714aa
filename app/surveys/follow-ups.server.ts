import type { Database } from "~/platform/database.server";
import type { FollowUp } from "~/platform/prisma/client";
import { isOverdue } from "./follow-up";

export interface ListedFollowUp extends FollowUp {
  overdue: boolean;
  /** The answer that opened it. */
  answer: {
    survey: string;
    rating: number;
    comment: string | null;
    reasons: string[];
    mayContact: boolean | null;
  } | null;
  /** The choice that opened it. */
  choice: string | null;
  order: {
    name: string;
    firstName: string | null;
    lastName: string | null;
    email: string | null;
    locale: string | null;
  } | null;
}

interface FollowUpList {
  shopId: string;
  state: "open" | "resolved";
  now: Date;
  orderId?: string;
  limit?: number;
}

/** Open ones by when they are due, the most pressing first; resolved ones newest first. */
export async function listFollowUps(
  db: Database,
  { shopId, state, now, orderId, limit = 50 }: FollowUpList,
): Promise<ListedFollowUp[]> {
  const followUps = await db.followUp.findMany({
    where: { shopId, state, ...(orderId === undefined ? {} : { orderId }) },
    orderBy: state === "open" ? { dueAt: "asc" } : { resolvedAt: "desc" },
    take: limit,
  });
  const answers = await byId(
    followUps.map((one) => one.surveyResponseId),
    (ids) =>
      db.surveyResponse.findMany({
        where: { shopId, id: { in: ids } },
        select: { id: true, survey: true, rating: true, comment: true, reasons: true, mayContact: true },
      }),
  );
  const delays = await byId(
    followUps.map((one) => one.delayId),
    (ids) => db.delay.findMany({ where: { shopId, id: { in: ids } }, select: { id: true, choice: true } }),
  );
  const orders = await byId(
    followUps.map((one) => one.orderId),
    (ids) =>
      db.order.findMany({
        where: { shopId, id: { in: ids } },
        select: { id: true, name: true, firstName: true, lastName: true, email: true, locale: true },
      }),
  );
  return followUps.map((followUp) => ({
    ...followUp,
    overdue: isOverdue(followUp, now),
    answer: answers.get(followUp.surveyResponseId ?? "") ?? null,
    choice: delays.get(followUp.delayId ?? "")?.choice ?? null,
    order: orders.get(followUp.orderId ?? "") ?? null,
  }));
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
