import { dayMs } from "~/platform/durations";
import type { ParcelOnItsWay } from "./forecast";
import { emptyHistory, recordEnd, recordSetOut, type LaneHistory } from "./lane-history";
import type { Lane } from "./lane";

// Roads for tests: a shop in Milan sends parcels by BRT. Monday 16 November 2026 is "today", no holiday near.

export const toPalermo: Lane = {
  origin: "Milan",
  location: "Milan",
  destination: "IT-PA",
  carrier: "BRT",
  service: null,
  zone: "domestic",
  country: "IT",
  timeZone: "Europe/Rome",
};

export const today = Date.parse("2026-11-16T09:00+01:00");

/** A parcel to Palermo ordered on Thursday 12 and handed over on Friday 13 at noon, promised until Wednesday 18. */
export function aParcelToPalermo(given: Partial<ParcelOnItsWay> = {}): ParcelOnItsWay {
  return {
    lane: toPalermo,
    orderedAt: Date.parse("2026-11-12T10:00+01:00"),
    handedOverAt: Date.parse("2026-11-13T12:00+01:00"),
    stage: null,
    promiseEndsAt: Date.parse("2026-11-19T00:00+01:00"),
    ...given,
  };
}

/** A history in which parcels set out daily for two months and took that many days each, in turn. */
export function historyOf(lane: Lane, calendarDays: number[], history = emptyHistory()): LaneHistory {
  for (let day = 60; day >= 1; day -= 1) {
    const startedAt = today - day * dayMs;
    const endedAt = startedAt + (calendarDays[day % calendarDays.length] ?? 1) * dayMs;
    const journey = { leg: "transit", lane, startedAt } as const;
    recordSetOut(history, journey);
    if (endedAt <= today) recordEnd(history, journey, { endedAt, hasArrived: true });
  }
  return history;
}
