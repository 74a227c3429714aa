import type { Database } from "~/platform/database.server";
import { npsOf, type NpsResult } from "~/surveys/nps";
import { Prisma } from "~/platform/prisma/client";
import type { Period } from "./insights-period";
import type { Happening } from "./nps-by-outcome";
import { fallsOn } from "./period-condition.server";

/**
 * The NPS after delivery, told apart by what became of the promise, and by whether it was made good before she
 * answered. Raw SQL because it joins the answers of the
 * period, by their index, with their orders' outcomes, by their key, and counts in the database. The join is lateral
 * so that it costs the period's answers: planned freely, it reads every outcome the shop ever had.
 */
export async function readNpsByOutcome(
  db: Database,
  { shopId, timeZone, ...period }: Period & { shopId: string; timeZone: string },
): Promise<Record<Happening, NpsResult>> {
  const rows = await db.$queryRaw<
    Array<{ happening: Happening; promoters: number; passives: number; detractors: number }>
  >`
    SELECT CASE WHEN EXISTS (SELECT 1 FROM "Goodwill" g
        WHERE g."shopId" = r."shopId" AND g."orderId" = r."orderId" AND g."state" = 'given'
          AND g."settledAt" <= r."answeredAt") THEN 'made_good'
      WHEN o."lateness" <= 0 THEN 'on_time' WHEN o."noticedAt" IS NOT NULL THEN 'late_warned' ELSE 'late_silent' END AS happening,
      COUNT(*) FILTER (WHERE r.rating >= 9)::int AS promoters,
      COUNT(*) FILTER (WHERE r.rating BETWEEN 7 AND 8)::int AS passives,
      COUNT(*) FILTER (WHERE r.rating <= 6)::int AS detractors
    FROM "SurveyResponse" r
    CROSS JOIN LATERAL (
      SELECT "lateness", "noticedAt" FROM "DeliveryOutcome"
      WHERE "shopId" = r."shopId" AND "orderId" = r."orderId" LIMIT 1) o
    WHERE r."shopId" = ${shopId} AND r.survey = 'delivery_feedback' AND o."lateness" IS NOT NULL
      AND ${fallsOn(Prisma.sql`r."answeredAt"`, period, timeZone)}
    GROUP BY 1`;
  const none = { promoters: 0, passives: 0, detractors: 0 };
  const of = (happening: Happening) => npsOf(rows.find((row) => row.happening === happening) ?? none);
  return {
    ...{ on_time: of("on_time"), late_warned: of("late_warned"), late_silent: of("late_silent") },
    made_good: of("made_good"),
  };
}
