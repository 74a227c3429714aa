import type { Transaction } from "~/platform/database.server";
import type { SurveyResponse } from "~/platform/prisma/client";
import { checkTrouble } from "~/touchpoints/trouble-checks.server";
import { noteAnswer } from "./answered-mishaps.server";
import { noteProducts } from "./answered-products.server";
import { lockAnswers } from "./answer-lock.server";
import { markRatings } from "./rating-mark.server";
import { countAnswer } from "./survey-rollup.server";
import { surveys, type Survey } from "./survey-kinds";
import { subjectOf } from "./survey-response";

export interface OrderOfAnswers {
  orderId: string;
  checkoutToken: string | null;
  shopperKey: string | null;
}

/**
 * Orders of a shop have come: what was answered before them, kept by the checkout, becomes the order's answer. Where
 * the order has an answer of its own by then, the first one stands. Call it in the transaction that records
 * the orders, as often as you like.
 */
export async function joinResponses(
  tx: Transaction,
  { shopId, orders }: { shopId: string; orders: OrderOfAnswers[] },
): Promise<{ joined: number }> {
  const orderOf = new Map<string, OrderOfAnswers>();
  for (const order of orders) {
    const early = subjectOf({ orderId: null, checkoutToken: order.checkoutToken });
    if (early !== null && !orderOf.has(early)) orderOf.set(early, order);
  }
  const subjects = [...orderOf.keys()];
  if (subjects.length === 0) return { joined: 0 };

  await lockAnswers(tx, { shopId, subjects });
  const waiting = await tx.$queryRaw<SurveyResponse[]>`
    SELECT * FROM "SurveyResponse" WHERE "shopId" = ${shopId} AND "subject" = ANY(${subjects})
    ORDER BY "survey", "answeredAt"`;
  const ordersInTrouble: string[] = [];
  for (const answer of waiting) {
    const order = orderOf.get(answer.subject);
    if (order && (await joinAnswer(tx, answer, order)).followUpMoved) ordersInTrouble.push(order.orderId);
  }

  const answersOf = Map.groupBy(waiting, ({ subject }) => orderOf.get(subject)?.orderId ?? "");
  await noteProducts(tx, { shopId, orderIds: [...answersOf.keys()] });
  for (const [orderId, answers] of answersOf) {
    const lastChange = answers.map((answer) => answer.changedAt).reduce((a, b) => (a > b ? a : b));
    await markRatings(tx, { shopId, orderId, now: lastChange });
    if (ordersInTrouble.includes(orderId)) await checkTrouble(tx, shopId, [orderId], lastChange);
  }
  return { joined: waiting.length };
}

async function joinAnswer(
  tx: Transaction,
  answer: SurveyResponse,
  { orderId, shopperKey }: OrderOfAnswers,
): Promise<{ followUpMoved: boolean }> {
  const { id, shopId, survey } = answer;
  const subject = `order:${orderId}`;
  const known = await tx.surveyResponse.findUnique({
    where: { shopId_survey_subject: { shopId, survey, subject } },
  });
  if (known !== null && known.answeredAt <= answer.answeredAt) return dropAnswer(tx, answer);
  const dropped = known !== null && (await dropAnswer(tx, known)).followUpMoved;
  await tx.surveyResponse.update({ where: { id }, data: { subject, orderId, shopperKey } });
  const { count } = await tx.followUp.updateMany({
    where: { shopId, surveyResponseId: id },
    data: { orderId, shopperKey },
  });
  await noteAnswer(tx, { ...answer, orderId, at: answer.changedAt });
  return { followUpMoved: dropped || count > 0 };
}

async function dropAnswer(tx: Transaction, answer: SurveyResponse): Promise<{ followUpMoved: boolean }> {
  const { id, shopId, rating, answeredAt } = answer;
  const { timeZone } = await tx.shop.findUniqueOrThrow({ where: { id: shopId }, select: { timeZone: true } });
  const { count } = await tx.followUp.deleteMany({ where: { shopId, surveyResponseId: id } });
  await tx.surveyResponse.delete({ where: { id } });
  await countAnswer(tx, { shopId, survey: surveyOf(answer), rating, answeredAt, timeZone }, -1);
  return { followUpMoved: count > 0 };
}

function surveyOf({ survey }: { survey: string }): Survey {
  const known = surveys.find((one) => one === survey);
  if (known === undefined) throw new Error(`There is no survey called ${survey}.`);
  return known;
}
