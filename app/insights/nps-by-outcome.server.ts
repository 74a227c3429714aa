import type { Database } from "~/platform/database.server";
import { npsOf, type NpsResult } from "~/surveys/nps";
import { Prisma } from "~/platform/prisma/client";
import type { Period } from "./insights-period";
import type { Happening } from "~/surveys/happenings";
import { fallsOn } from "./period-condition.server";

/** The NPS after delivery, told apart by what had happened to the order, as the answers keep it. */
export async function readNpsByOutcome(
  db: Database,
  { shopId, timeZone, ...period }: Period & { shopId: string; timeZone: string },
): Promise<Record<Happening, NpsResult>> {
  // Raw because it counts three groups in one reading of an index.
  const rows = await db.$queryRaw<
    Array<{ happening: Happening; promoters: number; passives: number; detractors: number }>
  >`
    SELECT "happening",
      COUNT(*) FILTER (WHERE "rating" >= 9)::int AS promoters,
      COUNT(*) FILTER (WHERE "rating" BETWEEN 7 AND 8)::int AS passives,
      COUNT(*) FILTER (WHERE "rating" <= 6)::int AS detractors
    FROM "SurveyResponse"
    WHERE "shopId" = ${shopId} AND "happening" IS NOT NULL
      AND ${fallsOn(Prisma.sql`"answeredAt"`, period, timeZone)}
    GROUP BY 1`;
  const none = { promoters: 0, passives: 0, detractors: 0 };
  const of = (happening: Happening) => npsOf(rows.find((row) => row.happening === happening) ?? none);
  return {
    ...{ on_time: of("on_time"), late_warned: of("late_warned"), late_silent: of("late_silent") },
    made_good: of("made_good"),
  };
}
