import { forecastSpeaksFrom, isForecastDay, isPredictedLate } from "~/delays/predicted-late";
import { hourMs } from "~/platform/durations";
import { countryCalendar } from "~/promises/business-calendar";
import { businessTimeOf } from "~/promises/business-time";
import { defaultShopSettings } from "~/settings/shop-settings";
import type { Look } from "./play";

/** A rule that says once of an order, at one of its looks, "this one will be late". */
export interface WarningRule {
  rule: "clock" | "forecast" | "policy";
  /** Hours before the end of the promised day, or the chance of being late. */
  threshold: number;
  warns(look: Look): boolean;
}

// A look is at midnight; daylight saving may make the days before the end an hour longer.
const SLACK_HOURS = 1.5;

/** The rules a merchant could choose between: a plain clock, a threshold of the forecast, and what the product does. */
export function warningRules({ country, timeZone }: { country: string; timeZone: string }): WarningRule[] {
  const calendar = countryCalendar(country);
  const clock = businessTimeOf(country, timeZone);
  const clocks = [48, 72, 96, 120].map((hours): WarningRule => ({
    rule: "clock",
    threshold: hours,
    warns: (look) => hoursLeft(look) <= hours + SLACK_HOURS,
  }));
  // In hundredths: how many a shop wants to warn is a matter of choosing one, and five apart are too far.
  const thresholds = Array.from({ length: 61 }, (_, step) => (20 + step) / 100);
  const forecasts = thresholds.map((threshold): WarningRule => ({
    rule: "forecast",
    threshold,
    warns: ({ lateChance }) => lateChance >= threshold,
  }));
  const policy: WarningRule = {
    rule: "policy",
    threshold: defaultShopSettings.delays.predictedLateThreshold / 100,
    warns: ({ played, atMs, lateChance }) =>
      isPredictedLate(lateChance, defaultShopSettings.delays) &&
      atMs >= forecastSpeaksFrom({ placedAt: played.order.placedAt, paidAt: null }).getTime() &&
      isForecastDay(
        { today: clock.dateAt(atMs), promisedOn: played.promisedOn, calendar },
        defaultShopSettings.delays,
      ),
  };
  return [...clocks, ...forecasts, policy];
}

/** Hours until the promised day is over. */
export function hoursLeft({ played, atMs }: Look): number {
  return (played.promiseEndsAt - atMs) / hourMs;
}
