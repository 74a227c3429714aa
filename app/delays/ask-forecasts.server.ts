import type { Transaction } from "~/platform/database.server";
import { countJourneys } from "~/promises/count-journeys.server";
import { promiseEndsAt } from "~/promises/delivery-promise";
import { forecastArrival, watchedDays, type ParcelOnItsWay } from "~/promises/forecast";
import { keepForecast, settleForecasts } from "~/promises/forecast-looks.server";
import { loadForecaster } from "~/promises/forecaster.server";
import { stageOf } from "~/promises/journeys";
import type { Lane } from "~/promises/lane";
import { localDateOf } from "~/promises/local-dates";
import { keepRange, settleRanges } from "~/promises/named-ranges.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { carrierScansOf } from "./carrier-scans";
import { destinationDays, type DeliveryForecast, type ParcelFacts } from "./delivery-facts";
import { isWatchable } from "./find-delay";
import { forecastMorning, isForecastDay } from "./predicted-late";
import type { DeliveryRecords } from "./review";

interface AskForecasts {
  shopId: string;
  orderId: string;
  settings: Pick<ShopSettings, "promiseRules" | "delays">;
  now: Date;
}

/**
 * What the shop's lanes say of an order's parcels now: asked on the days a forecast may speak, and where there is
 * a delay to give new dates for. What travelled since is counted first. By the key of `DeliveryRecords.lanes`.
 */
export async function askForecasts(
  tx: Transaction,
  records: DeliveryRecords,
  { shopId, orderId, settings, now }: AskForecasts,
): Promise<Map<string, DeliveryForecast>> {
  const forecasts = new Map<string, DeliveryForecast>();
  const subjects = subjectsToAsk(records, settings.delays, now);
  if (subjects.length === 0) return forecasts;
  await countJourneys(tx, shopId, now);
  await settleForecasts(tx, shopId, now);
  await settleRanges(tx, shopId, now);
  const lanes = subjects.map(({ lane }) => lane);
  const askedAt = forecastMorning(now, records.road.timeZone);
  const forecaster = await loadForecaster(tx, { shopId, lanes, rules: settings.promiseRules, now });
  for (const { key, lane, parcel } of subjects) {
    const asked = parcelOnItsWay(records, { lane, parcel });
    const atAsking = { ...forecaster, now: askedAt.getTime() };
    const forecast = forecastArrival(asked, atAsking);
    forecasts.set(key, { ...forecast, askedAt });
    const of = { shopId, orderId, shipmentId: parcel?.id ?? null };
    const { leg } = forecast.reasons;
    await keepRange(tx, { ...of, leg, days: watchedDays(asked, atAsking), timeZone: lane.timeZone });
    const { lateChance, features } = forecast;
    if (lateChance === null || features === null || !records.promise) continue;
    await keepForecast(tx, {
      ...of,
      lookedOn: localDateOf(askedAt, records.road.timeZone),
      chance: lateChance,
      features,
      promiseEndsAt: promiseEndsAt(records.promise),
    });
  }
  return forecasts;
}

interface Subject {
  key: string;
  lane: Lane;
  parcel: ParcelFacts | null;
}

function subjectsToAsk(records: DeliveryRecords, rules: ShopSettings["delays"], now: Date): Subject[] {
  const { order, promise, incidents, road } = records;
  if (order.exemption !== null || !promise) return [];
  const today = localDateOf(now, road.timeZone);
  const { calendar } = destinationDays(road);
  const hasDelay = incidents.some(({ incident }) => incident.state !== "closed");
  const mayBeAsked =
    hasDelay ||
    today > promise.latestOn ||
    isForecastDay({ today, promisedOn: promise.latestOn, calendar }, rules);
  return mayBeAsked ? underWay(records) : [];
}

/** What of an order is still to come and whose silence means something: its parcels, and goods not shipped. */
export function underWay({ order, parcels, isUnshipped, lanes }: DeliveryRecords): Subject[] {
  return [...parcels, ...(isUnshipped ? [null] : [])].flatMap((parcel) => {
    const key = parcel?.id ?? "";
    const lane = lanes.get(key);
    return lane && !parcel?.deliveredAt && isWatchable({ order, parcel }) ? [{ key, lane, parcel }] : [];
  });
}

/** One of them as a forecast is asked of it. */
export function parcelOnItsWay(
  { order, promise }: DeliveryRecords,
  { lane, parcel }: Pick<Subject, "lane" | "parcel">,
): ParcelOnItsWay {
  const scans = parcel ? carrierScansOf(parcel.scans) : [];
  // A carrier that scans has a parcel from its first scan on; of any other the label is all there is.
  const handedOverAt = scans[0]?.happenedAt ?? (parcel && !parcel.carrier.scans ? parcel.createdAt : null);
  const stage = stageOf(scans);
  return {
    lane,
    orderedAt: (order.paidAt ?? order.placedAt).getTime(),
    handedOverAt: handedOverAt?.getTime() ?? null,
    stage: stage && { leg: stage.leg, since: stage.since.getTime() },
    promiseEndsAt: promise && promiseEndsAt(promise).getTime(),
  };
}
