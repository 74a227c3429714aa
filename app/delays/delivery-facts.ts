import type { DateRange } from "~/messages/message-values";
import { dayMs } from "~/platform/durations";
import { countryCalendar, type BusinessCalendar } from "~/promises/business-calendar";
import { promiseEndsAt, type DeliveryPromise } from "~/promises/delivery-promise";
import type { Forecast } from "~/promises/forecast";
import type { ScanRhythm } from "~/promises/scan-rhythm";
import type { ShopSettings } from "~/settings/shop-settings";
import { carrierScansOf, type CarrierScan } from "./carrier-scans";

/** Why an order's delivery is not watched at all. */
export type Exemption = "test" | "imported" | "deleted" | "cancelled" | "refunded" | "no_shipping";

/** What we know of one parcel. */
export interface ParcelFacts {
  id: string;
  createdAt: Date;
  tracked: boolean;
  deliveredAt: Date | null;
  scans: CarrierScan[];
  /**
   * What this shop has seen of the same carrier on other parcels lately. Many carriers never report a scan
   * or an arrival: their silence says nothing.
   */
  carrier: { scans: boolean; reportsArrivals: boolean };
}

/** What the shop's lanes said of a parcel, and when they were asked. */
export interface DeliveryForecast extends Forecast {
  askedAt: Date;
}

/** All that the kinds of delay are decided from: one parcel of an order, or (null) its goods not shipped yet. */
export interface DeliveryFacts {
  order: { placedAt: Date; paidAt: Date | null; exemption: Exemption | null };
  promise: DeliveryPromise | null;
  /** The newest dates a message that really went out gave her; null while the original promise is all she has. */
  told: DateRange | null;
  parcel: ParcelFacts | null;
  /** null where nobody asked: a forecast is only wanted on the days it may speak, and for new dates. */
  forecast: DeliveryForecast | null;
  /** How long such a parcel is usually silent where it is now; null while too few have told, or nobody asked. */
  rhythm: ScanRhythm | null;
  /** The days of silence an open incident was found by: what is learned later neither ends nor renews it. */
  silenceDays: number | null;
  road: Road;
}

/** From where to where: the calendars and clocks days are counted by. */
export interface Road {
  /** Those of the location the goods leave from. */
  rules: ShopSettings["promiseRules"];
  destinationCountry: string;
  /** The shopper's. */
  timeZone: string;
}

/** The business days of the place a parcel goes to, on the shopper's clock. */
export function destinationDays(road: Road): { calendar: BusinessCalendar; timeZone: string } {
  return { calendar: countryCalendar(road.destinationCountry), timeZone: road.timeZone };
}

/** The latest day she counts on: the last one promised, or told since. Null when she was never given one. */
export function latestKnownOn({ promise, told }: Pick<DeliveryFacts, "promise" | "told">): string | null {
  if (promise === null) return told?.latestOn ?? null;
  return told !== null && told.latestOn > promise.latestOn ? told.latestOn : promise.latestOn;
}

// After two months without any sign a parcel is lost, or arrived unseen. A machine has nothing true left to
// say, and an incident that never ends would keep the shopper out of every survey for good.
const SILENT_DAYS = 60;

/** When a delivery is given up as never to be heard of: 60 days after the promise and after its last sign. */
export function givenUpAt({
  order,
  promise,
  parcel,
}: Pick<DeliveryFacts, "order" | "promise" | "parcel">): Date {
  const signs = [
    order.placedAt,
    ...(promise ? [promiseEndsAt(promise)] : []),
    ...(parcel ? [parcel.createdAt, ...carrierScansOf(parcel.scans).map((scan) => scan.happenedAt)] : []),
  ];
  return new Date(Math.max(...signs.map(Number)) + SILENT_DAYS * dayMs);
}
