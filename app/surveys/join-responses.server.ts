import type { Transaction } from "~/platform/database.server";
import type { SurveyResponse } from "~/platform/prisma/client";
import { noteAnswer } from "./answered-mishaps.server";
import { noteProducts } from "./answered-products.server";
import { lockAnswers } from "./answer-lock.server";
import { markRatings } from "./rating-mark.server";
import { countAnswer } from "./survey-rollup.server";
import { subjectOf, surveys, type Survey } from "./survey-response";

export interface OrderOfAnswers {
  shopId: string;
  orderId: string;
  checkoutToken: string | null;
  shopperKey: string | null;
}

/**
 * The order has come: what she answered before it, kept by her checkout, becomes the order's answer. Where
 * the order has an answer of its own by then, the first one stands. Call it in the transaction that records
 * the order, as often as you like.
 */
export async function joinResponses(
  tx: Transaction,
  { shopId, orderId, checkoutToken, shopperKey }: OrderOfAnswers,
): Promise<{ joined: number }> {
  const early = subjectOf({ orderId: null, checkoutToken });
  const subject = subjectOf({ orderId, checkoutToken });
  if (early === null || subject === null) return { joined: 0 };

  await lockAnswers(tx, { shopId, subject: early });
  const waiting = await tx.$queryRaw<SurveyResponse[]>`
    SELECT * FROM "SurveyResponse" WHERE "shopId" = ${shopId} AND "subject" = ${early}`;
  if (waiting.length === 0) return { joined: 0 };

  for (const answer of waiting) {
    const known = await tx.surveyResponse.findUnique({
      where: { shopId_survey_subject: { shopId, survey: answer.survey, subject } },
    });
    if (known !== null && known.answeredAt <= answer.answeredAt) {
      await dropAnswer(tx, answer);
      continue;
    }
    if (known !== null) await dropAnswer(tx, known);
    await tx.surveyResponse.update({ where: { id: answer.id }, data: { subject, orderId, shopperKey } });
    await tx.followUp.updateMany({
      where: { shopId, surveyResponseId: answer.id },
      data: { orderId, shopperKey },
    });
    await noteAnswer(tx, { ...answer, orderId, at: answer.changedAt });
  }

  await noteProducts(tx, { shopId, orderId });
  const lastChange = waiting.map((answer) => answer.changedAt).reduce((a, b) => (a > b ? a : b));
  await markRatings(tx, { shopId, orderId, now: lastChange });
  return { joined: waiting.length };
}

async function dropAnswer(tx: Transaction, answer: SurveyResponse): Promise<void> {
  const { id, shopId, rating, answeredAt } = answer;
  const { timeZone } = await tx.shop.findUniqueOrThrow({ where: { id: shopId }, select: { timeZone: true } });
  await tx.followUp.deleteMany({ where: { shopId, surveyResponseId: id } });
  await tx.surveyResponse.delete({ where: { id } });
  await countAnswer(tx, { shopId, survey: surveyOf(answer), rating, answeredAt, timeZone }, -1);
}

function surveyOf({ survey }: { survey: string }): Survey {
  const known = surveys.find((one) => one === survey);
  if (known === undefined) throw new Error(`There is no survey called ${survey}.`);
  return known;
}
