import { businessDaysBetween, type BusinessCalendar } from "~/promises/business-calendar";

/** When a forecast is reason enough to warn. */
export interface PredictedLateRules {
  /** Chance of being late, in percent, from which on a shopper is warned. */
  predictedLateThreshold: number;
  /** Business days before the promised day: not sooner, because much can still change … */
  predictedLateEarliestDays: number;
  /** … and not later, because what comes then tells her nothing she could still act on. */
  predictedLateLatestDays: number;
}

/** Whether a warning by forecast may be given on a day at all: the promised day is neither too far nor too near. */
export function isForecastDay(
  { today, promisedOn, calendar }: { today: string; promisedOn: string; calendar: BusinessCalendar },
  rules: PredictedLateRules,
): boolean {
  const daysLeft = businessDaysBetween(today, promisedOn, calendar);
  return daysLeft <= rules.predictedLateEarliestDays && daysLeft >= rules.predictedLateLatestDays;
}

/** Whether the chance of being late is high enough to warn. */
export function isPredictedLate(lateChance: number, rules: PredictedLateRules): boolean {
  return lateChance * 100 >= rules.predictedLateThreshold;
}

export const predictedLateDefaults: PredictedLateRules = {
  predictedLateThreshold: 50,
  predictedLateEarliestDays: 5,
  predictedLateLatestDays: 2,
};
