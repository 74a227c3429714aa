import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { z } from "zod";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { listWaitingGoodwillOf } from "~/recovery/list-goodwill.server";
import type { ShownGoodwill } from "~/recovery/shown-goodwill";
import { getShop } from "~/settings/shops.server";
import { countOpenFollowUps, listOpenFollowUps, type ListedFollowUp } from "~/surveys/follow-ups.server";
import type { NpsResult } from "~/surveys/nps";
import { surveys, type Survey } from "~/surveys/survey-kinds";
import {
  countAnswers,
  findProductTitle,
  listAnswerLanes,
  listAnswers,
  type ListedAnswer,
} from "./answers.server";
import type { AnswerLane, FeedbackFilters } from "./feedback-filters";
import { happenedTo, type Happened } from "./happened";
import { readNps } from "./nps-period.server";
import { listDeliveries, type OrderSummary } from "./order-facts.server";
import { pageOf, readCursor } from "./page-cursor";
import { pageLength } from "./shipment-tabs";

export interface AnswerRow {
  answer: Omit<ListedAnswer, "orderId">;
  /** Null while the order has not reached us. */
  order: (Pick<OrderSummary, "id" | "name" | "firstName" | "lastName"> & { happened: Happened }) | null;
}

export interface FeedbackPage {
  nps: Record<Survey, NpsResult>;
  /** How many answers the filters let through, on all pages together; `isMore` where they were not counted to the end. */
  count: number;
  isMore: boolean;
  answers: AnswerRow[];
  /** The roads to choose from. */
  lanes: AnswerLane[];
  /** What the product chosen is called. */
  productTitle: string | null;
  next: string | null;
  /** The most pressing first, a page at a time. */
  followUps: ListedFollowUp[];
  openFollowUps: { open: number; overdue: number };
  nextFollowUps: string | null;
  /** Proposed for the orders of the follow-ups, and not answered. */
  goodwill: ShownGoodwill[];
}

/** Each stands with its comment and what to do: a person works through ten before she asks for more. */
const shownFollowUps = 10;

/** NPS on top looks back over a quarter: shorter is noise in most shops. */
export const npsDays = 90;

/**
 * The feedback page: NPS of the last 90 days, the answers that fit, and open follow-ups. Throws for an unknown shop.
 */
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
  const [npsBySurvey, found, counted, lanes, productTitle, pageOfFollowUps, openFollowUps] =
    await Promise.all([
      Promise.all(
        surveys.map(async (survey) => [survey, await readNps(db, { shopId, survey, fromOn })] as const),
      ),
      listAnswers(db, {
        shopId,
        filters,
        after: place && { answeredAt: new Date(place[0]), id: place[1] },
        limit: pageLength + 1,
      }),
      countAnswers(db, { shopId, filters }),
      listAnswerLanes(db, { shopId, fromOn }),
      productId === null ? null : findProductTitle(db, { shopId, productId }),
      readFollowUps(db, { shopId, due: filters.due, now }),
      countOpenFollowUps(db, { shopId, now }),
    ]);
  const { ids, next } = pageOf(found, (row) => [row.answeredAt.toISOString(), row.id]);
  const { followUps, nextFollowUps } = pageOfFollowUps;
  const page = found.slice(0, ids.length);
  const [deliveries, goodwill] = await Promise.all([
    listDeliveries(db, {
      shopId,
      orderIds: [...new Set(page.flatMap(({ orderId }) => orderId ?? []))],
      settings: shop.settings,
      now,
    }),
    listWaitingGoodwillOf(db, { shopId, orderIds: followUps.flatMap(({ orderId }) => orderId ?? []) }),
  ]);
  const orders = new Map(
    deliveries.map((one) => {
      const { id, name, firstName, lastName } = one.order;
      return [id, { id, name, firstName, lastName, happened: happenedTo(one) }];
    }),
  );
  return {
    nps: Object.fromEntries(npsBySurvey) as Record<Survey, NpsResult>,
    ...counted,
    lanes,
    productTitle,
    answers: page.map(({ orderId, ...answer }) => ({ answer, order: orders.get(orderId ?? "") ?? null })),
    next,
    followUps,
    openFollowUps,
    nextFollowUps,
    goodwill,
  };
}

/** A page that was worked off gives way to the beginning of the list. */
async function readFollowUps(
  db: Database,
  { shopId, due, now }: { shopId: string; due: string | null; now: Date },
): Promise<Pick<FeedbackPage, "followUps" | "nextFollowUps">> {
  const place = readCursor(due, z.tuple([z.iso.datetime(), z.string()]));
  const after = place && { dueAt: new Date(place[0]), id: place[1] };
  const found = await listOpenFollowUps(db, { shopId, now, after, limit: shownFollowUps + 1 });
  if (found.length === 0 && after) return readFollowUps(db, { shopId, due: null, now });
  const { ids, next } = pageOf(found, (row) => [row.dueAt.toISOString(), row.id], shownFollowUps);
  return { followUps: found.slice(0, ids.length), nextFollowUps: next };
}
