import type { Transaction } from "~/platform/database.server";
import { countJourneys, settledUntil } from "~/promises/count-journeys.server";
import { promiseEndsAt } from "~/promises/delivery-promise";
import { forecastArrival, forecastLateness, watchedDays, type ParcelOnItsWay } from "~/promises/forecast";
import {
  keepForecasts,
  loadKeptForecasts,
  settleForecasts,
  type KeptForecast,
  type MadeForecast,
} from "~/promises/forecast-looks.server";
import { loadForecaster } from "~/promises/forecaster.server";
import { localDateOf } from "~/promises/local-dates";
import { keepRange, settleRanges } from "~/promises/named-ranges.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { parcelOnItsWay, standingAt, subjectsToAsk, underWay, type Subject } from "./asked-forecasts";
import { destinationDays, type DeliveryForecast } from "./delivery-facts";
import { forecastMorning, lastForecastMornings } from "./predicted-late";
import type { DeliveryRecords } from "./review";

interface AskForecasts {
  shopId: string;
  orderId: string;
  settings: Pick<ShopSettings, "promiseRules" | "delays">;
  now: Date;
}

/**
 * What the shop's lanes say of an order's parcels now: asked on the days a forecast may speak, and where there is
 * a delay to give new dates for, as of their last morning. What had travelled by then is counted first. The
 * forecasts of the last mornings are kept, as they would have been with all that is known by now. By the key of
 * `DeliveryRecords.lanes`.
 */
export async function askForecasts(
  tx: Transaction,
  records: DeliveryRecords,
  { shopId, orderId, settings, now }: AskForecasts,
): Promise<Map<string, DeliveryForecast>> {
  const forecasts = new Map<string, DeliveryForecast>();
  const { timeZone } = records.road;
  const askedAt = forecastMorning(now, timeZone);
  const mornings = morningsToKeep(records, settings.delays, { now, askedAt });
  const [firstOn] = mornings.map((morning) => localDateOf(morning, timeZone)).sort();
  const kept = firstOn === undefined ? [] : await loadKeptForecasts(tx, { shopId, orderId }, firstOn);
  const looks = mornings.flatMap((morning) => looksOf(records, morning));
  const missing = looks.filter((look) => !kept.some((one) => isOf(one, look)));
  const gone = kept.filter((one) => !looks.some((look) => isOf(one, look)));
  const subjects = subjectsToAsk(records, settings.delays, now);
  if (subjects.length === 0 && missing.length === 0) {
    await keepForecasts(tx, { shopId, orderId }, { made: [], gone });
    return forecasts;
  }

  await countJourneys(tx, shopId, askedAt);
  await settleForecasts(tx, shopId, askedAt);
  await settleRanges(tx, shopId, askedAt);
  const lanes = [...subjects, ...missing].map(({ lane }) => lane);
  const forecaster = await loadForecaster(tx, { shopId, lanes, rules: settings.promiseRules, now: askedAt });
  const made = missing.flatMap((look): MadeForecast[] => {
    const lateness = forecastLateness(look.goods, { ...forecaster, now: look.askedAt.getTime() });
    if (lateness === null || records.promise === null) return [];
    const { shipmentId, lookedOn, movedAt } = look;
    const { chance, features } = lateness;
    return [
      { shipmentId, lookedOn, movedAt, promiseEndsAt: promiseEndsAt(records.promise), chance, features },
    ];
  });
  await keepForecasts(tx, { shopId, orderId }, { made, gone });

  for (const { key, lane, parcel } of subjects) {
    const asked = parcelOnItsWay(records, { lane, parcel });
    const atAsking = { ...forecaster, now: askedAt.getTime() };
    const forecast = { ...forecastArrival(asked, atAsking), askedAt };
    forecasts.set(key, forecast);
    const { leg } = forecast.reasons;
    const days = watchedDays(asked, atAsking);
    await keepRange(tx, {
      shopId,
      orderId,
      shipmentId: parcel?.id ?? null,
      leg,
      days,
      timeZone: lane.timeZone,
    });
    const look = { shipmentId: key, lookedOn: localDateOf(askedAt, timeZone), movedAt: movedAtOf(asked) };
    const known = [...made, ...kept].find((one) => isOf(one, look));
    if (known) forecast.lateChance = known.chance;
  }
  return forecasts;
}

/** The mornings whose forecasts may still be learned from: those of the last days, until the promise is settled. */
function morningsToKeep(
  { order, promise, road }: DeliveryRecords,
  rules: ShopSettings["delays"],
  { now, askedAt }: { now: Date; askedAt: Date },
): Date[] {
  if (order.exemption !== null || !promise || promiseEndsAt(promise) <= settledUntil(askedAt)) return [];
  const orderedAt = order.paidAt ?? order.placedAt;
  const { calendar, timeZone } = destinationDays(road);
  return lastForecastMornings(now, { promisedOn: promise.latestOn, calendar, timeZone }, rules).filter(
    (morning) => morning >= orderedAt,
  );
}

/** What a morning had to ask of an order, and of which step of each parcel. */
interface Look extends Pick<KeptForecast, "shipmentId" | "lookedOn" | "movedAt">, Pick<Subject, "lane"> {
  askedAt: Date;
  goods: ParcelOnItsWay;
}

function looksOf(records: DeliveryRecords, morning: Date): Look[] {
  const then = standingAt(records, morning);
  return underWay(then).map(({ key, lane, parcel }) => {
    const goods = parcelOnItsWay(then, { lane, parcel });
    return {
      ...{
        shipmentId: key,
        lookedOn: localDateOf(morning, records.road.timeZone),
        movedAt: movedAtOf(goods),
      },
      ...{ lane, goods, askedAt: morning },
    };
  });
}

function movedAtOf({ stage, handedOverAt }: ParcelOnItsWay): Date | null {
  const at = stage?.since ?? handedOverAt;
  return at === null ? null : new Date(at);
}

const isOf = (one: Pick<Look, "shipmentId" | "lookedOn" | "movedAt">, other: typeof one): boolean =>
  one.shipmentId === other.shipmentId &&
  one.lookedOn === other.lookedOn &&
  one.movedAt?.getTime() === other.movedAt?.getTime();
