// Instants, ids and secrets of the invented shop. All follow from the seed and what they are for, never from how many
// other things were made before: whatever the app writes back, and whenever, one seed gives one world.

import { createHash } from "node:crypto";
import { IANAZone } from "luxon";
import { hourMs, minuteMs } from "../durations";
import type { WorldState } from "./records";

/** Where each kind's ids begin: long, as Shopify's; the app must not mistake them for small integers. Under 2^53. */
const FIRST_IDS = {
  order: 5_800_000_000_000,
  customer: 7_120_000_000_000,
  lineItem: 13_900_000_000_000,
  shippingLine: 4_410_000_000_000,
  fulfillmentOrder: 6_330_000_000_000,
  fulfillment: 5_210_000_000_000,
  fulfillmentEvent: 28_400_000_000_000,
  refund: 929_000_000_000,
  refundLine: 511_000_000_000,
  return: 2_190_000_000_000,
  returnLine: 3_040_000_000_000,
  metafield: 36_700_000_000_000,
  metafieldDefinition: 98_300_000_000,
  job: 417_000_000_000,
  discount: 1_340_000_000_000,
  bulkCreation: 88_000_000_000,
  storeCredit: 61_500_000_000,
  draftOrder: 1_120_000_000_000,
} as const;

export type IdKind = keyof typeof FIRST_IDS;

/** A prime step keeps neighbours apart, as in a shop that shares its id space with others. */
const STEP = 32_771;

/** Counts what is made of one kind. */
export function nextNumber(state: WorldState, kind: string): number {
  const number = (state.counters[kind] ?? 0) + 1;
  state.counters[kind] = number;
  return number;
}

export function nextId(state: WorldState, kind: Exclude<IdKind, "order">): string {
  return String(FIRST_IDS[kind] + nextNumber(state, kind) * STEP);
}

/** An order's id follows from its number alone. */
export function orderIdOf(number: number): string {
  return String(FIRST_IDS.order + number * STEP);
}

/** Deterministic hex of the given length (up to 64): the same seed and purpose give the same token. */
export function tokenFor(state: WorldState, purpose: string, length: number): string {
  return digest(`${state.seed}:token:${purpose}`).slice(0, length);
}

/** A uuid of its own for each call about the same thing. */
export function nextUuid(state: WorldState, about: string): string {
  const hex = digest(`${state.seed}:uuid:${about}:${nextNumber(state, about)}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const offsetByHour = new Map<string, number>();

/** Webhooks write instants with the shop's offset: "2026-11-03T10:00:00+01:00". */
export function inShopTime(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  // Offsets change on full hours at most; looking them up once an hour keeps thousands of bodies cheap.
  const key = `${timeZone}:${Math.floor(at / hourMs)}`;
  let offset = offsetByHour.get(key);
  if (offset === undefined) {
    offset = IANAZone.create(timeZone).offset(at);
    offsetByHour.set(key, offset);
  }
  const local = new Date(at + offset * minuteMs).toISOString().slice(0, 19);
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset);
  return `${local}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** Shopify keeps whole seconds. */
export function wholeSecond(at: Date): string {
  return new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
}

/** The next updated_at: the action's instant, but always later than the picture before. */
export function later(previous: string, at: Date): string {
  const earliest = Date.parse(previous) + 1000;
  return wholeSecond(new Date(Math.max(earliest, at.getTime())));
}
