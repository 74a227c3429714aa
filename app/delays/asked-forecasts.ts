import { promiseEndsAt } from "~/promises/delivery-promise";
import { forecastArrival, type ParcelOnItsWay } from "~/promises/forecast";
import type { Forecaster } from "~/promises/forecaster.server";
import { stageOf, waitedForFrom } from "~/promises/journeys";
import type { Lane } from "~/promises/lane";
import { localDateOf } from "~/promises/local-dates";
import type { ShopSettings } from "~/settings/shop-settings";
import { carrierScansOf, type CarrierScan } from "./carrier-scans";
import { destinationDays, type DeliveryForecast, type ParcelFacts } from "./delivery-facts";
import { isWatchable } from "./find-delay";
import { forecastMorning, isChanceDay, isForecastDay } from "./predicted-late";
import type { DeliveryRecords } from "./review";

/** A parcel of an order, or (null) its goods not shipped, with the road it takes; by the key of `DeliveryRecords.lanes`. */
export interface Subject {
  key: string;
  lane: Lane;
  parcel: ParcelFacts | null;
}

/** Of what a look has to ask the lanes: on the days a forecast may speak, and where a delay needs new dates. */
export function subjectsToAsk(records: DeliveryRecords, rules: ShopSettings["delays"], now: Date): Subject[] {
  const { order, promise, incidents, road } = records;
  if (order.exemption !== null || !promise) return [];
  const today = localDateOf(now, road.timeZone);
  const { calendar } = destinationDays(road);
  const hasDelay = incidents.some(({ incident }) => incident.state !== "closed");
  const mayBeAsked =
    hasDelay ||
    today > promise.latestOn ||
    isForecastDay({ today, promisedOn: promise.latestOn, calendar }, rules);
  return mayBeAsked ? underWay(records, forecastMorning(now, road.timeZone)) : [];
}

/** Of which chances are kept for the merchant: whatever is under way while its promise may still be broken or kept. */
export function subjectsInDoubt(
  records: DeliveryRecords,
  rules: ShopSettings["delays"],
  now: Date,
): Subject[] {
  const { order, promise, road } = records;
  if (order.exemption !== null || !promise) return [];
  const today = localDateOf(now, road.timeZone);
  const { calendar } = destinationDays(road);
  return isChanceDay({ today, promisedOn: promise.latestOn, calendar }, rules)
    ? underWay(records, forecastMorning(now, road.timeZone))
    : [];
}

/**
 * What of an order is still to come at an instant and whose silence means something: its parcels, and goods not shipped,
 * from when they may be taken up.
 */
export function underWay(
  { order, promise, parcels, isUnshipped, lanes }: DeliveryRecords,
  at: Date,
): Subject[] {
  const isPutOff = promise?.mayLeaveAt != null && promise.mayLeaveAt > at;
  return [...parcels, ...(isUnshipped ? [null] : [])].flatMap((parcel) => {
    const key = parcel?.id ?? "";
    const lane = lanes.get(key);
    const isComing = !parcel?.deliveredAt && !(isPutOff && handedOverAtOf(parcel, scansOf(parcel)) === null);
    return lane && isComing && isWatchable({ order, parcel }) ? [{ key, lane, parcel }] : [];
  });
}

/** The order as it stood at an instant of the last days, by all that is known of it now. */
export function standingAt(records: DeliveryRecords, at: Date): DeliveryRecords {
  return {
    ...records,
    isUnshipped: records.isUnshipped || records.parcels.some(({ createdAt }) => createdAt > at),
    parcels: records.parcels
      .filter(({ createdAt }) => createdAt <= at)
      .map((parcel) => ({
        ...parcel,
        scans: parcel.scans.filter(({ happenedAt }) => happenedAt <= at),
        deliveredAt: parcel.deliveredAt && parcel.deliveredAt <= at ? parcel.deliveredAt : null,
      })),
  };
}

/** One of them as a forecast is asked of it. */
export function parcelOnItsWay(
  { order, promise }: DeliveryRecords,
  { lane, parcel }: Pick<Subject, "lane" | "parcel">,
): ParcelOnItsWay {
  const scans = scansOf(parcel);
  const handedOverAt = handedOverAtOf(parcel, scans);
  const stage = stageOf(scans);
  const mayLeaveAt = promise?.mayLeaveAt ?? null;
  // What left before was not what is put off.
  const isOfNow = handedOverAt !== null && mayLeaveAt !== null && handedOverAt < mayLeaveAt;
  return {
    lane,
    orderedAt: waitedForFrom(order, isOfNow ? null : mayLeaveAt).getTime(),
    handedOverAt: handedOverAt?.getTime() ?? null,
    stage: stage && { leg: stage.leg, since: stage.since.getTime() },
    promiseEndsAt: promise && promiseEndsAt(promise).getTime(),
  };
}

const scansOf = (parcel: ParcelFacts | null): CarrierScan[] => (parcel ? carrierScansOf(parcel.scans) : []);

/** A carrier that scans has a parcel from its first scan on; of any other the label is all there is. */
function handedOverAtOf(parcel: ParcelFacts | null, scans: CarrierScan[]): Date | null {
  return scans[0]?.happenedAt ?? (parcel && !parcel.carrier.scans ? parcel.createdAt : null);
}

/** What a look at an instant of the past would have heard from the lanes as they are known today. */
export function forecastsAt(
  records: DeliveryRecords,
  { forecaster, rules, now }: { forecaster: Forecaster; rules: ShopSettings["delays"]; now: Date },
): Map<string, DeliveryForecast> {
  const askedAt = forecastMorning(now, records.road.timeZone);
  return new Map(
    subjectsToAsk(records, rules, now).map((subject) => {
      const asked = parcelOnItsWay(records, subject);
      return [subject.key, { ...forecastArrival(asked, { ...forecaster, now: askedAt.getTime() }), askedAt }];
    }),
  );
}
