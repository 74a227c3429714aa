import { tellsArrival } from "~/messages/message-words";
import type { DelayKind, DelayRules } from "./delay-kinds";
import { noticeFacts, type NoticeFacts } from "./notice-facts";
import {
  decideReview,
  type DeliveryRecords,
  type PlannedWord,
  type RecordedIncident,
  type Review,
} from "./review";
import type { DelayMessage } from "./told";

/** Something the shop learns at an instant: it changes what is recorded. */
export interface Happening {
  at: Date;
  change(records: DeliveryRecords): DeliveryRecords;
}

/** A message as it would have left. */
export interface ToldWord {
  word: PlannedWord;
  /** The incident's, when it left. */
  kind: DelayKind;
  at: Date;
  facts: NoticeFacts;
}

export interface PlayOrder {
  happenings: Happening[];
  rules: DelayRules;
  until: Date;
  /** When a message planned at an instant leaves: at once, or after the night. */
  leavesAt(word: PlannedWord, plannedAt: Date): Date;
  /** What the lanes say at an instant; without it nobody asks them. */
  forecastsAt?(records: DeliveryRecords, now: Date): DeliveryRecords["forecasts"];
  /** How long such parcels are usually silent, as known at an instant; without it the merchant's setting counts. */
  rhythmsAt?(records: DeliveryRecords, now: Date): DeliveryRecords["rhythms"];
  /** Sees every look, with the records after it. */
  onLook?(review: Review, records: DeliveryRecords, now: Date): void;
}

/**
 * Plays an order forward, as the webhooks, the sweep and the dispatcher do together: it is looked at when
 * something happens, when a look is due and before a message leaves; a message leaves if it is still true then.
 * Nothing is known before it happens. Answers what was told, and the records as they stand in the end.
 */
export function playOrder(
  start: DeliveryRecords,
  { happenings, rules, until, leavesAt, forecastsAt, rhythmsAt, onLook }: PlayOrder,
): { told: ToldWord[]; records: DeliveryRecords } {
  let records = start;
  let nextLookAt: Date | null = null;
  let waiting: Waiting[] = [];
  const told: ToldWord[] = [];
  const ahead = [...happenings].sort(byTime);

  const look = (now: Date) => {
    if (forecastsAt) records = { ...records, forecasts: forecastsAt(records, now) };
    if (rhythmsAt) records = { ...records, rhythms: rhythmsAt(records, now) };
    const review = decideReview(records, rules, { now, isAsked: false });
    const planned = applyReview(records, review, now);
    records = planned.records;
    waiting = [...waiting, ...planned.words.map((one) => ({ ...one, at: leavesAt(one.word, now) }))].sort(
      byTime,
    );
    nextLookAt = review.nextCheckAt;
    onLook?.(review, records, now);
  };

  look(records.order.placedAt);
  for (;;) {
    const now = earliest([ahead[0]?.at, nextLookAt, waiting[0]?.at]);
    if (now === null || now > until) return { told, records };
    for (let next = ahead[0]; next && next.at <= now; next = ahead[0]) {
      records = next.change(records);
      ahead.shift();
    }
    look(now);
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const one of due) {
      const said = say(one, records, now);
      records = said.records;
      if (said.told) told.push(said.told);
      look(now);
    }
  }
}

interface Waiting {
  message: DelayMessage;
  word: PlannedWord;
  at: Date;
}

/** The records after a look, and the messages it plans. */
function applyReview(
  before: DeliveryRecords,
  review: Review,
  now: Date,
): { records: DeliveryRecords; words: Array<Pick<Waiting, "message" | "word">> } {
  let records = before;
  const words: Array<Pick<Waiting, "message" | "word">> = [];
  for (const { id, shipmentId, incident, word, expected } of review.incidents) {
    const row: RecordedIncident = {
      id: id ?? `delay-${String(records.incidents.length)}`,
      shipmentId,
      incident,
    };
    records = { ...records, incidents: [...records.incidents.filter((one) => one.id !== row.id), row] };
    if (expected) {
      const { timeZone } = records.road;
      const undated = { location: null, mayLeaveAt: null, shipBy: null };
      const revised = { ...expected, ...undated, source: "incident" as const, timeZone, madeAt: now };
      records = { ...records, revised: [...records.revised, revised] };
    }
    if (!word) continue;
    const message: DelayMessage = {
      kind: word.kind,
      delayId: row.id,
      state: "planned",
      plannedAt: now,
      claimedAt: null,
      dispatchedAt: null,
    };
    records = { ...records, messages: [...records.messages, message] };
    words.push({ message, word });
  }
  return { records, words };
}

/** The dispatcher's second decision: no warning that has been overtaken, and the arrival always. */
function say(
  { message, word }: Waiting,
  records: DeliveryRecords,
  now: Date,
): { records: DeliveryRecords; told: ToldWord | null } {
  const recorded = records.incidents.find((one) => one.id === message.delayId);
  if (!recorded) throw new Error("A message without its incident");
  const { incident, shipmentId } = recorded;
  const parcel = records.parcels.find((one) => one.id === shipmentId) ?? null;
  const revised = records.revised.at(-1) ?? null;
  const facts = noticeFacts({ ...records, incident, parcel, revised, openWish: null, now });
  const { standing } = facts;
  const isTrue =
    tellsArrival(word.variant) ||
    standing === "holds" ||
    (standing === "moving_again" && word.kind === "delay_update");
  const settled: DelayMessage = isTrue
    ? { ...message, state: "dispatched", dispatchedAt: now }
    : { ...message, state: "cancelled" };
  return {
    records: { ...records, messages: records.messages.map((one) => (one === message ? settled : one)) },
    told: isTrue ? { word, kind: incident.kind, at: now, facts } : null,
  };
}

const byTime = (one: { at: Date }, other: { at: Date }) => one.at.getTime() - other.at.getTime();

function earliest(instants: Array<Date | null | undefined>): Date | null {
  const known = instants.filter((at) => at != null);
  return known.length === 0 ? null : new Date(Math.min(...known.map(Number)));
}
