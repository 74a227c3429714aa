import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";
import type { NpsResult } from "~/surveys/nps";
import type { Survey } from "~/surveys/survey-kinds";
import { readComplaintCosts, type ComplaintCosts } from "./complaint-costs.server";
import {
  calibration,
  deliveryFigures,
  laneFigures,
  originFigures,
  weekFigures,
  type Calibration,
  type DeliveryFigures,
  type LaneFigures,
  type OriginFigures,
  type Share,
  type WeekFigures,
} from "./delivery-figures";
import { readForecastKeeping, type ForecastKeeping } from "./forecast-keeping.server";
import { readHoldOuts, type HoldOutEffect } from "./hold-outs.server";
import { periodBefore, readPeriod, type Period } from "./insights-period";
import type { Happening } from "~/surveys/happenings";
import { readNpsByOutcome } from "./nps-by-outcome.server";
import { readNps, readNpsWeeks, type NpsWeek } from "./nps-period.server";
import { readOriginCounts, readOutcomeCounts, sumOutcomeCounts } from "./outcome-counts.server";
import { readLocationNames } from "./packing-locations.server";
import { readPraiseCounts } from "./praise-counts.server";
import { readRepurchases } from "./repurchases.server";
import { readTextCosts, type TextCosts } from "./text-costs.server";
import { readTouchpointSums } from "./touchpoint-sums.server";

interface PeriodFigures {
  delivery: DeliveryFigures;
  nps: Record<Survey, NpsResult>;
  /** Of the orders delivered, those whose shoppers praised, and those whose complained. */
  praise: Share;
  complaints: Share;
  costs: ComplaintCosts;
  /** Of the orders whose ninety days after the arrival ended in the period: those whose shopper bought again. */
  repurchases: Record<Happening, Share>;
}

/** Everything the page shows and the file holds: both are made from this, so they agree to the digit. */
export interface Insights extends PeriodFigures {
  period: Period;
  today: string;
  /** The same figures for as many days just before. */
  before: PeriodFigures & { period: Period };
  weeks: WeekFigures[];
  npsWeeks: NpsWeek[];
  lanes: LaneFigures[];
  /** By the location that packs, with the name the shop gave it; null where it is not known. */
  locations: Array<OriginFigures & { name: string | null }>;
  calibration: Calibration[];
  /** Since the shop began, not over the period: promises end too seldom for a month to tell. */
  forecasts: ForecastKeeping;
  npsByOutcome: Record<Happening, NpsResult>;
  /** What was not sent and why, the most frequent first. */
  heldBack: Array<{ kind: string; reason: string; count: number }>;
  texts: TextCosts[];
  /** What messages do, by the shoppers held out of them. */
  holdOuts: HoldOutEffect[];
}

/** The figures of a shop over some days. Everything is read from sums kept as things happen, except who answered what. */
export async function readInsights(
  deps: { db: Database; clock: Clock },
  { shopId, search }: { shopId: string; search: URLSearchParams },
): Promise<Insights> {
  const { db } = deps;
  const { timeZone, currency, settings } = await getShop(db, shopId);
  const today = localDateOf(deps.clock.now(), timeZone);
  const period = readPeriod(search, today);
  const earlier = periodBefore(period);
  // A promise that may still be kept is not judged.
  const judged = ({ fromOn, untilOn }: Period): Period => {
    const yesterday = plusDays(today, -1);
    return { fromOn, untilOn: untilOn < yesterday ? untilOn : yesterday };
  };
  const [
    outcomes,
    judgedNow,
    judgedBefore,
    nps,
    npsBefore,
    npsWeeks,
    npsByOutcome,
    touchpoints,
    texts,
    forecasts,
    origins,
    locationNames,
    repurchases,
    repurchasesBefore,
    praise,
    praiseBefore,
    costs,
    costsBefore,
    holdOuts,
  ] = await Promise.all([
    readOutcomeCounts(db, { shopId, ...judged(period) }),
    sumOutcomeCounts(db, { shopId, ...judged(period) }),
    sumOutcomeCounts(db, { shopId, ...judged(earlier) }),
    readBothNps(db, { shopId, ...period }),
    readBothNps(db, { shopId, ...earlier }),
    readNpsWeeks(db, { shopId, ...period }),
    readNpsByOutcome(db, { shopId, timeZone, ...period }),
    readTouchpointSums(db, { shopId, ...period }),
    readTextCosts(db, { shopId, timeZone, ...period }),
    readForecastKeeping(db, shopId),
    readOriginCounts(db, { shopId, ...judged(period) }),
    readLocationNames(db, shopId),
    readRepurchases(db, { shopId, ...period }),
    readRepurchases(db, { shopId, ...earlier }),
    readPraiseCounts(db, { shopId, ...judged(period) }),
    readPraiseCounts(db, { shopId, ...judged(earlier) }),
    readComplaintCosts(db, { shopId, timeZone, currency, ...period }),
    readComplaintCosts(db, { shopId, timeZone, currency, ...earlier }),
    readHoldOuts(db, { shopId, settings, ...period }),
  ]);
  return {
    period,
    today,
    ...withPraise(deliveryFigures(judgedNow), praise),
    nps,
    costs,
    repurchases,
    before: {
      period: earlier,
      ...withPraise(deliveryFigures(judgedBefore), praiseBefore),
      nps: npsBefore,
      costs: costsBefore,
      repurchases: repurchasesBefore,
    },
    weeks: weekFigures(outcomes, judged(period)),
    npsWeeks,
    lanes: laneFigures(outcomes),
    locations: originFigures(origins).map((origin) => ({
      ...origin,
      name: locationNames.get(origin.originId) ?? null,
    })),
    calibration: calibration(outcomes),
    forecasts,
    npsByOutcome,
    heldBack: heldBackOf(touchpoints),
    texts,
    holdOuts,
  };
}

function withPraise(
  delivery: DeliveryFigures,
  { praise, complaints }: { praise: number; complaints: number },
): Pick<PeriodFigures, "delivery" | "praise" | "complaints"> {
  const { n } = delivery.firstAttempt;
  return { delivery, praise: { part: praise, n }, complaints: { part: complaints, n } };
}

async function readBothNps(
  db: Database,
  period: Period & { shopId: string },
): Promise<Record<Survey, NpsResult>> {
  const [purchase_nps, delivery_feedback] = await Promise.all([
    readNps(db, { survey: "purchase_nps", ...period }),
    readNps(db, { survey: "delivery_feedback", ...period }),
  ]);
  return { purchase_nps, delivery_feedback };
}

function heldBackOf(rows: Awaited<ReturnType<typeof readTouchpointSums>>): Insights["heldBack"] {
  const sums = new Map<string, Insights["heldBack"][number]>();
  for (const { kind, outcome, reason, count } of rows) {
    if (outcome !== "suppressed") continue;
    const key = `${kind}/${reason}`;
    sums.set(key, { kind, reason, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
