import { dayMs, hourMs } from "~/platform/durations";

// A wave: so many shipments turn late together that the reason is one, and probably not the parcels'. Then one
// answer of the merchant is better than four hundred guesses of ours.

/** Whose trouble a wave may be, the widest first: a carrier's that stands still is not told as one of its lanes. */
export const waveScopes = ["carrier", "location", "lane"] as const;
export type WaveScope = (typeof waveScopes)[number];

/** One carrier, location or lane of a shop. */
export interface WaveGroup {
  scope: WaveScope;
  key: string;
}

/** What a late shipment is counted under. */
export interface LateShipment {
  carrier: string | null;
  /** The location it left from; "" for goods not shipped yet, null where Shopify does not say. */
  originId: string | null;
  lane: string | null;
}

/** Turning late "together" is within an hour. */
export const waveWindowMs = hourMs;

// Twenty parcels in an hour are a bad day of a small shop; below, a share would trip over chance.
const LEAST_LATE = 20;
const LATE_SHARE = 0.05;

/** How many may turn late within an hour before nothing goes out any more. */
export function mostLate(open: number): number {
  return Math.max(LEAST_LATE, LATE_SHARE * open);
}

/** Whether to look at the open shipments at all: up to twenty are never a wave, however few are open. */
export function mayBeWave(late: number): boolean {
  return late > LEAST_LATE;
}

/** As many open shipments as it takes to make `late` no wave: counting further would change nothing. */
export function enoughOpen(late: number): number {
  return Math.ceil(late / LATE_SHARE);
}

/**
 * How long a notice waits for company before it goes: as long as a wave is counted, so that its first twenty
 * parcels are held with the rest. A shop with fewer open deliveries than make a wave never waits.
 */
export function gatheringMs(openDeliveries: number): number {
  return mayBeWave(openDeliveries) ? waveWindowMs : 0;
}

// A strike makes parcels late every morning; a day is as long as one answer of the merchant can be trusted.
const ANSWER_HOLDS_MS = dayMs;

// News of a delay is news for a day or two: unanswered until then, the notices are out of date and lapse.
export const unansweredMs = 60 * hourMs;

export interface KnownBatch extends WaveGroup {
  id: string;
  state: string;
  openedAt: Date;
  settledAt: Date | null;
}

/** Whether what turns late now still joins the batch: while it waits for its answer, and for a day after. */
export function takesMore({ state, openedAt, settledAt }: KnownBatch, now: Date): boolean {
  if (state === "pending") return now.getTime() - openedAt.getTime() < unansweredMs;
  return settledAt !== null && now.getTime() - settledAt.getTime() < ANSWER_HOLDS_MS;
}

/** The groups a shipment counts in, widest first. */
export function groupsOf({ carrier, originId, lane }: LateShipment): WaveGroup[] {
  const keys: Record<WaveScope, string | null> = { carrier, location: originId, lane };
  return waveScopes.flatMap((scope) => {
    const key = keys[scope];
    return key === null ? [] : [{ scope, key }];
  });
}

/**
 * A road: origin, destination down to the province, carrier; stored as a list in JSON. The service does not
 * count: a road is closed to all of them.
 */
export interface Lane {
  originId: string;
  countryCode: string;
  provinceCode: string;
  carrier: string;
}

/** Throws on a key we never wrote. */
export function laneOf(key: string): Lane {
  const [originId, countryCode, provinceCode, carrier] = JSON.parse(key) as string[];
  if (carrier === undefined || originId === undefined) throw new Error(`Not a lane: ${key}`);
  return { originId, countryCode: countryCode ?? "", provinceCode: provinceCode ?? "", carrier };
}

/**
 * Whether a group that turns out to be a wave of its own leaves the batch: the parcels of a carrier that stands still were
 * first seen as a location's, when two of them do, or others were late that morning.
 */
export function mayLeave({ scope }: WaveGroup, batch: KnownBatch): boolean {
  return scope === "carrier" && batch.scope === "location" && batch.state === "pending";
}

/** Whether the first group lies within the second: a lane within its carrier and its origin. */
export function liesWithin(one: WaveGroup, { scope, key }: WaveGroup): boolean {
  if (one.scope !== "lane" || scope === "lane") return one.scope === scope && one.key === key;
  const lane = laneOf(one.key);
  return (scope === "carrier" ? lane.carrier : lane.originId) === key;
}
