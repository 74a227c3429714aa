import { z } from "zod";

/** The road a parcel takes, as far as it is known. */
export interface Lane {
  /** Where it sets out from, as one speaks of a road: a region, or the location where no region is known. */
  origin: string | null;
  /** The shop's location that packs it. */
  location: string | null;
  /** Country, with the province where there is one: "IT-PA". */
  destination: string;
  carrier: string | null;
  service: string | null;
  zone: "domestic" | "international";
  /** Whose business days and clock its age is counted by. */
  country: string;
  timeZone: string;
}

/**
 * The stretches of a parcel's life that are learned apart. What a carrier says of a parcel changes what is to be
 * expected of it: out for delivery it comes today, after a failed attempt it takes as long as the shopper does.
 */
export const legs = ["handling", "transit", "last_mile", "second_attempt"] as const;
export type Leg = (typeof legs)[number];

/**
 * The longest silence between two scans of a parcel, on the road and at the door: no leg of its way, but learned like
 * one, because what is too long a silence differs from road to road.
 */
export const silences = ["silent_on_road", "silent_at_door"] as const;
export type Silence = (typeof silences)[number];

/**
 * The levels of the history that speak for a leg of a lane, the widest first: all parcels, those to the
 * destination, those of the lane. How long a parcel waits to be handed over depends on who packs it.
 */
export function levelsOf(leg: Leg, { zone, destination, location, ...lane }: Lane): string[] {
  if (leg === "handling") return [name(leg, "all"), name(leg, "all", location)];
  return [
    name(leg, zone),
    name(leg, zone, destination),
    name(leg, zone, destination, lane.origin, lane.carrier, lane.service),
  ];
}

/** The level that tells how fast the parcels of one location travel, whichever way they go. */
export function paceLevelOf({ zone, location }: Lane): string {
  return name("pace", zone, location);
}

/** The levels that tell how long a silence is usual: those of the carrier wherever it goes, and of the lane. */
export function silenceLevelsOf(
  silence: Silence,
  { zone, destination, origin, carrier, service }: Lane,
): { carrier: string; lane: string } {
  return {
    carrier: name(silence, zone, carrier),
    lane: name(silence, zone, destination, origin, carrier, service),
  };
}

export function isSilence(leg: Leg | Silence): leg is Silence {
  return silences.some((one) => one === leg);
}

/** Every level that learns from a parcel on a leg of a lane. */
export function learningLevelsOf(leg: Leg | Silence, lane: Lane): string[] {
  if (isSilence(leg)) return Object.values(silenceLevelsOf(leg, lane));
  return leg === "transit" ? [...levelsOf(leg, lane), paceLevelOf(lane)] : levelsOf(leg, lane);
}

/** How the levels of all lanes to a destination by a service begin and end, whoever carries the parcel from wherever. */
export function lanesTo({ zone, destination, service }: Lane): { startsWith: string; endsWith: string } {
  return { startsWith: `${name("transit", zone, destination)}/`, endsWith: `/${name(service)}` };
}

/** The lane itself, with origin and carrier as one of its levels names them. */
export function laneOfLevel(level: string, lane: Lane): Lane {
  const [, , , origin, carrier] = level.split("/");
  return { ...lane, origin: origin || null, location: origin || null, carrier: carrier || null };
}

const name = (...parts: Array<string | null>): string =>
  parts.map((part) => part?.trim().toLowerCase().replaceAll("/", " ") ?? "").join("/");

const laneSchema = z.object({
  origin: z.string().nullable(),
  location: z.string().nullable(),
  destination: z.string(),
  carrier: z.string().nullable(),
  service: z.string().nullable(),
  zone: z.enum(["domestic", "international"]),
  country: z.string(),
  timeZone: z.string(),
});

/** Reads a stored lane. Throws on one we never wrote. */
export function readLane(stored: unknown): Lane {
  return laneSchema.parse(stored);
}
