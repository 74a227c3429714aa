// The carriers of the invented shop: which roads they serve and where their parcels are scanned.

import type { Draws } from "./keyed-draws";

export type CarrierName = "BRT" | "GLS" | "Poste Italiane" | "DHL";

export const originCity = "Milano";

const domesticCarriers = [
  ["BRT", 35],
  ["GLS", 30],
  ["Poste Italiane", 25],
  ["DHL", 10],
] as const satisfies ReadonlyArray<readonly [CarrierName, number]>;

const europeanCarriers = [
  ["DHL", 55],
  ["GLS", 45],
] as const satisfies ReadonlyArray<readonly [CarrierName, number]>;

const overseasCarriers = [
  ["DHL", 75],
  ["Poste Italiane", 25],
] as const satisfies ReadonlyArray<readonly [CarrierName, number]>;

export function carrierOf(draws: Draws, countryCode: string): CarrierName {
  if (countryCode === "IT") return draws.weighted("carrier", domesticCarriers);
  return draws.weighted("carrier", countryCode === "US" ? overseasCarriers : europeanCarriers);
}

const prefixes: Record<CarrierName, string> = {
  BRT: "BRT08",
  GLS: "GL",
  "Poste Italiane": "PI1Z",
  DHL: "JD01",
};

export function trackingNumberOf(draws: Draws, carrier: CarrierName): string {
  return `${prefixes[carrier]}${draws.integer("tracking number", 100_000_000, 999_999_999)}`;
}

export function trackingUrlOf(carrier: CarrierName, trackingNumber: string): string {
  return `https://tracking.${carrier.toLowerCase().replace(/\W/g, "")}.example/${trackingNumber}`;
}

const roads: Record<string, readonly string[]> = {
  IT: ["Milano", "Bologna", "Firenze", "Roma", "Napoli"],
  DE: ["Milano", "Verona", "München", "Nürnberg", "Leipzig"],
  FR: ["Milano", "Torino", "Lyon", "Dijon", "Paris"],
  AT: ["Milano", "Verona", "Innsbruck", "Linz", "Wien"],
  GB: ["Milano", "Leipzig", "East Midlands", "London"],
  US: ["Milano", "Leipzig", "Cincinnati", "New York"],
};

/** The city of the scan at a share (0 to 1) of the way. */
export function cityOnTheWay(countryCode: string, share: number): string {
  const road = roads[countryCode] ?? [originCity];
  return road[Math.min(road.length - 1, Math.floor(share * road.length))] ?? originCity;
}
