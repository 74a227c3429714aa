import type { Database } from "~/platform/database.server";
import { toDateColumn } from "~/promises/local-dates";
import { npsOf, type NpsCounts, type NpsResult } from "~/surveys/nps";
import type { Survey } from "~/surveys/survey-kinds";
import { weeksOf } from "./delivery-figures";
import type { Period } from "./insights-period";

/** From the day's sums, which are kept as the answers come. */
export async function readNps(
  db: Database,
  { shopId, survey, fromOn, untilOn }: { shopId: string; survey: string; fromOn: string; untilOn?: string },
): Promise<NpsResult> {
  const { _sum } = await db.surveyRollup.aggregate({
    where: {
      shopId,
      survey,
      onDate: { gte: toDateColumn(fromOn), ...(untilOn ? { lte: toDateColumn(untilOn) } : {}) },
    },
    _sum: { promoters: true, passives: true, detractors: true },
  });
  return npsOf({
    promoters: _sum.promoters ?? 0,
    passives: _sum.passives ?? 0,
    detractors: _sum.detractors ?? 0,
  });
}

export type NpsWeek = { weekOf: string } & Record<Survey, NpsResult>;

/** Both NPS week by week, by the days of the answers; weeks nobody answered in are there too. */
export async function readNpsWeeks(
  db: Database,
  { shopId, ...period }: Period & { shopId: string },
): Promise<NpsWeek[]> {
  const rows = await db.$queryRaw<Array<NpsCounts & { weekOf: string; survey: string }>>`
    SELECT date_trunc('week', "onDate"::timestamp)::date::text AS "weekOf", "survey", sum("promoters")::int AS "promoters",
      sum("passives")::int AS "passives", sum("detractors")::int AS "detractors"
    FROM "SurveyRollup"
    WHERE "shopId" = ${shopId} AND "onDate" BETWEEN ${period.fromOn}::date AND ${period.untilOn}::date
    GROUP BY 1, 2`;
  const none = { promoters: 0, passives: 0, detractors: 0 };
  return weeksOf(period).map((weekOf) => {
    const of = (survey: Survey) =>
      npsOf(rows.find((row) => row.weekOf === weekOf && row.survey === survey) ?? none);
    const [purchase_nps, delivery_feedback] = [of("purchase_nps"), of("delivery_feedback")];
    return { weekOf, purchase_nps, delivery_feedback };
  });
}
