import { calibrationOf, emptyCalibration, recordForecast, type CalibrationBin } from "~/promises/calibration";
import type { ArrivalDates } from "~/promises/forecast";
import type { BusinessTime } from "~/promises/business-time";
import { daysBetween } from "~/promises/local-dates";
import type { HistoryOrder } from "../../sandbox/simulation/history-file";
import type { Look, PlayedOrder } from "./play";
import {
  areaUnderCurve,
  averagePrecision,
  brierScore,
  mean,
  median,
  precisionAtRecall,
  type Judged,
} from "./ranking";
import { hoursLeft, type WarningRule } from "./rules";

/** The figures of a back-test, as they are printed. */
export interface BacktestFigures {
  orders: number;
  late: number;
  rules: RuleFigures[];
  ranking: Array<{
    hoursBefore: number;
    n: number;
    lateShare: number | null;
    auc: number | null;
    averagePrecision: number | null;
    brier: number | null;
  }>;
  /** Looking once, 48 hours before the end: precision when 80 and 90 of 100 late orders are to be found. */
  lookingOnce: Array<{ recall: number; precision: number | null }>;
  calibration: { ece: number | null; bins: CalibrationBin[] };
  dates: Array<{ moment: string; window: string; coverage: number | null; medianDays: number | null }>;
}

export interface RuleFigures {
  rule: string;
  threshold: number;
  warningsPer1000: number | null;
  /** Share of the warned orders that were late. */
  precision: number | null;
  /** Share of the late orders warned while the promised day was not over. */
  recall: number | null;
  /** From the warning to the end of the promised day, over late orders that were warned. */
  medianLeadHours: number | null;
  meanLeadHours: number | null;
  /** Share of the late orders warned at least that long before the end of the promised day. */
  lateWarned48h: number | null;
  lateWarned96h: number | null;
}

const rankedHours = [48, 96, 168];
const moments = ["order", "hand-over"] as const;
const windows = [
  { window: "P20-P80", from: "p20On", to: "p80On" },
  { window: "P10-P90", from: "p10On", to: "p90On" },
] as const;
const SLACK_HOURS = 1.5;

/** Collects looks and warnings while a history is played; the figures are over the orders it was told to count. */
export function createFigures(orders: HistoryOrder[], rules: WarningRule[], clock: BusinessTime) {
  const counted = new Set(orders.map(({ orderId }) => orderId));
  const warned = rules.map(() => new Map<string, { isLate: boolean; leadHours: number }>());
  const ranked = new Map(rankedHours.map((hours) => [hours, new Array<Judged>()]));
  const windowsGiven = moments.flatMap((moment) =>
    windows.map((window) => ({
      moment,
      ...window,
      given: new Array<{ isCovered: boolean; days: number }>(),
    })),
  );
  const calibration = emptyCalibration();
  const firstLooks = new Set<string>();

  function countDates(moment: (typeof moments)[number], { order }: PlayedOrder, arrival: ArrivalDates): void {
    if (!order.deliveredAt) return;
    const on = clock.dateAt(order.deliveredAt.getTime());
    for (const { moment: at, from, to, given } of windowsGiven) {
      if (at !== moment) continue;
      given.push({
        isCovered: arrival[from] <= on && on <= arrival[to],
        days: daysBetween(arrival[from], arrival[to]) + 1,
      });
    }
  }

  return {
    /** Answers the rules that warn at this look for the first time. */
    look(look: Look): WarningRule[] {
      const { played, lateChance, arrival } = look;
      const { orderId } = played.order;
      const isCounted = counted.has(orderId);
      const leadHours = hoursLeft(look);
      const isLate = isLateOrder(played);
      if (isCounted) {
        recordForecast(calibration, lateChance, isLate);
        const hours = rankedHours.find((one) => Math.abs(one - leadHours) <= SLACK_HOURS);
        if (hours !== undefined) ranked.get(hours)?.push({ chance: lateChance, isLate });
        if (!firstLooks.has(orderId)) countDates("order", played, arrival);
        firstLooks.add(orderId);
      }
      return rules.filter((rule, index) => {
        const known = warned[index];
        if (!known || !rule.warns(look) || known.has(orderId)) return false;
        known.set(orderId, { isLate, leadHours });
        return true;
      });
    },
    handOver(played: PlayedOrder, arrival: ArrivalDates): void {
      if (counted.has(played.order.orderId)) countDates("hand-over", played, arrival);
    },
    result(lateOrders: number): BacktestFigures {
      return {
        orders: counted.size,
        late: lateOrders,
        rules: rules.map((rule, index) =>
          ruleFigures(
            rule,
            [...(warned[index] ?? [])]
              .filter(([orderId]) => counted.has(orderId))
              .map(([, warning]) => warning),
            { orders: counted.size, late: lateOrders },
          ),
        ),
        ranking: [...ranked].map(([hoursBefore, judged]) => ({
          hoursBefore,
          n: judged.length,
          lateShare: mean(judged.map(({ isLate }) => Number(isLate))),
          auc: areaUnderCurve(judged),
          averagePrecision: averagePrecision(judged),
          brier: brierScore(judged),
        })),
        lookingOnce: [0.8, 0.9].map((recall) => ({
          recall,
          precision: precisionAtRecall(ranked.get(48) ?? [], recall),
        })),
        calibration: calibrationOf(calibration),
        dates: windowsGiven.map(({ moment, window, given }) => ({
          moment,
          window,
          coverage: mean(given.map(({ isCovered }) => Number(isCovered))),
          medianDays: median(given.map(({ days }) => days)),
        })),
      };
    },
  };
}

export function isLateOrder({ order, promiseEndsAt }: PlayedOrder): boolean {
  return order.deliveredAt !== null && order.deliveredAt.getTime() >= promiseEndsAt;
}

function ruleFigures(
  { rule, threshold }: WarningRule,
  warnings: Array<{ isLate: boolean; leadHours: number }>,
  { orders, late }: { orders: number; late: number },
): RuleFigures {
  const right = warnings.filter(({ isLate }) => isLate);
  const leads = right.map(({ leadHours }) => leadHours);
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const early = (hours: number) => share(leads.filter((lead) => lead >= hours - SLACK_HOURS).length, late);
  return {
    rule,
    threshold,
    warningsPer1000: share(1000 * warnings.length, orders),
    precision: share(right.length, warnings.length),
    recall: share(right.length, late),
    medianLeadHours: median(leads),
    meanLeadHours: mean(leads),
    lateWarned48h: early(48),
    lateWarned96h: early(96),
  };
}
