import { dayMs } from "~/platform/durations";
import { businessTimeOf, type BusinessTime } from "~/promises/business-time";
import { emptyCalibration, recordForecast, type CalibrationSums } from "~/promises/calibration";
import { forecastArrival, watchedDays, type ArrivalDates, type ParcelOnItsWay } from "~/promises/forecast";
import { laneOf } from "~/promises/journeys";
import type { Lane, Leg } from "~/promises/lane";
import { curvesAt, type LaneCurves } from "~/promises/lane-curves";
import {
  emptyHistory,
  recordEnd,
  recordSetOut,
  type Journey,
  type LaneHistory,
} from "~/promises/lane-history";
import { learnOutcome, startingOdds, type LateOdds, type PastForecast } from "~/promises/late-odds";
import { emptyRangeTally, rangesAt, recordRange, type Ranges, type RangeTally } from "~/promises/named-range";
import type { HistoryOrder } from "../../sandbox/simulation/history-file";

/** An order of the history with the instants a look needs. */
export interface PlayedOrder {
  order: HistoryOrder;
  promisedOn: string;
  promiseEndsAt: number;
  lane: Lane;
}

/** One look at one open order. */
export interface Look {
  played: PlayedOrder;
  atMs: number;
  lateChance: number;
  arrival: ArrivalDates;
}

/** What the play tells of as it goes. */
export interface Audience {
  look(look: Look): void;
  /** The dates given at the instant the carrier took the parcel. */
  handOver(played: PlayedOrder, arrival: ArrivalDates): void;
  progress(atMs: number): void;
}

export interface PlayRequest {
  orders: HistoryOrder[];
  until: Date | null;
  country: string;
  timeZone: string;
}

/**
 * Plays a history forward with the product's own forecast. At every local midnight each open order is looked at
 * with what happened before, and only that; what happens during the day is learned the following midnight.
 */
export function playHistory(request: PlayRequest, audience: Audience): { calibration: CalibrationSums } {
  const clock = businessTimeOf(request.country, request.timeZone);
  const schedule = eventsOf(request);
  const { until } = request;
  const events = until === null ? schedule : schedule.filter(({ atMs }) => atMs <= until.getTime());
  const first = events[0];
  const last = schedule.at(-1);
  const shop: Shop = {
    history: emptyHistory(),
    odds: startingOdds(),
    calibration: emptyCalibration(),
    open: new Map(),
    named: [],
    ranges: new Map(),
    latest: null,
  };
  if (!first || !last) return shop;
  const end = Math.min(last.atMs, until?.getTime() ?? Infinity);
  let next = 0;
  let midnight = nextMidnight(clock, first.atMs);
  while (midnight <= end) {
    for (let event = events[next]; event && event.atMs < midnight; event = events[next]) {
      happen(shop, event, audience);
      next += 1;
    }
    learnRanges(shop, { clock, midnight });
    const looks = lookAtAll(shop, midnight, audience);
    audience.progress(midnight);
    const after = nextMidnight(clock, midnight);
    // Years may lie between two orders: with none open, nothing is to be seen before the day something happens.
    const idleUntil = looks === 0 ? (events[next]?.atMs ?? end) : after;
    midnight = Math.max(after, clock.startOfDay(idleUntil));
  }
  return shop;
}

interface Shop {
  history: LaneHistory;
  odds: LateOdds;
  calibration: CalibrationSums;
  open: Map<string, OpenOrder>;
  /** Ranges of days that are not over yet, in no order. */
  named: NamedRange[];
  ranges: Map<string, RangeTally>;
  /** As of the last midnight. */
  latest: { curves: LaneCurves; ranges: Ranges } | null;
}

/** The first range named for a parcel on a leg. */
interface NamedRange {
  leg: Leg;
  days: string[];
  endsAt: number;
  order: HistoryOrder;
}

interface OpenOrder {
  played: PlayedOrder;
  parcel: ParcelOnItsWay;
  forecasts: Array<PastForecast & { chance: number }>;
  /** The legs a range was named on. */
  named: Set<Leg>;
  hasArrived: boolean;
  isPromiseOver: boolean;
}

interface HistoryEvent {
  atMs: number;
  kind: "placed" | "handed_over" | "delivered" | "promise_ends";
  played: PlayedOrder;
}

function eventsOf({ orders, country, timeZone }: PlayRequest): HistoryEvent[] {
  const clock = businessTimeOf(country, timeZone);
  const events: HistoryEvent[] = [];
  for (const order of orders) {
    const promisedOn = order.promisedOn.toISODate();
    if (promisedOn === null) continue;
    const played: PlayedOrder = {
      order,
      promisedOn,
      promiseEndsAt: clock.endOfDate(promisedOn),
      lane: laneOfPlayed(order, { country, timeZone }),
    };
    events.push({ atMs: order.placedAt.getTime(), kind: "placed", played });
    if (order.handedOverAt) events.push({ atMs: order.handedOverAt.getTime(), kind: "handed_over", played });
    if (order.deliveredAt) events.push({ atMs: order.deliveredAt.getTime(), kind: "delivered", played });
    events.push({ atMs: played.promiseEndsAt, kind: "promise_ends", played });
  }
  return events.sort((one, other) => one.atMs - other.atMs);
}

/** The road of an order, named as the shop's own are; all days are counted on the clock of the file. */
function laneOfPlayed(
  order: HistoryOrder,
  { country, timeZone }: Omit<PlayRequest, "orders" | "until">,
): Lane {
  const { placedAt, carrier, service, originLocation, originRegion } = order;
  const destination = { countryCode: order.country ?? country, provinceCode: order.region };
  const lane = laneOf(
    { placedAt, paidAt: placedAt, ...destination, timeZone, shippingMethod: service },
    { carrier, originId: originLocation },
    { originCountry: country, timeZone },
  );
  return { ...lane, origin: originRegion ?? originLocation };
}

function happen(shop: Shop, { kind, played, atMs }: HistoryEvent, audience: Audience): void {
  const { history, open, odds } = shop;
  const { lane, order, promiseEndsAt } = played;
  if (kind === "placed") {
    const parcel = { lane, orderedAt: atMs, handedOverAt: null, stage: null, promiseEndsAt };
    open.set(order.orderId, {
      played,
      parcel,
      forecasts: [],
      named: new Set(),
      hasArrived: false,
      isPromiseOver: false,
    });
    recordSetOut(history, { leg: "handling", lane, startedAt: atMs });
    return;
  }
  const known = open.get(order.orderId);
  if (!known) return;
  if (kind === "handed_over") {
    known.parcel = { ...known.parcel, handedOverAt: atMs };
    recordEnd(history, handlingOf(known), { endedAt: atMs, hasArrived: true });
    recordSetOut(history, { leg: "transit", lane, startedAt: atMs });
    if (shop.latest)
      audience.handOver(played, forecastArrival(known.parcel, { ...shop.latest, odds, now: atMs }).arrival);
  } else if (kind === "delivered") {
    const { handedOverAt } = known.parcel;
    known.hasArrived = true;
    if (handedOverAt === null) recordEnd(history, handlingOf(known), { endedAt: atMs, hasArrived: false });
    else
      recordEnd(
        history,
        { leg: "transit", lane, startedAt: handedOverAt },
        { endedAt: atMs, hasArrived: true },
      );
  } else {
    known.isPromiseOver = true;
    learn(shop, known);
  }
  if (known.hasArrived && known.isPromiseOver) open.delete(order.orderId);
}

function handlingOf({ parcel }: OpenOrder): Journey {
  return { leg: "handling", lane: parcel.lane, startedAt: parcel.orderedAt };
}

/** The promise has ended: whether it was kept is known for certain, and what was forecast is compared with it. */
function learn({ odds, calibration }: Shop, { forecasts, hasArrived }: OpenOrder): void {
  const wasLate = !hasArrived;
  for (const { chance } of forecasts) recordForecast(calibration, chance, wasLate);
  learnOutcome(odds, forecasts, { wasLate });
}

/** The last day named is over: whether and when the parcel came by then is known for certain. */
function learnRanges(
  { named, ranges }: Shop,
  { clock, midnight }: { clock: BusinessTime; midnight: number },
): void {
  const open = named.splice(0).filter((range) => {
    if (range.endsAt > midnight) return true;
    const { leg, days, endsAt, order } = range;
    const tally = ranges.get(leg) ?? emptyRangeTally();
    const deliveredAt = order.deliveredAt?.getTime() ?? Infinity;
    const arrivedOn = deliveredAt < endsAt ? clock.dateAt(deliveredAt) : null;
    recordRange(tally, { days, arrivedOn, atMs: endsAt });
    ranges.set(leg, tally);
    return false;
  });
  named.push(...open);
}

/** Answers how many were open. */
function lookAtAll(shop: Shop, midnight: number, audience: Audience): number {
  let looks = 0;
  const { odds } = shop;
  const curves = curvesAt(shop.history, { asOf: midnight, usualDays: () => null });
  const ranges = rangesAt(shop.ranges, midnight);
  shop.latest = { curves, ranges };
  for (const known of shop.open.values()) {
    const { played, parcel, forecasts, hasArrived, isPromiseOver } = known;
    if (hasArrived || isPromiseOver) continue;
    looks += 1;
    const asked = { curves, odds, now: midnight };
    const { lateChance, toLearnFrom, arrival, reasons } = forecastArrival(parcel, { ...asked, ranges });
    if (lateChance === null || toLearnFrom === null) continue;
    forecasts.push({ ...toLearnFrom, chance: lateChance });
    if (!known.named.has(reasons.leg)) {
      known.named.add(reasons.leg);
      const days = watchedDays(parcel, asked);
      const endsAt = businessTimeOf(parcel.lane.country, parcel.lane.timeZone).endOfDate(days.at(-1) ?? "");
      shop.named.push({ leg: reasons.leg, days, endsAt, order: played.order });
    }
    audience.look({ played, atMs: midnight, lateChance, arrival });
  }
  return looks;
}

/** Noon of the next day is never in doubt, however long daylight saving makes a day. */
function nextMidnight(clock: ReturnType<typeof businessTimeOf>, atMs: number): number {
  return clock.startOfDay(clock.startOfDay(atMs) + 1.5 * dayMs);
}
