import { isFailedAttempt } from "~/orders/shipment-record";
import type { ShopSettings } from "~/settings/shop-settings";
import { legs, silences, type Lane, type Leg, type Silence } from "./lane";
import { laterOf } from "./local-dates";
import { timeZoneOf } from "./time-zone-of";

/** An order, as far as its road is read from it. */
export interface RoadOrder {
  placedAt: Date;
  paidAt: Date | null;
  countryCode: string | null;
  provinceCode: string | null;
  timeZone: string | null;
  shippingMethod: string | null;
}

/** A shipment with what its carrier said, as far as journeys are read from it. */
export interface RoadShipment {
  id: string;
  carrier: string | null;
  originId: string | null;
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  scans: Array<{ status: string; happenedAt: Date }>;
}

/** A leg of a shipment, over or still being travelled. */
export interface TravelledLeg {
  leg: Leg | Silence;
  startedAt: Date;
  endedAt: Date | null;
}

/** The road of an order's goods; without a shipment yet, who carries them is not known. */
export function laneOf(
  order: RoadOrder,
  shipment: Pick<RoadShipment, "carrier" | "originId"> | null,
  rules: Pick<ShopSettings["promiseRules"], "originCountry" | "timeZone">,
): Lane {
  const country = order.countryCode ?? rules.originCountry;
  const province = order.provinceCode?.toUpperCase().replace(`${country}-`, "");
  return {
    origin: shipment?.originId ?? null,
    location: shipment?.originId ?? null,
    destination: province ? `${country}-${province}` : country,
    carrier: shipment?.carrier ?? null,
    service: order.shippingMethod,
    zone: country === rules.originCountry ? "domestic" : "international",
    country,
    timeZone: order.timeZone ?? timeZoneOf(order.countryCode, order.provinceCode) ?? rules.timeZone,
  };
}

/** The road of every shipment of an order, by its id; under no name, that of goods not shipped. */
export function lanesOf(
  order: RoadOrder,
  shipments: ReadonlyArray<Pick<RoadShipment, "id" | "carrier" | "originId">>,
  rules: Pick<ShopSettings["promiseRules"], "originCountry" | "timeZone">,
): Map<string, Lane> {
  return new Map([
    ["", laneOf(order, null, rules)],
    ...shipments.map((shipment): [string, Lane] => [shipment.id, laneOf(order, shipment, rules)]),
  ]);
}

/** What a carrier's scans say that changes what to expect, newest first in force: out for delivery, or an attempt that failed. */
export function stageOf(
  scans: RoadShipment["scans"],
): { leg: "last_mile" | "second_attempt"; since: Date } | null {
  const ordered = [...scans].sort((one, other) => one.happenedAt.getTime() - other.happenedAt.getTime());
  const last = ordered.findLast(
    ({ status }) => status === "out_for_delivery" || isFailedAttempt(status) || status === "in_transit",
  );
  if (!last || last.status === "in_transit") return null;
  return {
    leg: isFailedAttempt(last.status) ? "second_attempt" : "last_mile",
    since: last.happenedAt,
  };
}

/** From when on goods are waited for: since they are paid, and may be taken up where that was put off. */
export function waitedForFrom(
  { placedAt, paidAt }: Pick<RoadOrder, "placedAt" | "paidAt">,
  mayLeaveAt: Date | null,
): Date {
  const orderedAt = paidAt ?? placedAt;
  return laterOf(orderedAt, mayLeaveAt ?? orderedAt);
}

/**
 * The legs of a shipment a history can learn from, by the scans' own times. Nothing before the carrier has it:
 * goods that wait are counted when they leave. A carrier that only reports the arrival teaches nothing. What left
 * before the order's goods could be taken up was another part of it, or let go early: no sign of how fast a shop is.
 */
export function travelledLegs(
  shipment: RoadShipment,
  { order, mayLeaveAt }: { order: RoadOrder; mayLeaveAt: Date | null },
): TravelledLeg[] {
  const { handedOverAt, deliveredAt, scans } = shipment;
  if (handedOverAt === null || handedOverAt.getTime() === deliveredAt?.getTime()) return [];
  const found: TravelledLeg[] = [{ leg: "transit", startedAt: handedOverAt, endedAt: deliveredAt }];
  if (mayLeaveAt === null || mayLeaveAt <= handedOverAt) {
    const from = waitedForFrom(order, mayLeaveAt);
    const startedAt = from < handedOverAt ? from : handedOverAt;
    found.unshift({ leg: "handling", startedAt, endedAt: handedOverAt });
  }
  const first = (isWanted: (status: string) => boolean) =>
    scans
      .filter(({ status }) => isWanted(status))
      .reduce<Date | null>(
        (earliest, { happenedAt }) => (earliest === null || happenedAt < earliest ? happenedAt : earliest),
        null,
      );
  const attemptedAt = first(isFailedAttempt);
  const outAt = first((status) => status === "out_for_delivery");
  if (deliveredAt && outAt && attemptedAt === null)
    found.push({ leg: "last_mile", startedAt: outAt, endedAt: deliveredAt });
  if (deliveredAt && attemptedAt)
    found.push({ leg: "second_attempt", startedAt: attemptedAt, endedAt: deliveredAt });
  return deliveredAt ? [...found, ...longestSilences(scans, deliveredAt)] : found;
}

const stagesOfSilence: Partial<Record<string, Silence>> = {
  carrier_picked_up: "silent_on_road",
  in_transit: "silent_on_road",
  delayed: "silent_on_road",
  out_for_delivery: "silent_at_door",
  attempted_delivery: "silent_at_door",
  failure: "silent_at_door",
};

/** Which silence follows a scan; null where it waits for the shopper, or no carrier has it yet. */
export function silenceAfter(status: string): Silence | null {
  return stagesOfSilence[status] ?? null;
}

/**
 * The longest silence after each kind of scan of a parcel that has come through. Counted from its second scan on:
 * some carriers report the hand-over and the arrival, and nothing between.
 */
function longestSilences(scans: RoadShipment["scans"], deliveredAt: Date): TravelledLeg[] {
  const ordered = scans
    .filter(({ status, happenedAt }) => silenceAfter(status) !== null && happenedAt < deliveredAt)
    .sort((one, other) => one.happenedAt.getTime() - other.happenedAt.getTime());
  const spells = ordered.slice(1).flatMap(({ status, happenedAt }, index) => {
    const leg = silenceAfter(status);
    return leg
      ? [{ leg, startedAt: happenedAt, endedAt: ordered[index + 2]?.happenedAt ?? deliveredAt }]
      : [];
  });
  const lengthOf = ({ startedAt, endedAt }: (typeof spells)[number]) => Number(endedAt) - Number(startedAt);
  return silences.flatMap((silence) => {
    const ofKind = spells.filter(({ leg }) => leg === silence);
    return ofKind.length === 0
      ? []
      : [ofKind.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest))];
  });
}

/** Reads a stored leg. Throws on one we never wrote. */
export function legOf(stored: string): Leg | Silence {
  const leg = [...legs, ...silences].find((one) => one === stored);
  if (leg === undefined) throw new Error(`Unknown leg ${stored}`);
  return leg;
}
