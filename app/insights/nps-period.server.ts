import type { Database } from "~/platform/database.server";
import { toDateColumn } from "~/promises/local-dates";
import { npsOf, type NpsResult } from "~/surveys/nps";

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
