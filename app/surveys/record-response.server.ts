import { randomUUID } from "node:crypto";

import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import { findOrder, findOrderOfCheckout } from "~/orders/orders.server";
import type { Order, SurveyResponse } from "~/platform/prisma/client";
import { assignments, insertionOf } from "~/platform/sql.server";
import type { Language } from "~/messages/voices";
import { tellFlow } from "~/channels/flow-triggers.server";
import { findShop } from "~/settings/shops.server";
import { noteAnswer } from "./answered-mishaps.server";
import { noteProducts } from "./answered-products.server";
import { noteHappening } from "./answer-happening.server";
import { lockAnswers } from "./answer-lock.server";
import { groupOf } from "./nps";
import { notePraise } from "./note-praise.server";
import { keepFollowUp } from "./detractor-follow-up.server";
import { joinResponses } from "./join-responses.server";
import { markRatings } from "./rating-mark.server";
import {
  isChangeable,
  readAnswer,
  subjectOf,
  type AnswerProblem,
  type ResponseChannel,
  type Survey,
} from "./survey-response";
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
    const id = randomUUID();
    const insert = insertionOf("SurveyResponse", [{ id, ...answer, answeredAt: now }]);
    const count = await tx.$executeRaw`${insert} ON CONFLICT DO NOTHING`;

    let wasDetractor = false;
    let kept: { id: string; answeredAt: Date } = { id, answeredAt: now };
    if (count === 0) {
      const before = await answerBefore(tx, answer);
      kept = before;
      wasDetractor = groupOf(before.rating) === "detractor";
      if (!isChangeable(before.answeredAt, now)) {
        return {
          outcome: "closed",
          responseId: before.id,
          orderId: before.orderId,
          answeredAt: before.answeredAt,
        };
      }
      await countAnswer(
        tx,
        { ...answer, rating: before.rating, answeredAt: before.answeredAt, timeZone: shop.timeZone },
        -1,
      );
      await tx.$executeRaw`
        UPDATE "SurveyResponse" SET ${assignments(answer)} WHERE "shopId" = ${shop.id} AND "id" = ${before.id}`;
    }
    await countAnswer(tx, { ...answer, answeredAt: kept.answeredAt, timeZone: shop.timeZone }, 1);
    if (count === 1 && order !== null) await countAnsweredInvitation(tx, answer, order.id);
    const group = groupOf(answer.rating);
    const told = { shopId: shop.id, subjectId: kept.id, orderId: answer.orderId, at: now };
    if (count === 1)
      await tellFlow(tx, {
        ...told,
        handle: "survey-answered",
        details: { Survey: input.survey, Group: group },
      });
    if (group === "detractor" && !wasDetractor)
      await tellFlow(tx, { ...told, handle: "detractor-reported", details: { Survey: input.survey } });
    await keepFollowUp(tx, { ...answer, id: kept.id }, { now, followUpHours: shop.settings.followUpHours });
    if (order !== null) {
      const { rating, reasons } = answer;
      await noteProducts(tx, { shopId: shop.id, orderId: order.id });
      await noteHappening(tx, { shopId: shop.id, orderId: order.id });
      await notePraise(tx, { shopId: shop.id, orderId: order.id });
      await markRatings(tx, { shopId: shop.id, orderId: order.id, now });
      await noteAnswer(tx, { shopId: shop.id, orderId: order.id, rating, reasons, at: now });
    }

    return {
      outcome: count === 0 ? "changed" : "recorded",
      responseId: kept.id,
      orderId: answer.orderId,
      answeredAt: kept.answeredAt,
    };
  });
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
  await lockAnswers(tx, { shopId, subject: claimed });

  // Under the lock: the order may have been recorded while we waited for it.
  const order = named ?? (await findOrderOfCheckout(tx, shopId, checkoutToken));
  if (order?.test) return { outcome: "refused", reason: "test_order" };
  if (order !== null) {
    await joinResponses(tx, { shopId, orderId: order.id, checkoutToken, shopperKey: order.shopperKey });
  }
  return {
    outcome: "found",
    order,
    checkoutToken,
    subject: order === null ? claimed : `order:${order.id}`,
  };
}
