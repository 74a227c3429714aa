import type { Database, Transaction } from "~/platform/database.server";
import { withInstants } from "~/platform/json-rows";
import type { LaneUnderWay } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import { forgottenAfterMs } from "./arrival-tally";
import { levelsOf, paceLevelOf, type Lane, type Leg } from "./lane";
import { settledUntil } from "./count-journeys.server";
import { curvesAt, type LaneCurves } from "./lane-curves";
import { emptyHistory, type LaneHistory } from "./lane-history";
import { legOf } from "./journeys";
import { startingOdds, type LateOdds } from "./late-odds";
import { rangesAt, type Ranges, type RangeTally } from "./named-range";
import { transitRuleIn } from "./resolve-promise";

/** What a forecast is asked of: the roads in question as the shop knows them, its odds, and how wide its ranges are. */
export interface Forecaster {
  curves: LaneCurves;
  odds: LateOdds;
  ranges: Ranges;
}

const askedLegs: readonly Leg[] = ["handling", "transit", "last_mile", "second_attempt"];

/**
 * Reads what the shop has learned of these lanes: a dozen rows by their keys, whatever the length of its history.
 * Nothing is kept in memory between looks, so every process answers from the same sums.
 */
export async function loadForecaster(
  db: Database | Transaction,
  {
    shopId,
    lanes,
    rules,
    now,
  }: { shopId: string; lanes: Lane[]; rules: ShopSettings["promiseRules"]; now: Date },
): Promise<Forecaster> {
  const levels = lanes.flatMap((lane) => [
    ...askedLegs.flatMap((leg) => levelsOf(leg, lane)),
    paceLevelOf(lane),
  ]);
  const asOf = settledUntil(now).getTime();
  const { history, odds, ranges } = await loadLearned(db, {
    shopId,
    levels: [...new Set(levels)],
    since: new Date(asOf - forgottenAfterMs),
  });
  return {
    curves: curvesAt(history, { asOf, usualDays: (leg, lane) => usualDaysOf(leg, lane, rules) }),
    odds: odds ?? startingOdds(),
    ranges: rangesAt(ranges, asOf),
  };
}

/** The longest the merchant's rules allow for a leg of a lane; what carriers do at the door they do not rule. */
function usualDaysOf(
  leg: Leg,
  { country, service, zone }: Lane,
  rules: ShopSettings["promiseRules"],
): number | null {
  if (leg === "handling") return Math.max(1, rules.handlingDays);
  if (leg !== "transit") return null;
  return transitRuleIn({ countryCode: country, shippingMethod: service, zone }, rules)?.maxDays ?? null;
}

interface Learned {
  tallies: Array<{ level: string; arrivals: number[]; exposure: number[] }>;
  underWay: LaneUnderWay[];
  odds: LateOdds | null;
  ranges: Array<RangeTally & { leg: string }>;
}

/** In one read: it is asked at every look at a delivery. Parcels lost before `since` are forgotten. */
async function loadLearned(
  db: Database | Transaction,
  { shopId, levels, since }: { shopId: string; levels: string[]; since: Date },
): Promise<{ history: LaneHistory; odds: LateOdds | null; ranges: Map<string, RangeTally> }> {
  const [row] = await db.$queryRaw<Learned[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM "LaneTally" t
        WHERE t."shopId" = ${shopId} AND t."level" = ANY(${levels})) AS "tallies",
      (SELECT coalesce(jsonb_agg(to_jsonb(u)), '[]') FROM "LaneUnderWay" u
        WHERE u."shopId" = ${shopId} AND u."level" = ANY(${levels}) AND u."setOutAt" > ${since}) AS "underWay",
      (SELECT jsonb_build_object('mean', o."mean", 'covariance', o."covariance") FROM "ForecastOdds" o
        WHERE o."shopId" = ${shopId}) AS "odds",
      (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM "RangeTally" r
        WHERE r."shopId" = ${shopId}) AS "ranges"`;
  const none: Learned = { tallies: [], underWay: [], odds: null, ranges: [] };
  const { tallies, underWay, odds, ranges } = withInstants(row ?? none);
  const history = emptyHistory();
  for (const { level, arrivals, exposure } of tallies)
    history.tallies.set(level, {
      arrivals: Float64Array.from(arrivals),
      exposure: Float64Array.from(exposure),
    });
  for (const { level, leg, country, timeZone, setOutAt, parcels } of underWay) {
    const known = history.underWay.get(level) ?? { leg: legOf(leg), country, timeZone, setOut: new Map() };
    known.setOut.set(setOutAt.getTime(), parcels);
    history.underWay.set(level, known);
  }
  return { history, odds, ranges: new Map(ranges.map(({ leg, ...sums }) => [leg, sums])) };
}
