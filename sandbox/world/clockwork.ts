// Instants, ids and secrets of the invented shop. All follow from the seed and a counter: one seed, one world.

import { createHash } from "node:crypto";
import { IANAZone } from "luxon";
import type { WorldState } from "./records";

/** Shopify's ids are long; the app must not mistake them for small integers. Still under 2^53. */
const FIRST_ID = 5_800_000_000_000;

export function nextNumber(state: WorldState): number {
  state.lastNumber += 1;
  return state.lastNumber;
}

export function nextId(state: WorldState): string {
  // A prime step keeps neighbours apart, as in a shop that shares its id space with others.
  return String(FIRST_ID + nextNumber(state) * 32_771);
}

/** Deterministic hex of the given length (up to 64) for tokens: same seed, same place in the story, same token. */
export function nextToken(state: WorldState, length: number): string {
  return digest(`${state.seed}:token:${nextNumber(state)}`).slice(0, length);
}

export function nextUuid(state: WorldState): string {
  const hex = digest(`${state.seed}:uuid:${nextNumber(state)}`);
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
  const key = `${timeZone}:${Math.floor(at / 3_600_000)}`;
  let offset = offsetByHour.get(key);
  if (offset === undefined) {
    offset = IANAZone.create(timeZone).offset(at);
    offsetByHour.set(key, offset);
  }
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19);
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
