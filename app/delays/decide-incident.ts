import type { DelayCause, DateRange } from "~/messages/message-values";
import { laterOf, localDateOf } from "~/promises/local-dates";
import { carrierScansOf, isMovement } from "./carrier-scans";
import { isWorse, type DelayKind, type DelayRules, type FoundDelay } from "./delay-kinds";
import { givenUpAt, type DeliveryFacts, type Exemption } from "./delivery-facts";
import { expectedRange, updatedRange } from "./expected-range";
import { isWordTooNear, maySpeakFrom, nextWordAt, wordIsWrittenAt } from "./next-word";

/** `closed` is the end of every life; one that ended well carries `arrivedAt`. */
export type IncidentState = "open" | "warned" | "moving" | "closed";
export type ClosedReason = "arrived" | "never_arrived" | "goods_reassigned" | `order_${Exemption}`;

/** A delay with its life: open → warned → moving → arrived and closed. */
export interface Incident {
  kind: DelayKind;
  cause: DelayCause;
  state: IncidentState;
  /** When we learned that the kind holds: news is what we learned after the last message. */
  kindSince: Date;
  /** Business days of silence it was found by; null for every kind but stalled. */
  silenceDays: number | null;
  /** Messages planned before the arrival, notices and updates together. */
  noticesSent: number;
  /** When the last of them was planned. */
  lastNoticeAt: Date | null;
  nextUpdateAt: Date | null;
  movingAt: Date | null;
  arrivedAt: Date | null;
  closedAt: Date | null;
  closedReason: ClosedReason | null;
}

/** What the shopper was told about this order so far, over all its parcels: she reads one mailbox. */
export interface Told {
  /** Messages that went out, or are about to, before an arrival. */
  messages: number;
  /** When the last one went out; one that was suppressed never did. */
  lastAt: Date | null;
  /** A message that has not gone out yet: this incident's notice can still carry news, any other must go first. */
  waiting: "this_notice" | "another" | null;
  /** She was warned and has not been told of an arrival since. */
  owedArrival: boolean;
  /** The worst kind she was told of another parcel of this order that is still under way. */
  elsewhere: DelayKind | null;
  /** Another parcel of this order with an incident is still under way: its arrival will be the one to tell. */
  othersUnderWay: boolean;
}

export type NoticeVariant = "unshipped" | "on_its_way" | "failed_attempt";
/** Before the arrival: what an update tells. */
export type NewsVariant = "moving" | "shipped" | "ready_for_pickup" | "new_date" | "no_news";
/** `part_arrived`: what she was warned of is there, and other goods of the order are still to come. */
export type UpdateVariant = NewsVariant | "arrived" | "part_arrived";

/** What happened to the incident in this look, for the why-log and for planning. */
export type IncidentStep =
  | { step: "opened" | "upgraded" | "returned"; found: FoundDelay }
  | { step: "moving"; at: Date }
  | { step: "notice"; variant: NoticeVariant; expected: DateRange | null }
  | { step: "notice_refreshed"; expected: DateRange | null }
  | { step: "update"; variant: NewsVariant; expected: DateRange | null }
  | { step: "arrival_told" }
  | { step: "closed"; reason: ClosedReason };

export interface IncidentInput {
  incident: Incident | null;
  found: FoundDelay | null;
  facts: DeliveryFacts;
  told: Told;
  rules: DelayRules;
  now: Date;
  /** The merchant wants her told: what is new is said before its hour, by every other rule. */
  isAsked: boolean;
}

/**
 * Why an open incident says nothing. `waiting`: an earlier message has not gone out yet. `told_enough`: she had as many
 * as may go. `told_lately`: the spacing after the last one is not over.
 */
export type Silence = "waiting" | "nothing_new" | "told_enough" | "told_lately";

export interface IncidentDecision {
  incident: Incident | null;
  steps: IncidentStep[];
  /** null where it speaks, or there is nothing to speak of. */
  silence: Silence | null;
}

/**
 * What becomes of an incident, and what she is told. A function of the records and the clock: the same look
 * twice changes nothing the second time. She is told first at once, then only of worse kinds or relapses, at
 * the set spacing and number; between, an update at the word given. Never after arrival, cancellation or refund.
 */
export function decideIncident(input: IncidentInput): IncidentDecision {
  const ended = input.incident && endOf(input.incident, input);
  if (ended) return ended;
  const lived = live(input);
  if (lived.incident === null) return { ...lived, silence: null };
  const spoken = speak(lived.incident, input);
  return { ...spoken, steps: [...lived.steps, ...spoken.steps] };
}

/** What an incident has become by a look, before anything is said of it. */
export function livedIncident({ incident, ...input }: IncidentInput & { incident: Incident }): Incident {
  return (endOf(incident, { ...input, incident }) ?? live({ ...input, incident })).incident ?? incident;
}

function endOf(incident: Incident, { facts, told, now }: IncidentInput): IncidentDecision | null {
  const { order, parcel } = facts;
  const close = (
    reason: ClosedReason,
    first: IncidentStep[] = [],
    arrivedAt: Date | null = null,
  ): IncidentDecision => ({
    incident: {
      ...incident,
      state: "closed",
      arrivedAt,
      nextUpdateAt: null,
      closedAt: now,
      closedReason: reason,
    },
    steps: [...first, { step: "closed", reason }],
    silence: null,
  });
  if (order.exemption !== null) return close(`order_${order.exemption}`);
  if (parcel?.deliveredAt) {
    const isTold = told.owedArrival && !told.othersUnderWay;
    return close("arrived", isTold ? [{ step: "arrival_told" }] : [], parcel.deliveredAt);
  }
  return now >= givenUpAt(facts) ? close("never_arrived") : null;
}

/** Opens, upgrades, relapses or moves; says nothing yet. */
function live({ incident, found, facts, now }: IncidentInput): Omit<IncidentDecision, "silence"> {
  if (incident === null) {
    return found
      ? { incident: newIncident(found, now), steps: [{ step: "opened", found }] }
      : { incident, steps: [] };
  }
  // A chance that wavers around the threshold is no news to somebody who has been told of a delay.
  const isLikelihood = found?.kind === "predicted_late";
  const isRelapse = found !== null && incident.state === "moving";
  if (found && !isLikelihood && (isRelapse || isWorseThan(incident, found))) {
    return {
      incident: {
        ...incident,
        kind: found.kind,
        cause: found.cause,
        state: incident.noticesSent > 0 ? "warned" : "open",
        // Strictly after the last message, though both may fall on one tick of the clock.
        kindSince: new Date(Math.max(now.getTime(), (incident.lastNoticeAt?.getTime() ?? 0) + 1)),
        silenceDays: found.usualSilence?.days ?? null,
        movingAt: null,
      },
      steps: [{ step: isRelapse ? "returned" : "upgraded", found }],
    };
  }
  const movedAt = found === null && incident.state !== "moving" ? movedSince(incident, facts) : null;
  if (movedAt === null) return { incident, steps: [] };
  return {
    incident: { ...incident, state: "moving", movingAt: movedAt },
    steps: [{ step: "moving", at: movedAt }],
  };
}

/** Of one kind, a parcel on its way back is worse off than one the carrier tries to hand over again. */
function isWorseThan({ kind, cause }: Incident, found: FoundDelay): boolean {
  const turnsBack = found.cause === "coming_back" && cause !== "coming_back" && found.kind === kind;
  return turnsBack || isWorse(found.kind, kind);
}

function newIncident(found: FoundDelay, now: Date): Incident {
  return {
    kind: found.kind,
    cause: found.cause,
    state: "open",
    kindSince: now,
    silenceDays: found.usualSilence?.days ?? null,
    noticesSent: 0,
    lastNoticeAt: null,
    nextUpdateAt: null,
    movingAt: null,
    arrivedAt: null,
    closedAt: null,
    closedReason: null,
  };
}

// Kinds that end when what they watch for happens. The other two also fall silent once she has been told new
// dates, which is no movement.
const selfEnding: ReadonlySet<DelayKind> = new Set([
  "unshipped",
  "unscanned",
  "stalled",
  "carrier_delayed",
  "failed_attempt",
]);

/** When it moved again: goods not shipped have become a parcel, or the last scan is a movement after the trouble. */
function movedSince(incident: Incident, { parcel }: DeliveryFacts): Date | null {
  if (parcel === null) return null;
  const last = carrierScansOf(parcel.scans).at(-1);
  if (last === undefined) return incident.kind === "unshipped" ? parcel.createdAt : null;
  const isNew =
    selfEnding.has(incident.kind) || incident.lastNoticeAt === null || last.happenedAt > incident.kindSince;
  return isMovement(last) && isNew ? last.happenedAt : null;
}

function speak(incident: Incident, input: IncidentInput): IncidentDecision & { incident: Incident } {
  const { facts, told, rules, now, isAsked } = input;
  const { road } = facts;
  const isWordVoid = isWordUp(incident, now) && !told.owedArrival;
  const silent = (silence: Silence) => ({
    incident: isWordVoid ? { ...incident, nextUpdateAt: null } : incident,
    steps: [],
    silence,
  });
  if (told.waiting === "this_notice") return { ...refreshWaitingNotice(incident, input), silence: "waiting" };
  const isNotice = hasNews(incident, input);
  const isUpdate = !isNotice && (isWordDue(incident, input) || (isAsked && hasChangedSince(incident, input)));
  if (!isNotice && !isUpdate) return silent(told.waiting === null ? "nothing_new" : "waiting");
  if (told.messages >= rules.maxNotices)
    return { incident: { ...incident, nextUpdateAt: null }, steps: [], silence: "told_enough" };
  const from = maySpeakFrom(told.lastAt, rules);
  if (told.waiting !== null) return silent("waiting");
  if (from !== null && now < from) return silent("told_lately");
  const step: IncidentStep = isNotice
    ? {
        step: "notice",
        variant: noticeVariant(incident, facts),
        expected: expectedRange(facts, incident.cause, now),
      }
    : { step: "update", ...updateOf(incident, input) };
  return {
    incident: {
      ...incident,
      state: isNotice ? "warned" : incident.state,
      noticesSent: incident.noticesSent + 1,
      lastNoticeAt: now,
      nextUpdateAt: nextWordAt(now, { messagesBefore: told.messages, rules, road }),
    },
    steps: [step],
    silence: null,
  };
}

/** She was warned, and since then the parcel has moved on or other days are expected. */
function hasChangedSince(incident: Incident, input: IncidentInput): boolean {
  return input.told.owedArrival && updateOf(incident, input).variant !== "no_news";
}

/**
 * A notice held back by the night or for an answer carries what was learned meanwhile, and dates that are counted
 * from the day it goes; its word moves on if it has come too near.
 */
function refreshWaitingNotice(
  incident: Incident,
  input: IncidentInput,
): { incident: Incident; steps: IncidentStep[] } {
  const { facts, found, told, rules, now } = input;
  const isTooNear = incident.nextUpdateAt !== null && isWordTooNear(incident.nextUpdateAt, now, rules);
  const nextUpdateAt = isTooNear
    ? nextWordAt(now, { messagesBefore: told.messages - 1, rules, road: facts.road })
    : incident.nextUpdateAt;
  const isNews = found !== null && isUnspoken(incident);
  const isStale = incident.state !== "moving" && isOfAnEarlierDay(incident.lastNoticeAt, input);
  const lastNoticeAt = isNews ? incident.kindSince : incident.lastNoticeAt;
  return {
    incident: {
      ...incident,
      nextUpdateAt,
      lastNoticeAt: isStale ? laterOf(now, lastNoticeAt ?? now) : lastNoticeAt,
    },
    steps:
      isNews || isStale
        ? [{ step: "notice_refreshed", expected: expectedRange(facts, incident.cause, now) }]
        : [],
  };
}

function isOfAnEarlierDay(at: Date | null, { facts, now }: Pick<IncidentInput, "facts" | "now">): boolean {
  const { timeZone } = facts.road;
  return at !== null && localDateOf(at, timeZone) < localDateOf(now, timeZone);
}

/** Something she has not heard: the first notice, or a kind learned after the last message. */
export function hasNews(incident: Incident, { found, told }: Pick<IncidentInput, "found" | "told">): boolean {
  if (found === null || incident.state === "moving" || incident.state === "closed") return false;
  // One order, one mailbox: the second late parcel is news only if it is worse off than the one she knows of.
  if (told.elsewhere !== null && !isWorse(incident.kind, told.elsewhere)) return false;
  return isUnspoken(incident);
}

function isUnspoken({ lastNoticeAt, kindSince }: Incident): boolean {
  return lastNoticeAt === null || kindSince > lastNoticeAt;
}

/** It is time to write what we promised to write, and she really got that promise. */
export function isWordDue(incident: Incident, { told, now }: Pick<IncidentInput, "told" | "now">): boolean {
  return isWordUp(incident, now) && told.owedArrival;
}

function isWordUp({ nextUpdateAt }: Incident, now: Date): boolean {
  return nextUpdateAt !== null && wordIsWrittenAt(nextUpdateAt) <= now;
}

/** Which words a notice needs: goods still with us, a parcel she must help along, or one on its way. */
export function noticeVariant(
  incident: Pick<Incident, "kind">,
  { parcel }: Pick<DeliveryFacts, "parcel">,
): NoticeVariant {
  if (parcel === null) return "unshipped";
  return incident.kind === "failed_attempt" ? "failed_attempt" : "on_its_way";
}

/** What is new since we last wrote: the goods have left us, the carrier scanned it on its way, or other dates. */
function updateOf(
  { cause }: Incident,
  { facts, told: { lastAt }, now }: IncidentInput,
): { variant: NewsVariant; expected: DateRange | null } {
  const { parcel, told } = facts;
  const last = parcel && carrierScansOf(parcel.scans).at(-1);
  // It comes no nearer by itself: that is what there is to say, whatever was said before.
  if (last?.status === "ready_for_pickup") return { variant: "ready_for_pickup", expected: null };
  const expected = updatedRange(facts, cause, { now, toldAt: lastAt });
  if (parcel !== null && lastAt !== null) {
    if (parcel.createdAt > lastAt) return { variant: "shipped", expected };
    if (last && isMovement(last) && last.happenedAt > lastAt) return { variant: "moving", expected };
  }
  const isNewDate =
    expected !== null && (expected.earliestOn !== told?.earliestOn || expected.latestOn !== told.latestOn);
  return { variant: isNewDate ? "new_date" : "no_news", expected };
}
