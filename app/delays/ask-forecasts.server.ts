import type { Transaction } from "~/platform/database.server";
import { countJourneys } from "~/promises/count-journeys.server";
import { promiseEndsAt } from "~/promises/delivery-promise";
import { forecastArrival, watchedDays } from "~/promises/forecast";
import { keepForecast, settleForecasts } from "~/promises/forecast-looks.server";
import { loadForecaster } from "~/promises/forecaster.server";
import { localDateOf } from "~/promises/local-dates";
import { keepRange, settleRanges } from "~/promises/named-ranges.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { parcelOnItsWay, subjectsToAsk } from "./asked-forecasts";
import type { DeliveryForecast } from "./delivery-facts";
import { forecastMorning } from "./predicted-late";
import type { DeliveryRecords } from "./review";

interface AskForecasts {
  shopId: string;
  orderId: string;
  settings: Pick<ShopSettings, "promiseRules" | "delays">;
  now: Date;
}

/**
 * What the shop's lanes say of an order's parcels now: asked on the days a forecast may speak, and where there is
 * a delay to give new dates for, as of their last morning. What had travelled by then is counted first. By the key of `DeliveryRecords.lanes`.
 */
export async function askForecasts(
  tx: Transaction,
  records: DeliveryRecords,
  { shopId, orderId, settings, now }: AskForecasts,
): Promise<Map<string, DeliveryForecast>> {
  const forecasts = new Map<string, DeliveryForecast>();
  const subjects = subjectsToAsk(records, settings.delays, now);
  if (subjects.length === 0) return forecasts;
  const askedAt = forecastMorning(now, records.road.timeZone);
  await countJourneys(tx, shopId, askedAt);
  await settleForecasts(tx, shopId, askedAt);
  await settleRanges(tx, shopId, askedAt);
  const lanes = subjects.map(({ lane }) => lane);
  const forecaster = await loadForecaster(tx, { shopId, lanes, rules: settings.promiseRules, now: askedAt });
  for (const { key, lane, parcel } of subjects) {
    const asked = parcelOnItsWay(records, { lane, parcel });
    const atAsking = { ...forecaster, now: askedAt.getTime() };
    const forecast = { ...forecastArrival(asked, atAsking), askedAt };
    forecasts.set(key, forecast);
    const of = { shopId, orderId, shipmentId: parcel?.id ?? null };
    const { leg } = forecast.reasons;
    await keepRange(tx, { ...of, leg, days: watchedDays(asked, atAsking), timeZone: lane.timeZone });
    const { lateChance, features } = forecast;
    if (lateChance === null || features === null || !records.promise) continue;
    const movedAt = asked.stage?.since ?? asked.handedOverAt;
    forecast.lateChance = await keepForecast(tx, {
      ...of,
      lookedOn: localDateOf(askedAt, records.road.timeZone),
      movedAt: movedAt === null ? null : new Date(movedAt),
      chance: lateChance,
      features,
      promiseEndsAt: promiseEndsAt(records.promise),
    });
  }
  return forecasts;
}
