import { addStretch, emptyTally, type ArrivalTally } from "./arrival-tally";
import { businessTimeOf } from "./business-time";
import { learningLevelsOf, type Lane, type Leg, type Silence } from "./lane";

/** What a shop has learned of its roads: sums by level, and the parcels still under way. */
export interface LaneHistory {
  tallies: Map<string, ArrivalTally>;
  underWay: Map<string, UnderWay>;
}

/** Parcels of one level that set out and have not come through, counted by the day they set out. */
export interface UnderWay {
  leg: Leg | Silence;
  /** By whose business days they age: those of the first of them, where they go to several countries. */
  country: string;
  timeZone: string;
  /** Local midnight (ms) → parcels. */
  setOut: Map<number, number>;
}

/** A parcel on a leg of its way. */
export interface Journey {
  leg: Leg | Silence;
  lane: Lane;
  startedAt: number;
}

export function emptyHistory(): LaneHistory {
  return { tallies: new Map(), underWay: new Map() };
}

/** A parcel sets out on a leg: from now on its waiting counts. */
export function recordSetOut(history: LaneHistory, journey: Journey): void {
  countUnderWay(history, journey, 1);
}

/** A parcel came through, or its waiting ended otherwise (cancelled, replaced): then nothing is learned from it. */
export function recordEnd(
  history: LaneHistory,
  journey: Journey,
  { endedAt, hasArrived }: { endedAt: number; hasArrived: boolean },
): void {
  countUnderWay(history, journey, -1);
  if (!hasArrived) return;
  const { lane, leg, startedAt } = journey;
  const clock = businessTimeOf(lane.country, lane.timeZone);
  // Carriers report the odd hand-over after the arrival.
  const businessDays = Math.max(0, clock.at(endedAt) - clock.at(startedAt));
  const tallies = learningLevelsOf(leg, lane).map((level) => tallyOf(history, level));
  addStretch(tallies, { startedAt: Math.min(startedAt, endedAt), endedAt, businessDays });
}

function countUnderWay({ underWay }: LaneHistory, { leg, lane, startedAt }: Journey, parcels: number): void {
  const { country, timeZone } = lane;
  const day = businessTimeOf(country, timeZone).startOfDay(startedAt);
  for (const level of learningLevelsOf(leg, lane)) {
    const road = underWay.get(level) ?? { leg, country, timeZone, setOut: new Map<number, number>() };
    const count = (road.setOut.get(day) ?? 0) + parcels;
    if (count === 0) road.setOut.delete(day);
    else road.setOut.set(day, count);
    if (road.setOut.size === 0) underWay.delete(level);
    else underWay.set(level, road);
  }
}

function tallyOf({ tallies }: LaneHistory, level: string): ArrivalTally {
  const known = tallies.get(level);
  if (known) return known;
  const tally = emptyTally();
  tallies.set(level, tally);
  return tally;
}
