import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { SurveyResponse } from "~/platform/prisma/client";
import { z } from "zod";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { listWaitingGoodwillOf } from "~/recovery/list-goodwill.server";
import type { ShownGoodwill } from "~/recovery/shown-goodwill";
import { getShop } from "~/settings/shops.server";
import { listFollowUps, type ListedFollowUp } from "~/surveys/follow-ups.server";
import { groupOf, type NpsGroup, type NpsResult } from "~/surveys/nps";
import { surveys, type Survey } from "~/surveys/survey-response";
import { countAnswers, findProductTitle, listAnswerIds, listAnswerLanes } from "./answers.server";
import type { AnswerLane, FeedbackFilters } from "./feedback-filters";
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
  /** How many answers the filters let through, on all pages together. */
  count: number;
  answers: AnswerRow[];
  /** The roads to choose from. */
  lanes: AnswerLane[];
  /** What the product chosen is called. */
  productTitle: string | null;
  next: string | null;
  followUps: ListedFollowUp[];
  /** Proposed for the orders of the follow-ups, and not answered. */
  goodwill: ShownGoodwill[];
}

/** NPS on top looks back over a quarter: shorter is noise in most shops. */
export const npsDays = 90;

export async function readFeedback(
  deps: { db: Database; clock: Clock },
  { shopId, filters }: { shopId: string; filters: FeedbackFilters },
): Promise<FeedbackPage> {
  const { db } = deps;
  const now = deps.clock.now();
  const shop = await getShop(db, shopId);
  const fromOn = plusDays(localDateOf(now, shop.timeZone), -npsDays);
  const place = readCursor(filters.after, z.tuple([z.iso.datetime(), z.string()]));
  const { product: productId } = filters;
  const [npsBySurvey, ids, count, lanes, productTitle, followUps] = await Promise.all([
    Promise.all(
      surveys.map(async (survey) => [survey, await readNps(db, { shopId, survey, fromOn })] as const),
    ),
    listAnswerIds(db, {
      shopId,
      filters,
      after: place && { answeredAt: new Date(place[0]), id: place[1] },
      limit: pageLength + 1,
    }),
    countAnswers(db, { shopId, filters }),
    listAnswerLanes(db, { shopId, fromOn }),
    productId === null ? null : findProductTitle(db, { shopId, productId }),
    listFollowUps(db, { shopId, state: "open", now }),
  ]);
  const page = await db.surveyResponse.findMany({
    where: { shopId, id: { in: ids.slice(0, pageLength) } },
    orderBy: [{ answeredAt: "desc" }, { id: "desc" }],
  });
  const orders = await listOrderFacts(db, {
    shopId,
    orderIds: [...new Set(page.map((answer) => answer.orderId))].filter((id) => id !== null),
    originCountry: shop.settings.promiseRules.originCountry,
    now,
  });
  const last = page.at(-1);
  return {
    nps: Object.fromEntries(npsBySurvey) as Record<Survey, NpsResult>,
    count,
    lanes,
    productTitle,
    answers: page.map((answer) => ({
      answer,
      group: groupOf(answer.rating),
      order: orders.find(({ order }) => order.id === answer.orderId) ?? null,
    })),
    next: ids.length > pageLength && last ? writeCursor([last.answeredAt.toISOString(), last.id]) : null,
    followUps,
    goodwill: await listWaitingGoodwillOf(db, {
      shopId,
      orderIds: followUps.map(({ orderId }) => orderId).filter((id) => id !== null),
    }),
  };
}
