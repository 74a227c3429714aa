import { defaultShopSettings } from "~/settings/shop-settings";
import type { CarrierScan } from "./carrier-scans";
import { delayRulesOf } from "./delay-kinds";
import type { DeliveryFacts, DeliveryForecast, ParcelFacts } from "./delivery-facts";

// Records for tests: Marta in Palermo ordered on Monday 16 November 2026 at 10:00, promised between Thursday 19
// and Monday 23, to be shipped by Tuesday 17 at 14:00. No holiday in sight.

/** An instant on the shopper's clock (Rome, winter time): at("17 14:00") is 17 November 2026, 14:00. */
export function at(dayAndTime: string): Date {
  const [day = "", time = "00:00"] = dayAndTime.split(" ");
  return new Date(`2026-11-${day.padStart(2, "0")}T${time}:00+01:00`);
}

export const delayRules = delayRulesOf(defaultShopSettings);

export function aDelivery(given: Partial<DeliveryFacts> = {}): DeliveryFacts {
  return {
    order: { placedAt: at("16 10:00"), paidAt: at("16 10:00"), exemption: null },
    promise: {
      earliestOn: "2026-11-19",
      latestOn: "2026-11-23",
      source: "promise_rules",
      timeZone: "Europe/Rome",
      location: null,
      mayLeaveAt: null,
      shipBy: at("17 14:00"),
      madeAt: at("16 10:00"),
    },
    told: null,
    parcel: null,
    forecast: null,
    rhythm: null,
    silenceDays: null,
    road: { rules: defaultShopSettings.promiseRules, destinationCountry: "IT", timeZone: "Europe/Rome" },
    ...given,
  };
}

/** A tracked parcel labelled on Tuesday 17 at 12:00, with the scans given as "17 18:00 in_transit". */
export function aParcel(
  scans: Array<string | CarrierScan> = [],
  given: Partial<ParcelFacts> = {},
): ParcelFacts {
  return {
    id: "5001",
    createdAt: at("17 12:00"),
    tracked: true,
    deliveredAt: null,
    scans: scans.map((scan) => (typeof scan === "string" ? aScan(scan) : scan)),
    carrier: { scans: true, reportsArrivals: true },
    ...given,
  };
}

/** "18 09:00 in_transit"; its id is what it says, so the same words are the same scan. */
export function aScan(words: string, given: Partial<CarrierScan> = {}): CarrierScan {
  const [day = "", time = "", status = ""] = words.split(" ");
  return { id: words, status, happenedAt: at(`${day} ${time}`), etaAt: null, message: null, ...given };
}

/** A forecast asked at an instant: the road usually takes 2-3 business days, this parcel has been 4. */
export function aForecast(lateChance: number, askedAt: Date): DeliveryForecast {
  return {
    lateChance,
    toLearnFrom: null,
    arrival: {
      p10On: "2026-11-20",
      p20On: "2026-11-23",
      p50On: "2026-11-24",
      p80On: "2026-11-26",
      p90On: "2026-11-27",
    },
    reasons: {
      leg: "transit",
      destination: "IT-PA",
      carrier: "BRT",
      elapsedDays: 4.2,
      usualDays: { from: 2, to: 3 },
      speaks: "lane",
    },
    askedAt,
  };
}
