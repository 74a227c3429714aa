import type { Database, Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { levelsOf, paceLevelOf, type Lane, type Leg } from "./lane";
import { settledUntil } from "./count-journeys.server";
import { curvesAt, type LaneCurves } from "./lane-curves";
import { emptyHistory, type LaneHistory } from "./lane-history";
import { legOf } from "./journeys";
import { startingOdds, type LateOdds } from "./late-odds";
import { transitRuleFor } from "./resolve-promise";

/** What a forecast is asked of: the roads in question as the shop knows them, and its odds. */
export interface Forecaster {
  curves: LaneCurves;
  odds: LateOdds;
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
  const history = await loadHistory(db, shopId, [...new Set(levels)]);
  const stored = await db.forecastOdds.findUnique({ where: { shopId } });
  return {
    curves: curvesAt(history, {
      asOf: settledUntil(now).getTime(),
      usualDays: (lane) => usualDaysOf(lane, rules),
    }),
    odds: stored ? { mean: stored.mean, covariance: stored.covariance } : startingOdds(),
  };
}

/** The longest transit the merchant's rules allow on a lane. */
function usualDaysOf({ country, service }: Lane, rules: ShopSettings["promiseRules"]): number | null {
  return transitRuleFor({ countryCode: country, shippingMethod: service }, rules)?.maxDays ?? null;
}

async function loadHistory(
  db: Database | Transaction,
  shopId: string,
  levels: string[],
): Promise<LaneHistory> {
  const history = emptyHistory();
  const where = { shopId, level: { in: levels } };
  for (const { level, arrivals, exposure } of await db.laneTally.findMany({ where }))
    history.tallies.set(level, {
      arrivals: Float64Array.from(arrivals),
      exposure: Float64Array.from(exposure),
    });
  for (const { level, leg, country, timeZone, setOutAt, parcels } of await db.laneUnderWay.findMany({
    where,
  })) {
    const known = history.underWay.get(level) ?? { leg: legOf(leg), country, timeZone, setOut: new Map() };
    known.setOut.set(setOutAt.getTime(), parcels);
    history.underWay.set(level, known);
  }
  return history;
}
