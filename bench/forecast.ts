// `npm run bench -- forecast --json`: what deciding and learning cost with a million parcels under way.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { dayMs } from "~/platform/durations";
import { forecastLateness, type ParcelOnItsWay } from "~/promises/forecast";
import type { Lane } from "~/promises/lane";
import { curvesAt, type LaneCurves } from "~/promises/lane-curves";
import { emptyHistory, recordEnd, recordSetOut, type LaneHistory } from "~/promises/lane-history";
import { startingOdds } from "~/promises/late-odds";
import type { Bench } from "./bench";

const SHIPMENTS = 1_000_000;
const DESTINATIONS = 100;
const CARRIERS = 10;
const LOCATIONS = 5;
const UPDATES = 200_000;

const now = Date.parse("2026-11-17T07:00:00Z");

export const forecast: Bench = async (args) => {
  const before = heldMb();
  const lanes = allLanes();
  const history = emptyHistory();
  const updatesPerSecond = measureUpdates(history, lanes);
  const curves = curvesAt(history, { asOf: now, usualDays: (leg) => (leg === "transit" ? 4 : null) });
  const decisionsPerSecond = measureDecisions(curves, lanes);
  const memoryMb = heldMb() - before;
  // Asked after the measuring: until here the sums and every lane's curve are alive.
  const spoken = lanes.filter((lane) => curves.curve("transit", lane).speaks !== "prior").length;
  const figures = {
    decisionsPerSecond: Math.round(decisionsPerSecond),
    updatesPerSecond: Math.round(updatesPerSecond),
    memoryMb: Math.round(memoryMb * 10) / 10,
  };
  process.stdout.write(
    args.includes("--json")
      ? `${JSON.stringify(figures)}\n`
      : `${String(SHIPMENTS)} parcels on ${String(lanes.length)} lanes: deciding one takes ${micros(decisionsPerSecond)} µs, ` +
          `learning from one ${micros(updatesPerSecond)} µs, all lanes ${String(figures.memoryMb)} MB ` +
          `(${String(history.tallies.size)} levels; ${String(spoken)} lanes have seen enough to be quoted)\n`,
  );
  return Promise.resolve(0);
};

const micros = (perSecond: number): string => (1_000_000 / perSecond).toFixed(1);

function allLanes(): Lane[] {
  return Array.from({ length: DESTINATIONS * CARRIERS * LOCATIONS }, (_, index) => {
    const location = `location ${String(index % LOCATIONS)}`;
    return {
      origin: location,
      location,
      destination: `IT-${String(Math.floor(index / LOCATIONS) % DESTINATIONS)}`,
      carrier: `carrier ${String(Math.floor(index / LOCATIONS / DESTINATIONS))}`,
      service: null,
      zone: "domestic",
      country: "IT",
      timeZone: "Europe/Rome",
    };
  });
}

/** Parcels that set out in the last two months and mostly came: each sets out and arrives, which is two events. */
function measureUpdates(history: LaneHistory, lanes: Lane[]): number {
  const startedAt = performance.now();
  for (let index = 0; index < UPDATES; index += 1) {
    const lane = lanes[index % lanes.length];
    if (!lane) continue;
    const setOutAt = now - (1 + (index % 60)) * dayMs;
    const journey = { leg: "transit", lane, startedAt: setOutAt } as const;
    recordSetOut(history, journey);
    const endedAt = setOutAt + (1 + (index % 7)) * dayMs;
    if (endedAt < now) recordEnd(history, journey, { endedAt, hasArrived: true });
  }
  return (2 * UPDATES * 1000) / (performance.now() - startedAt);
}

/** Asks for every parcel under way, one in five of them not handed over yet. */
function measureDecisions(curves: LaneCurves, lanes: Lane[]): number {
  const odds = startingOdds();
  let late = 0;
  const startedAt = performance.now();
  for (let index = 0; index < SHIPMENTS; index += 1) {
    const lane = lanes[index % lanes.length];
    if (!lane) continue;
    const orderedAt = now - (1 + (index % 9)) * dayMs;
    const parcel: ParcelOnItsWay = {
      lane,
      orderedAt,
      handedOverAt: index % 5 === 0 ? null : orderedAt + 0.7 * dayMs,
      stage: index % 20 === 1 ? { leg: "last_mile", since: now - dayMs / 24 } : null,
      promiseEndsAt: now + (1 + (index % 6)) * dayMs,
    };
    if ((forecastLateness(parcel, { curves, odds, now })?.chance ?? 0) >= 0.5) late += 1;
  }
  if (late === 0) throw new Error("A million parcels and none of them late: nothing was decided.");
  return (SHIPMENTS * 1000) / (performance.now() - startedAt);
}

/** What is really held, after everything else has been let go. */
function heldMb(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1_048_576;
}
