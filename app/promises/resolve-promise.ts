import type { ShopSettings } from "~/settings/shop-settings";
import {
  addBusinessDays,
  businessDayFrom,
  businessDayUntil,
  countryCalendar,
  deliveryCalendar,
  shopCalendar,
} from "./business-calendar";
import type { DeliveryPromise } from "./delivery-promise";
import type { Lane } from "./lane";
import { instantOf, laterOf, localDateOf, localTimeOf, plusDays } from "./local-dates";
import { estimateOf } from "./option-estimate";
import { timeZoneOf } from "./time-zone-of";

export type PromiseRules = ShopSettings["promiseRules"];
type TransitRule = PromiseRules["transit"][number];

/** What of an order travels together, as Shopify tells of it. */
export interface OrderPart {
  /** The dates she was shown. */
  minAt: Date | null;
  maxAt: Date | null;
  /** When it may be taken up, where that is put off: a pre-order, a subscription's later parcels. */
  mayLeaveAt: Date | null;
  /** When it has to be handed over, where Shopify has it. */
  fulfillBy: Date | null;
  /** Where it leaves from, by the name the shop gave it. */
  location: string | null;
}

export interface PromiseInput {
  /** Null where nobody told; none where nothing of the order travels as a parcel. */
  parts: OrderPart[] | null;
  rules: PromiseRules;
  order: {
    placedAt: Date;
    countryCode: string | null;
    timeZone: string | null;
    /** The name of the shipping option she picked, as she read it. */
    shippingMethod: string | null;
    requiresShipping: boolean;
  };
}

/** What an order is taken for that nobody told the parts of. */
export const untoldPart: OrderPart = {
  minAt: null,
  maxAt: null,
  mayLeaveAt: null,
  fulfillBy: null,
  location: null,
};

/**
 * What the shopper was promised, from the best source there is: Shopify's own dates, the shipping option's
 * estimate, the merchant's rules. Null when nothing is shipped or nobody can say. Days are hers.
 */
export function resolvePromise({ parts, ...of }: PromiseInput): DeliveryPromise | null {
  return slowestOf((parts ?? [untoldPart]).map((part) => resolvePart(part, of)));
}

/** The promise of an order holds for its last part: of equal ones that with the earliest ship-by. */
export function slowestOf(promises: Array<DeliveryPromise | null>): DeliveryPromise | null {
  return promises.reduce(
    (slowest, one) => (slowest === null || (one && isSlower(one, slowest)) ? one : slowest),
    null,
  );
}

const isSlower = (one: DeliveryPromise, than: DeliveryPromise): boolean =>
  one.latestOn > than.latestOn ||
  (one.latestOn === than.latestOn && Number(one.shipBy ?? Infinity) < Number(than.shipBy ?? Infinity));

/**
 * The rules of the location goods leave from, known by the name the shop gave it, in any case; the shop's own where
 * nobody said which, or it has none of its own. Its closed days stand beside the shop's.
 */
export function rulesAt(location: string | null, rules: PromiseRules): PromiseRules {
  const itsName = location?.trim().toLowerCase();
  const found = rules.locations.find(({ name }) => name.toLowerCase() === itsName);
  if (!found) return rules;
  const { country, timeZone, cutOff, closedOn } = found;
  return { ...rules, originCountry: country, timeZone, cutOff, closedOn: [...rules.closedOn, ...closedOn] };
}

/** From when on the days of a part are counted: from the purchase, or since it may be taken up. */
export const countedFrom = (
  { mayLeaveAt }: OrderPart,
  { placedAt }: Pick<PromiseInput["order"], "placedAt">,
) => laterOf(placedAt, mayLeaveAt ?? placedAt);

/** What one part of an order promises. */
export function resolvePart(
  part: OrderPart,
  { order: ordered, rules: settled }: Pick<PromiseInput, "order" | "rules">,
): DeliveryPromise | null {
  if (!ordered.requiresShipping) return null;
  const { location, mayLeaveAt } = part;
  const order = { ...ordered, placedAt: countedFrom(part, ordered) };
  const rules = rulesAt(location, settled);
  const timeZone = order.timeZone ?? timeZoneOf(order.countryCode, null) ?? rules.timeZone;
  const range = rangeTold(part, timeZone) ?? rangeByOption(order, rules) ?? rangeByRules(order, rules);
  if (range === null) return null;
  const shipBy = part.fulfillBy ?? shipByFor(range.latestOn, order, rules);
  return { ...range, timeZone, location, mayLeaveAt, shipBy, madeAt: ordered.placedAt };
}

type PromisedRange = Pick<DeliveryPromise, "earliestOn" | "latestOn" | "source">;

/** Without the last day nothing is promised; without the first it is the last. */
function rangeTold({ minAt, maxAt }: OrderPart, timeZone: string): PromisedRange | null {
  if (!maxAt) return null;
  const latestOn = localDateOf(maxAt, timeZone);
  const earliestOn = localDateOf(minAt ?? maxAt, timeZone);
  return {
    earliestOn: earliestOn < latestOn ? earliestOn : latestOn,
    latestOn,
    source: "shopify_delivery_method",
  };
}

/**
 * By the days the shipping option's name tells ("Standard, 3-5 business days"). She reads them from the purchase to her
 * door, so handling is among them; they begin on the day the shop starts on the order. Business days are the origin's,
 * and it arrives on a day somebody delivers, as by the rules.
 */
function rangeByOption(order: PromiseInput["order"], rules: PromiseRules): PromisedRange | null {
  const estimate = estimateOf(order.shippingMethod);
  if (estimate === null || order.countryCode === null) return null;
  const startsOn = firstHandlingDay(order.placedAt, rules);
  const road = { from: rules.originCountry, to: order.countryCode };
  const arrivesIn = (days: number) =>
    estimate.areBusinessDays
      ? arrivalOn(startsOn, days, road)
      : businessDayFrom(plusDays(startsOn, days), deliveryCalendar(road.to));
  return {
    earliestOn: arrivesIn(estimate.minDays),
    latestOn: arrivesIn(estimate.maxDays),
    source: "shipping_option",
  };
}

/**
 * By the merchant's rules. Handling is counted in the shop's own days and starts today for an order before
 * the cut-off of a working day, else on the next one: 0 handling days leave the same day, 1 the next working
 * day. Transit is counted in business days of the origin country, because a parcel moves whether or not the
 * shop is open. It arrives on a day somebody delivers: never on a Sunday or a public holiday there.
 */
function rangeByRules(order: PromiseInput["order"], rules: PromiseRules): PromisedRange | null {
  if (order.countryCode === null) return null;
  const transit = transitRuleFor(order, rules);
  if (transit === null) return null;
  const leavesOn = addBusinessDays(
    firstHandlingDay(order.placedAt, rules),
    rules.handlingDays,
    shopCalendar(rules),
  );
  const arrivesIn = (days: number) =>
    arrivalOn(leavesOn, days, { from: rules.originCountry, to: order.countryCode ?? "" });
  return {
    earliestOn: arrivesIn(transit.minDays),
    latestOn: arrivesIn(transit.maxDays),
    source: "promise_rules",
  };
}

/** The working day on which the shop starts on an order: today before the cut-off, in the shop's time zone. */
export function firstHandlingDay(placedAt: Date, rules: PromiseRules): string {
  const on = localDateOf(placedAt, rules.timeZone);
  const inTime = localTimeOf(placedAt, rules.timeZone) < rules.cutOff;
  return businessDayFrom(inTime ? on : plusDays(on, 1), shopCalendar(rules));
}

function arrivalOn(leavesOn: string, transitDays: number, road: { from: string; to: string }): string {
  return businessDayFrom(
    addBusinessDays(leavesOn, transitDays, countryCalendar(road.from)),
    deliveryCalendar(road.to),
  );
}

/**
 * Ship-by: the cut-off of the last working day from which the slowest transit of the rules still keeps the
 * latest promised day. Never before the shop could have started. Null without a transit rule for her country.
 */
function shipByFor(latestOn: string, order: PromiseInput["order"], rules: PromiseRules): Date | null {
  const transit = transitRuleFor(order, rules);
  if (transit === null || order.countryCode === null) return null;
  const road = { from: rules.originCountry, to: order.countryCode };
  const working = shopCalendar(rules);
  const startsOn = firstHandlingDay(order.placedAt, rules);
  let leavesOn = businessDayUntil(latestOn, working);
  while (leavesOn > startsOn && arrivalOn(leavesOn, transit.maxDays, road) > latestOn) {
    leavesOn = businessDayUntil(plusDays(leavesOn, -1), working);
  }
  return instantOf(laterOf(leavesOn, startsOn), rules.cutOff, rules.timeZone);
}

/**
 * The transit rule for a destination: one for her country before "domestic" or "international", and among
 * those the one naming the shipping method before the one for every method. Null when the rules are silent.
 */
export function transitRuleFor(
  order: Pick<PromiseInput["order"], "countryCode" | "shippingMethod">,
  rules: PromiseRules,
): TransitRule | null {
  const zone = order.countryCode === rules.originCountry ? "domestic" : "international";
  return transitRuleIn({ ...order, zone }, rules);
}

/** The same of a road known to lead abroad or not. */
export function transitRuleIn(
  {
    countryCode,
    shippingMethod,
    zone,
  }: Pick<PromiseInput["order"], "countryCode" | "shippingMethod"> & Pick<Lane, "zone">,
  rules: Pick<PromiseRules, "transit">,
): TransitRule | null {
  const method = shippingMethod?.toLowerCase() ?? "";
  const fitting = rules.transit.filter(
    (rule) => rule.method === null || method.includes(rule.method.toLowerCase()),
  );
  for (const to of [countryCode, zone]) {
    const there = fitting.filter((rule) => rule.to === to);
    const rule = there.find((one) => one.method !== null) ?? there[0];
    if (rule !== undefined) return rule;
  }
  return null;
}
