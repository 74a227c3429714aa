// What the shop shows at checkout: a range of days for the two couriers, nothing for plain post.

import { DateTime } from "luxon";
import type { ShippingInput } from "../world/inputs";

export type ShippingChoice = "standard" | "express" | "post";

export interface ShippingOffer {
  choice: ShippingChoice;
  title: Record<"en" | "it", string>;
  priceCents: number;
  promisedFrom: Date | null;
  promisedUntil: Date | null;
}

const CUT_OFF_HOUR = 14;
/** The carrier's last round. */
const LAST_DELIVERY_HOUR = 19;

/** Days are business days after the parcel leaves; orders after two in the afternoon leave a day later. */
export function shippingOffers(
  now: Date,
  options: { countryCode: string; timeZone: string },
): ShippingOffer[] {
  const abroad = options.countryCode === "IT" ? 0 : 2;
  const window = (min: number, max: number) => {
    const at = DateTime.fromJSDate(now, { zone: options.timeZone });
    const leaves = at.hour < CUT_OFF_HOUR ? 0 : 1;
    const day = (count: number) => addWorkingDays(at, leaves + abroad + count);
    return {
      promisedFrom: day(min).set({ hour: 9 }).startOf("hour").toJSDate(),
      promisedUntil: day(max).set({ hour: LAST_DELIVERY_HOUR }).startOf("hour").toJSDate(),
    };
  };
  return [
    {
      choice: "standard",
      title: { en: "Standard courier", it: "Corriere standard" },
      priceCents: 690,
      ...window(3, 4),
    },
    {
      choice: "express",
      title: { en: "Express courier", it: "Corriere espresso" },
      priceCents: 1190,
      ...window(1, 2),
    },
    {
      choice: "post",
      title: { en: "Plain post", it: "Posta ordinaria" },
      priceCents: 390,
      promisedFrom: null,
      promisedUntil: null,
    },
  ];
}

export function shippingInput(offer: ShippingOffer, language: "en" | "it"): ShippingInput {
  const { title, priceCents, promisedFrom, promisedUntil } = offer;
  return { title: title[language], code: offer.choice, priceCents, promisedFrom, promisedUntil };
}

function addWorkingDays(from: DateTime, count: number): DateTime {
  let day = from;
  for (let left = count; left > 0;) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5) left -= 1;
  }
  return day;
}
