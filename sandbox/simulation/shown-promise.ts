// What the checkout tells the shopper about the delivery: the invented shop's own words, written down here apart from
// the app, so that the truth of the simulation does not hang on what the app makes of it.

import { DateTime } from "luxon";
import { addWorkingDays, isPublicHoliday } from "./working-days";

export const shopZone = "Europe/Rome";
export const shopCountry = "IT";

const cutOffHour = 14;
const handlingDays = 1;

export interface ShownPromise {
  /** Working day (shop's zone) on which the shop starts to handle the order. */
  startsOn: DateTime;
  /** Last working day on which the parcel may leave. */
  shipByOn: DateTime;
  earliestOn: DateTime;
  latestOn: DateTime;
  /** Where the promised days are counted. */
  zone: string;
}

export function zoneOf(countryCode: string): string {
  if (countryCode === "US") return "America/New_York";
  return countryCode === "GB" ? "Europe/London" : shopZone;
}

/** Working days on the road, as the shop's shipping page says. */
export function transitDaysTo(countryCode: string, express: boolean): { min: number; max: number } {
  if (countryCode === "IT") return express ? { min: 1, max: 2 } : { min: 2, max: 4 };
  if (countryCode === "GB") return { min: 4, max: 8 };
  return countryCode === "US" ? { min: 6, max: 12 } : { min: 3, max: 6 };
}

/** Ordered before 14:00 of a working day counts for that day; one working day to prepare, then the road. */
export function promiseShown(
  placedAt: Date,
  { countryCode, express }: { countryCode: string; express: boolean },
): ShownPromise {
  const placed = DateTime.fromJSDate(placedAt, { zone: shopZone });
  const today = placed.startOf("day");
  const startsOn = addWorkingDays(placed.hour < cutOffHour ? today : today.plus({ days: 1 }), 0, shopCountry);
  const shipByOn = addWorkingDays(startsOn, handlingDays, shopCountry);
  const transit = transitDaysTo(countryCode, express);
  const zone = zoneOf(countryCode);
  const arrivalDay = (days: number) =>
    deliveryDayFrom(addWorkingDays(shipByOn, days, shopCountry), countryCode).setZone(zone, {
      keepLocalTime: true,
    });
  return { startsOn, shipByOn, earliestOn: arrivalDay(transit.min), latestOn: arrivalDay(transit.max), zone };
}

/** Nobody rings on a Sunday or a public holiday of her country. */
function deliveryDayFrom(day: DateTime, countryCode: string): DateTime {
  let result = day;
  while (result.weekday === 7 || isPublicHoliday(result, countryCode)) result = result.plus({ days: 1 });
  return result;
}
