import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Prisma, SurveyResponse } from "~/platform/prisma/client";
import { z } from "zod";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";
import { listFollowUps, type ListedFollowUp } from "~/surveys/follow-ups.server";
import { groupOf, type NpsGroup, type NpsResult } from "~/surveys/nps";
import { surveys, type Survey } from "~/surveys/survey-response";
import type { FeedbackFilters } from "./feedback-filters";
import { readNps } from "./nps-period.server";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";
import { readCursor, writeCursor } from "./page-cursor";
import { pageLength } from "./shipment-tabs";

export interface AnswerRow {
  answer: Pick<
    SurveyResponse,
    "id" | "survey" | "rating" | "comment" | "reasons" | "mayContact" | "channel" | "answeredAt"
  >;
  group: NpsGroup;
  /** Null while the order has not reached us. */
  order: OrderFacts | null;
}

export interface FeedbackPage {
  nps: Record<Survey, NpsResult>;
  answers: AnswerRow[];
  next: string | null;
  followUps: ListedFollowUp[];
}

/** NPS on top looks back over a quarter: shorter is noise in most shops. */
export const npsDays = 90;

const ratingsOf: Record<NpsGroup, Prisma.IntFilter> = {
  promoter: { gte: 9 },
  passive: { gte: 7, lte: 8 },
  detractor: { lte: 6 },
};

export async function readFeedback(
  deps: { db: Database; clock: Clock },
  { shopId, filters }: { shopId: string; filters: FeedbackFilters },
): Promise<FeedbackPage> {
  const { db } = deps;
  const now = deps.clock.now();
  const shop = await getShop(db, shopId);
  const fromOn = plusDays(localDateOf(now, shop.timeZone), -npsDays);
  const place = readCursor(filters.after, z.tuple([z.iso.datetime(), z.string()]));
  const [npsBySurvey, answers, followUps] = await Promise.all([
    Promise.all(
      surveys.map(async (survey) => [survey, await readNps(db, { shopId, survey, fromOn })] as const),
    ),
    db.surveyResponse.findMany({
      where: {
        shopId,
        ...(filters.group && { rating: ratingsOf[filters.group] }),
        ...(filters.survey && { survey: filters.survey }),
        ...(filters.reason && { reasons: { has: filters.reason } }),
        ...(place && {
          OR: [
            { answeredAt: { lt: new Date(place[0]) } },
            { answeredAt: new Date(place[0]), id: { lt: place[1] } },
          ],
        }),
      },
      orderBy: [{ answeredAt: "desc" }, { id: "desc" }],
      take: pageLength + 1,
    }),
    listFollowUps(db, { shopId, state: "open", now }),
  ]);
  const page = answers.slice(0, pageLength);
  const orders = await listOrderFacts(db, {
    shopId,
    orderIds: [...new Set(page.map((answer) => answer.orderId))].filter((id) => id !== null),
    originCountry: shop.settings.promiseRules.originCountry,
    now,
  });
  const last = page.at(-1);
  return {
    nps: Object.fromEntries(npsBySurvey) as Record<Survey, NpsResult>,
    answers: page.map((answer) => ({
      answer,
      group: groupOf(answer.rating),
      order: orders.find(({ order }) => order.id === answer.orderId) ?? null,
    })),
    next: answers.length > pageLength && last ? writeCursor([last.answeredAt.toISOString(), last.id]) : null,
    followUps,
  };
}
