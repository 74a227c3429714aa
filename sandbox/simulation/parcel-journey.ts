// What a carrier does with one parcel: its scans, and what the shopper can hold against it afterwards.

import type { DateTime } from "luxon";
import type { ScanStatus } from "../world/records";
import { cityOnTheWay, originCity } from "./carriers";
import type { Draws } from "./keyed-draws";
import { shopCountry, shopZone, type ShownPromise } from "./shown-promise";
import { addWorkingDays } from "./working-days";

export type Fate =
  | "on_time"
  | "slow"
  | "stalled"
  | "carrier_delayed"
  | "failed_attempt"
  | "shipped_late"
  | "never_scanned"
  | "lost";

export interface Scan {
  at: Date;
  status: ScanStatus;
  city: string | null;
  etaAt: Date | null;
  message: string | null;
}

export interface ParcelJourney {
  /** The label is printed: Shopify's fulfillment. */
  fulfilledAt: Date;
  handedOverAt: Date;
  scans: Scan[];
  /** null: lost. */
  arrivedAt: Date | null;
  /** A lost parcel's money goes back. */
  refundedAt: Date | null;
}

export interface JourneyInput {
  draws: Draws;
  fate: Fate;
  promise: ShownPromise;
  countryCode: string;
  city: string;
  /** Work starts then at the earliest: a bank transfer is waited for. */
  readyAt: DateTime;
}

/** How often what happens to a parcel; by far most keep the promise. */
export const usualFates = [
  ["on_time", 87],
  ["slow", 2.5],
  ["stalled", 2],
  ["carrier_delayed", 2.5],
  ["failed_attempt", 2.5],
  ["shipped_late", 1.5],
  ["never_scanned", 1],
  ["lost", 1],
] as const satisfies ReadonlyArray<readonly [Fate, number]>;

/** A depot on strike or under snow. */
export const badWeekFates = [
  ["on_time", 30],
  ["slow", 10],
  ["stalled", 35],
  ["carrier_delayed", 22],
  ["lost", 3],
] as const satisfies ReadonlyArray<readonly [Fate, number]>;

export function planJourney(input: JourneyInput): ParcelJourney {
  const { draws, fate, promise, countryCode } = input;
  const domestic = countryCode === shopCountry;
  const handOverDay = handOverDayOf(input);
  const handedOver = atHour(handOverDay, draws.between("hand-over hour", 15.5, 18.5));
  const fulfilled = later(
    atHour(handOverDay, draws.between("label hour", 9, 15)),
    input.readyAt.plus({ minutes: 20 }),
  );
  const road = (days: number, from = handOverDay) => addWorkingDays(from, days, countryCode);
  const scans = createScans(input, handOverDay);

  scans.add(fulfilled.plus({ minutes: 1 }), "label_purchased", originCity);
  if (fate !== "never_scanned")
    scans.add(later(handedOver, fulfilled.plus({ minutes: 30 })), "carrier_picked_up", originCity);

  const started = {
    fulfilledAt: fulfilled.toJSDate(),
    handedOverAt: later(handedOver, fulfilled.plus({ minutes: 30 })).toJSDate(),
  };
  const arriveOn = (arrivalDay: DateTime): ParcelJourney => {
    const day = arrivalDay.setZone(promise.zone, { keepLocalTime: true });
    const delivered = atHour(day, draws.between("delivery hour", 9, 18.5));
    scans.add(atHour(day, draws.between("round starts", 6.5, 8.5)), "out_for_delivery", input.city);
    scans.add(delivered, "delivered", input.city);
    return { ...started, scans: scans.list(), arrivedAt: delivered.toJSDate(), refundedAt: null };
  };
  const inTime = arrivalInTime(input, handOverDay);

  switch (fate) {
    case "on_time":
      scans.travel(handOverDay, inTime);
      return arriveOn(inTime);
    case "slow":
    case "shipped_late": {
      const day = road(draws.integer("days too late", 1, 3), latest(promise.latestOn, road(1)));
      scans.travel(handOverDay, day);
      return arriveOn(day);
    }
    case "stalled": {
      const silence = domestic ? draws.integer("silence", 4, 6) : draws.integer("silence", 6, 9);
      const lastSeen = road(1);
      const seenAgain = road(1 + silence);
      scans.add(atHour(lastSeen, draws.between("last seen", 4, 20)), "in_transit", scans.cityAt(0.3));
      scans.add(atHour(seenAgain, draws.between("seen again", 6, 20)), "in_transit", scans.cityAt(0.7));
      return arriveOn(road(draws.integer("then", 1, 2), seenAgain));
    }
    case "carrier_delayed": {
      const toldOn = road(1);
      const day = road(draws.integer("days too late", 1, 3), latest(promise.latestOn, road(2)));
      scans.add(atHour(toldOn, draws.between("delay told", 8, 17)), "delayed", scans.cityAt(0.4), {
        etaAt: atHour(day, 18),
        message: draws.pick("reason", [
          "Weather along the way",
          "Volume above plan at the depot",
          "Missed connection",
        ]),
      });
      scans.travel(toldOn, day);
      return arriveOn(day);
    }
    case "failed_attempt": {
      scans.travel(handOverDay, inTime);
      scans.add(
        atHour(inTime, draws.between("round starts first", 6.5, 8.5)),
        "out_for_delivery",
        input.city,
      );
      scans.add(atHour(inTime, draws.between("nobody home", 9, 18)), "attempted_delivery", input.city, {
        etaAt: null,
        message: "Nobody could take the parcel",
      });
      return arriveOn(road(draws.integer("comes again after", 1, 2), inTime));
    }
    case "never_scanned": {
      const firstScan = road(draws.integer("unscanned", 4, 5));
      scans.add(atHour(firstScan, draws.between("first scan", 6, 18)), "in_transit", scans.cityAt(0.5));
      return arriveOn(road(1, firstScan));
    }
    case "lost": {
      const lastSeen = road(draws.integer("seen for", 1, 2));
      scans.travel(handOverDay, lastSeen);
      const refunded = atHour(
        addWorkingDays(lastSeen, draws.integer("given up after", 13, 17), shopCountry),
        10,
      );
      return { ...started, scans: scans.list(), arrivedAt: null, refundedAt: refunded.toJSDate() };
    }
  }
}

function handOverDayOf({ draws, fate, promise, readyAt }: JourneyInput): DateTime {
  const ready = readyAt.startOf("day");
  const sameDay = readyAt.hour < 14 ? ready : ready.plus({ days: 1 });
  const first = addWorkingDays(latest(promise.startsOn, sameDay), 0, shopCountry);
  if (fate === "shipped_late")
    return addWorkingDays(latest(first, promise.shipByOn), draws.integer("left lying", 3, 6), shopCountry);
  return draws.chance("leaves the same day", 0.4) ? first : addWorkingDays(first, 1, shopCountry);
}

/** Most come early in the promised range, none after it. */
function arrivalInTime({ draws, promise, countryCode }: JourneyInput, handOverDay: DateTime): DateTime {
  const fastest = addWorkingDays(handOverDay, countryCode === shopCountry ? 1 : 2, countryCode);
  const aimed = addWorkingDays(
    latest(fastest, promise.earliestOn.minus({ days: 1 })),
    draws.weighted("road", [
      [0, 45],
      [1, 35],
      [2, 20],
    ]),
    countryCode,
  );
  const last = inZone(promise.latestOn);
  return inZone(aimed) <= last ? aimed : latest(fastest, last);
}

interface Scans {
  add(
    at: DateTime,
    status: ScanStatus,
    city: string,
    more?: { etaAt: DateTime | null; message: string },
  ): void;
  /** A scan at least every second working day strictly between two days. */
  travel(after: DateTime, before: DateTime): void;
  cityAt(share: number): string;
  list(): Scan[];
}

function createScans({ draws, countryCode }: JourneyInput, handOverDay: DateTime): Scans {
  const scans: Scan[] = [];
  const cityAt = (share: number) => cityOnTheWay(countryCode, share);
  const add: Scans["add"] = (at, status, city, more) => {
    scans.push({
      at: at.toJSDate(),
      status,
      city,
      etaAt: more?.etaAt?.toJSDate() ?? null,
      message: more?.message ?? null,
    });
  };
  return {
    add,
    travel(after, before) {
      const days: DateTime[] = [];
      for (
        let day = addWorkingDays(after, 1, countryCode);
        inZone(day) < inZone(before);
        day = addWorkingDays(day, 1, countryCode)
      ) {
        days.push(day);
      }
      days.forEach((day, index) => {
        const number = Math.round(day.diff(handOverDay, "days").days);
        if (index % 2 === 1 && draws.chance(`not scanned on day ${number}`, 0.4)) return;
        add(
          atHour(day, draws.between(`scan hour of day ${number}`, 3, 22)),
          "in_transit",
          cityAt((index + 1) / (days.length + 1)),
        );
      });
    },
    cityAt,
    list: () => scans.sort((one, other) => one.at.getTime() - other.at.getTime()),
  };
}

/** Days are compared in the shop's zone, whichever zone they were promised in. */
function inZone(day: DateTime): DateTime {
  return day.setZone(shopZone, { keepLocalTime: true }).startOf("day");
}

function latest(one: DateTime, other: DateTime): DateTime {
  return inZone(one) >= inZone(other) ? one : other;
}

function later(one: DateTime, other: DateTime): DateTime {
  return one >= other ? one : other;
}

function atHour(day: DateTime, hour: number): DateTime {
  return day.startOf("day").plus({ minutes: Math.round(hour * 60) });
}
