import { dayMs } from "~/platform/durations";
import { addBusinessDays, businessDaysBetween, type BusinessCalendar } from "~/promises/business-calendar";
import { instantOf, laterOf, localDateOf, plusDays } from "~/promises/local-dates";
import type { ShopSettings } from "~/settings/shop-settings";

/** When a forecast is reason enough to warn: the chance, and the days before the promised one. */
export type PredictedLateRules = Pick<
  ShopSettings["delays"],
  "predictedLateThreshold" | "predictedLateEarliestDays" | "predictedLateLatestDays"
>;

/**
 * Whether a warning by forecast may be given on a day at all: a business day there, and the promised one neither too far
 * nor too near. A late webhook on a Saturday must not open what no morning would have.
 */
export function isForecastDay(
  { today, promisedOn, calendar }: { today: string; promisedOn: string; calendar: BusinessCalendar },
  rules: Omit<PredictedLateRules, "predictedLateThreshold">,
): boolean {
  if (!calendar(today)) return false;
  const daysLeft = businessDaysBetween(today, promisedOn, calendar);
  return daysLeft <= rules.predictedLateEarliestDays && daysLeft >= rules.predictedLateLatestDays;
}

// A parcel may be hopeless from the start; whoever has just bought has not begun to wait.
const SETTLING_MS = dayMs;

/** From when on a forecast may speak of an order at all: a day after it was placed and paid. */
export function forecastSpeaksFrom({ placedAt, paidAt }: { placedAt: Date; paidAt: Date | null }): Date {
  return new Date(Math.max(placedAt.getTime(), paidAt?.getTime() ?? 0) + SETTLING_MS);
}

/** Whether the chance of being late is high enough to warn. */
export function isPredictedLate(lateChance: number, rules: PredictedLateRules): boolean {
  return lateChance * 100 >= rules.predictedLateThreshold;
}

// Early enough to be read before she asks, late enough to be read awake; the carrier's night scans are in by then.
const LOOK_TIME = "08:00";

/** The morning a day's forecast is made of: whatever brings on a second look that day gets the same answer. */
export function forecastMorning(now: Date, timeZone: string): Date {
  const today = localDateOf(now, timeZone);
  const at = instantOf(today, LOOK_TIME, timeZone);
  return at <= now ? at : instantOf(plusDays(today, -1), LOOK_TIME, timeZone);
}

// News of a morning may come this many days late.
const NEWS_DAYS = 3;

/** The mornings of the last days on which the forecast was to be asked, this one's too. */
export function lastForecastMornings(
  now: Date,
  { promisedOn, calendar, timeZone }: { promisedOn: string; calendar: BusinessCalendar; timeZone: string },
  rules: Omit<PredictedLateRules, "predictedLateThreshold">,
): Date[] {
  const lastOn = localDateOf(forecastMorning(now, timeZone), timeZone);
  return Array.from({ length: NEWS_DAYS + 1 }, (_, ago) => plusDays(lastOn, -ago))
    .filter((today) => isForecastDay({ today, promisedOn, calendar }, rules))
    .map((today) => instantOf(today, LOOK_TIME, timeZone));
}

/**
 * Whether the merchant is told on a day how likely it is late: from the first day a shopper may be warned on to the
 * promised one, weekends too. The last days are too late to warn her by a chance, not to see to the parcel.
 */
export function isChanceDay(
  { today, promisedOn, calendar }: { today: string; promisedOn: string; calendar: BusinessCalendar },
  rules: Pick<PredictedLateRules, "predictedLateEarliestDays">,
): boolean {
  return (
    today <= promisedOn && businessDaysBetween(today, promisedOn, calendar) <= rules.predictedLateEarliestDays
  );
}

/** The next morning on which the forecast is asked: a business day's; null when the promised day has none left. */
export function nextForecastLook(
  now: Date,
  { promisedOn, calendar, timeZone }: { promisedOn: string; calendar: BusinessCalendar; timeZone: string },
  rules: Pick<PredictedLateRules, "predictedLateEarliestDays">,
): Date | null {
  const firstOn = addBusinessDays(promisedOn, -rules.predictedLateEarliestDays, calendar);
  let on = laterOf(firstOn, localDateOf(now, timeZone));
  for (; on <= promisedOn; on = plusDays(on, 1)) {
    const at = instantOf(on, LOOK_TIME, timeZone);
    if (at > now && calendar(on)) return at;
  }
  return null;
}
