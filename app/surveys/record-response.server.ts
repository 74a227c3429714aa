import { randomUUID } from "node:crypto";

import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import { findOrder, findOrderOfCheckout } from "~/orders/orders.server";
import type { Order, SurveyResponse } from "~/platform/prisma/client";
import { assignments, insertionOf } from "~/platform/sql.server";
import type { Language } from "~/messages/voices";
import { tellFlow } from "~/channels/flow-triggers.server";
import { findShop } from "~/settings/shops.server";
import { checkTrouble } from "~/touchpoints/trouble-checks.server";
import { noteAnswer } from "./answered-mishaps.server";
import { noteProducts } from "./answered-products.server";
import { noteHappening } from "./answer-happening.server";
import { lockAnswers } from "./answer-lock.server";
import { groupOf } from "./nps";
import { notePraise } from "./note-praise.server";
import { keepFollowUp } from "./detractor-follow-up.server";
import { joinResponses } from "./join-responses.server";
import { markRatings } from "./rating-mark.server";
import type { ResponseChannel, Survey } from "./survey-kinds";
import { isChangeable, readAnswer, subjectOf, type AnswerProblem } from "./survey-response";
import { countAnswer, countAnsweredInvitation } from "./survey-rollup.server";

export interface ResponseInput {
  shopId: string;
  survey: Survey;
  /** From a signed link or our own records; never from a request body. */
  orderId: string | null;
  checkoutToken: string | null;
  rating: number;
  comment?: string | null;
  reasons?: readonly string[];
  mayContact?: boolean | null;
  language: Language | null;
  channel: ResponseChannel;
}

export type RecordedResponse =
  | { outcome: "recorded" | "changed"; responseId: string; orderId: string | null; answeredAt: Date }
  /** Her day to change it is over; the answer stands as it was. */
  | { outcome: "closed"; responseId: string; orderId: string | null; answeredAt: Date }
  | {
      outcome: "refused";
      reason: AnswerProblem | "unknown_shop" | "not_live" | "unknown_order" | "test_order" | "no_subject";
    };

/**
 * Keeps one answer per order and survey, with its day's sum, its follow-up and its mark on the order, all or
 * nothing. Before the order is known it is kept by her checkout token.
 */
export async function recordResponse(
  { db, clock }: { db: Database; clock: Clock },
  input: ResponseInput,
): Promise<RecordedResponse> {
  const read = readAnswer(input);
  if (read.outcome === "refused") return read;
  const now = clock.now();

  return db.$transaction(async (tx) => {
    const shop = await findShop(tx, input.shopId);
    if (shop === null || shop.uninstalledAt !== null) return { outcome: "refused", reason: "unknown_shop" };
    if (shop.liveAt === null) return { outcome: "refused", reason: "not_live" };

    const found = await findSubject(tx, input);
    if (found.outcome === "refused") return found;
    const { order, subject, checkoutToken } = found;

    const answer = {
      ...read.answer,
      shopId: shop.id,
      survey: input.survey,
      subject,
      orderId: order?.id ?? null,
      checkoutToken,
      shopperKey: order?.shopperKey ?? null,
      language: input.language,
      channel: input.channel,
      changedAt: now,
    };
    const kept = await keepAnswer(tx, answer, now);
    const { outcome, id: responseId, answeredAt, before } = kept;
    if (outcome === "closed") return { outcome, responseId, orderId: before.orderId, answeredAt };

    const counted = { ...answer, answeredAt, timeZone: shop.timeZone };
    if (before !== null) await countAnswer(tx, { ...counted, rating: before.rating }, -1);
    await countAnswer(tx, counted, 1);
    if (before === null && order !== null) await countAnsweredInvitation(tx, answer, order.id);
    await tellWorkflows(tx, { ...answer, id: responseId }, { before, at: now });
    const followUpMoved = await keepFollowUp(
      tx,
      { ...answer, id: responseId },
      { now, followUpHours: shop.settings.followUpHours },
    );
    if (order !== null) {
      const { rating, reasons } = answer;
      if (followUpMoved) await checkTrouble(tx, shop.id, [order.id], now);
      await noteProducts(tx, { shopId: shop.id, orderIds: [order.id] });
      await noteHappening(tx, { shopId: shop.id, orderIds: [order.id] });
      await notePraise(tx, { shopId: shop.id, orderIds: [order.id] });
      await markRatings(tx, { shopId: shop.id, orderId: order.id, now });
      await noteAnswer(tx, { shopId: shop.id, orderId: order.id, rating, reasons, at: now });
    }
    return { outcome, responseId, orderId: answer.orderId, answeredAt };
  });
}

type SaidAnswer = Omit<SurveyResponse, "id" | "answeredAt" | "productIds" | "happening">;

type KeptAnswer = { id: string; answeredAt: Date } & (
  { outcome: "recorded"; before: null } | { outcome: "changed" | "closed"; before: SurveyResponse }
);

/** Writes the answer, in the place of the one before where that may still be changed. */
async function keepAnswer(tx: Transaction, answer: SaidAnswer, now: Date): Promise<KeptAnswer> {
  const id = randomUUID();
  const insert = insertionOf("SurveyResponse", [{ id, ...answer, answeredAt: now }]);
  const count = await tx.$executeRaw`${insert} ON CONFLICT DO NOTHING`;
  if (count === 1) return { outcome: "recorded", id, answeredAt: now, before: null };

  const before = await answerBefore(tx, answer);
  const kept = { id: before.id, answeredAt: before.answeredAt, before };
  if (!isChangeable(before.answeredAt, now)) return { outcome: "closed", ...kept };
  await tx.$executeRaw`
    UPDATE "SurveyResponse" SET ${assignments(answer)}
    WHERE "shopId" = ${answer.shopId} AND "id" = ${before.id}`;
  return { outcome: "changed", ...kept };
}

/** An answer is told once; that it became an unhappy one, when it does. */
async function tellWorkflows(
  tx: Transaction,
  { id, shopId, orderId, survey, rating }: SaidAnswer & { id: string },
  { before, at }: { before: SurveyResponse | null; at: Date },
): Promise<void> {
  const told = { shopId, subjectId: id, orderId, at };
  const group = groupOf(rating);
  if (before === null)
    await tellFlow(tx, { ...told, handle: "survey-answered", details: { Survey: survey, Group: group } });
  if (group === "detractor" && (before === null || groupOf(before.rating) !== "detractor"))
    await tellFlow(tx, { ...told, handle: "detractor-reported", details: { Survey: survey } });
}

async function answerBefore(
  tx: Transaction,
  { shopId, survey, subject }: Pick<SurveyResponse, "shopId" | "survey" | "subject">,
): Promise<SurveyResponse> {
  const [before] = await tx.$queryRaw<SurveyResponse[]>`
    SELECT * FROM "SurveyResponse"
    WHERE "shopId" = ${shopId} AND "survey" = ${survey} AND "subject" = ${subject}`;
  if (!before) throw new Error("An answer that stood in the way of another is gone.");
  return before;
}

type FoundSubject =
  | { outcome: "found"; order: Order | null; subject: string; checkoutToken: string | null }
  | { outcome: "refused"; reason: "unknown_order" | "test_order" | "no_subject" };

async function findSubject(tx: Transaction, input: ResponseInput): Promise<FoundSubject> {
  const { shopId, orderId } = input;
  const named = orderId === null ? null : await findOrder(tx, shopId, orderId);
  if (orderId !== null && named === null) return { outcome: "refused", reason: "unknown_order" };

  const checkoutToken = named?.checkoutToken ?? input.checkoutToken;
  const claimed = subjectOf({ orderId: checkoutToken === null ? orderId : null, checkoutToken });
  if (claimed === null) return { outcome: "refused", reason: "no_subject" };
  await lockAnswers(tx, { shopId, subjects: [claimed] });

  // Under the lock: the order may have been recorded while we waited for it.
  const order = named ?? (await findOrderOfCheckout(tx, shopId, checkoutToken));
  if (order?.test) return { outcome: "refused", reason: "test_order" };
  if (order !== null) {
    const { id, shopperKey } = order;
    await joinResponses(tx, { shopId, orders: [{ orderId: id, checkoutToken, shopperKey }] });
  }
  return {
    outcome: "found",
    order,
    checkoutToken,
    subject: order === null ? claimed : `order:${order.id}`,
  };
}
