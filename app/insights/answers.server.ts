import { Prisma, type SurveyResponse } from "~/platform/prisma/client";
import { countedAs, type NpsGroup } from "~/surveys/nps";
import { isFiltered, type AnswerFilters, type AnswerLane } from "./feedback-filters";

// The page, its count and its file read the answers through the same condition: they cannot disagree.

type Db = Prisma.TransactionClient;

/** Newest first; the next slice begins behind this one. */
export interface AnswerPlace {
  answeredAt: Date;
  id: string;
}

const ratingsOf: Record<NpsGroup, [number, number]> = {
  promoter: [9, 10],
  passive: [7, 8],
  detractor: [0, 6],
};

/** Says which answers (r) are meant. */
export function theseAnswers(shopId: string, filters: AnswerFilters): Prisma.Sql {
  const { group, survey, reason, channel, lane, product } = filters;
  const conditions = [Prisma.sql`r."shopId" = ${shopId}`];
  if (group) {
    const [lowest, highest] = ratingsOf[group];
    conditions.push(Prisma.sql`r.rating BETWEEN ${lowest} AND ${highest}`);
  }
  if (survey) conditions.push(Prisma.sql`r.survey = ${survey}`);
  if (reason) conditions.push(Prisma.sql`${reason} = ANY(r.reasons)`);
  if (channel) conditions.push(Prisma.sql`r.channel = ${channel}`);
  if (lane)
    conditions.push(Prisma.sql`EXISTS (
      SELECT 1 FROM "DeliveryOutcome" o
      WHERE o."shopId" = r."shopId" AND o."orderId" = r."orderId"
        AND o.country = ${lane.country} AND o.carrier = ${lane.carrier})`);
  // As the index on them is asked.
  if (product) conditions.push(Prisma.sql`r."productIds" @> ARRAY[${product}]`);
  return Prisma.join(conditions, " AND ");
}

/** SQL for the answers after a place, the newest first; all of them without one. */
export function behind(place: AnswerPlace | null): Prisma.Sql {
  return place === null
    ? Prisma.sql`TRUE`
    : Prisma.sql`(r."answeredAt", r.id) < (${place.answeredAt.toISOString()}::timestamp, ${place.id})`;
}

/** What the page shows of an answer, and what leads to its order. */
export type ListedAnswer = Pick<
  SurveyResponse,
  "id" | "orderId" | "survey" | "rating" | "comment" | "reasons" | "answeredAt"
>;

/** A page of the answers that fit, the newest first. */
export function listAnswers(
  db: Db,
  {
    shopId,
    filters,
    after,
    limit,
  }: { shopId: string; filters: AnswerFilters; after: AnswerPlace | null; limit: number },
): Promise<ListedAnswer[]> {
  return db.$queryRaw<ListedAnswer[]>`
    SELECT r.id, r."orderId", r.survey, r.rating, r.comment, r.reasons, r."answeredAt"
    FROM "SurveyResponse" r WHERE ${theseAnswers(shopId, filters)} AND ${behind(after)}
    ORDER BY r."answeredAt" DESC, r.id DESC LIMIT ${limit}`;
}

/** Further than this a page does not count: in a shop that big the figure tells nobody more, and takes its time. */
const countedAtMost = 10_000;

/** How many the filters let through. Group and survey have sums that are kept; the rest is counted, up to a limit. */
export async function countAnswers(
  db: Db,
  { shopId, filters }: { shopId: string; filters: AnswerFilters },
): Promise<{ count: number; isMore: boolean }> {
  const { group, survey, ...others } = filters;
  if (!isFiltered({ ...others, group: null, survey: null })) {
    const [sum] = await db.$queryRaw<Array<{ n: number }>>`
      SELECT COALESCE(SUM(${sumOf(group)}), 0)::int AS n FROM "SurveyRollup"
      WHERE "shopId" = ${shopId} ${survey ? Prisma.sql`AND survey = ${survey}` : Prisma.empty}`;
    return { count: sum?.n ?? 0, isMore: false };
  }
  const [row] = await db.$queryRaw<Array<{ n: number }>>`
    SELECT COUNT(*)::int AS n FROM (
      SELECT 1 FROM "SurveyResponse" r WHERE ${theseAnswers(shopId, filters)} LIMIT ${countedAtMost + 1}) counted`;
  const n = row?.n ?? 0;
  return { count: Math.min(n, countedAtMost), isMore: n > countedAtMost };
}

function sumOf(group: NpsGroup | null): Prisma.Sql {
  return group ? Prisma.raw(`"${countedAs[group]}"`) : Prisma.sql`promoters + passives + detractors`;
}

/** A product as an order of the shop names it; null where none that is not forgotten does. */
export async function findProductTitle(
  db: Db,
  { shopId, productId }: { shopId: string; productId: string },
): Promise<string | null> {
  const [line] = await db.$queryRaw<Array<{ title: string }>>`
    SELECT title FROM "OrderLine" WHERE "shopId" = ${shopId} AND "productId" = ${productId} AND title <> ''
    ORDER BY "orderId" DESC LIMIT 1`;
  return line?.title ?? null;
}

// More roads than this nobody reads in a list; the busiest stand first.
const shownLanes = 40;

/** The roads the shop's parcels took, the busiest first. */
export async function listAnswerLanes(
  db: Db,
  { shopId, fromOn }: { shopId: string; fromOn: string },
): Promise<AnswerLane[]> {
  return db.$queryRaw<AnswerLane[]>`
    SELECT country, carrier FROM "DeliveryRollup"
    WHERE "shopId" = ${shopId} AND "promisedOn" >= ${fromOn}::date AND country <> '' AND carrier <> ''
    GROUP BY country, carrier HAVING SUM(count) > 0
    ORDER BY SUM(count) DESC, country, carrier LIMIT ${shownLanes}`;
}
