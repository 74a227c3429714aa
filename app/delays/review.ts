import type { DateRange } from "~/messages/message-values";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import type { Lane } from "~/promises/lane";
import type { ScanRhythm } from "~/promises/scan-rhythm";
import {
  decideIncident,
  livedIncident,
  type Incident,
  type IncidentStep,
  type NoticeVariant,
  type Silence,
  type UpdateVariant,
} from "./decide-incident";
import type { DelayRules, FoundDelay } from "./delay-kinds";
import { givenUpAt, type DeliveryFacts, type DeliveryForecast, type ParcelFacts } from "./delivery-facts";
import { findDelay } from "./find-delay";
import { nextCheckAt } from "./next-check";
import { toldOf, toldRange, type DelayMessage, type KnownIncident } from "./told";

/** An incident with its row: which parcel it is about, null for goods not shipped yet. */
export interface RecordedIncident {
  id: string;
  shipmentId: string | null;
  incident: Incident;
}

/** Everything recorded about one order's delivery. */
export interface DeliveryRecords extends Pick<DeliveryFacts, "order" | "promise" | "road"> {
  revised: DeliveryPromise[];
  /** Parcels that count: a cancelled one never existed for her. */
  parcels: ParcelFacts[];
  /** Goods of the order are not in any parcel yet. */
  isUnshipped: boolean;
  incidents: RecordedIncident[];
  messages: DelayMessage[];
  /** The road of each parcel, and (under "") that of goods not shipped yet. */
  lanes: ReadonlyMap<string, Lane>;
  /** What the lanes say of them at this look, by the same keys; empty where they were not asked. */
  forecasts: ReadonlyMap<string, DeliveryForecast>;
  /** How long such parcels are usually silent, by parcel; without it the merchant's setting counts. */
  rhythms: ReadonlyMap<string, ScanRhythm>;
}

/** A message to plan. `step` counts over all the order's incidents, so a message planned twice is one. */
export type PlannedWord = { step: number } & (
  { kind: "delay_notice"; variant: NoticeVariant } | { kind: "delay_update"; variant: UpdateVariant }
);

/** What one look makes of one incident. */
export interface ReviewedIncident {
  /** null: opened by this look */
  id: string | null;
  shipmentId: string | null;
  incident: Incident;
  /** It was about something else before: the goods have been shipped, or the parcel was replaced. */
  isMoved: boolean;
  steps: IncidentStep[];
  word: PlannedWord | null;
  /** The dates the word tells. */
  expected: DateRange | null;
  /** Why there is no word, where there could be one. */
  silence: Silence | null;
}

export interface Review {
  incidents: ReviewedIncident[];
  nextCheckAt: Date | null;
}

/**
 * One look at an order: what becomes of each incident, what to tell her, and when to look again. `isAsked`: the merchant
 * wants her told what is new.
 */
export function decideReview(
  records: DeliveryRecords,
  rules: DelayRules,
  { now, isAsked }: { now: Date; isAsked: boolean },
): Review {
  const { subjects, homeless } = subjectsOf(records);
  passWordOn(subjects, homeless);
  const known = records.incidents.map((recorded) => knownIncident(recorded, records));
  const messages = [...records.messages];
  const waitsUntil = homeless.length > 0 ? waitsForParcelUntil(records) : null;
  const isWaiting = waitsUntil !== null && now < waitsUntil;
  const reviewed = isWaiting ? [] : homeless.map((recorded) => closeHomeless(recorded, records, now));
  for (const { id, incident } of reviewed)
    if (id !== null) replaceKnown(known, { id, isUnderWay: false, ...pick(incident) });
  const checks = isWaiting ? [waitsUntil] : [];
  const hasAllArrived =
    !records.isUnshipped && records.parcels.every((parcel) => parcel.deliveredAt !== null);
  let wordsPlanned = countWords(records.incidents);
  const asked = subjects.map((subject) => ({
    ...subject,
    ...askedOf(subject, { records, known, rules, now }),
  }));
  const commonly = { rules, now, isAsked };
  // What the others have become by now decides whether one is news: a second look would find it so.
  for (const { key, parcel, recorded, facts, found } of asked) {
    if (!recorded) continue;
    const { incident } = recorded;
    const lived = livedIncident({ ...commonly, incident, found, facts, told: toldOf(messages, known, key) });
    const { noticesSent } = incident;
    replaceKnown(known, { id: key, isUnderWay: !parcel?.deliveredAt, ...pick({ ...lived, noticesSent }) });
  }
  const decided = asked.map(({ key, parcel, shipmentId, recorded, facts, found }) => {
    const told = toldOf(messages, known, key);
    const incident = recorded?.incident ?? null;
    const decision = decideIncident({ ...commonly, incident, found, facts, told });
    if (decision.incident) {
      const word = wordOf(decision.steps, { step: wordsPlanned, hasAllArrived });
      const isMoved = recorded !== null && recorded.shipmentId !== shipmentId;
      reviewed.push({
        id: recorded?.id ?? null,
        shipmentId,
        incident: decision.incident,
        isMoved,
        steps: decision.steps,
        word,
        expected: expectedOf(decision.steps),
        silence: decision.silence,
      });
      if (word)
        messages.push({
          kind: word.kind,
          delayId: key,
          state: "planned",
          plannedAt: now,
          claimedAt: null,
          dispatchedAt: null,
        });
      if (word || decision.incident.closedReason === "arrived") wordsPlanned += 1;
      replaceKnown(known, { id: key, isUnderWay: !parcel?.deliveredAt, ...pick(decision.incident) });
    }
    return { key, facts, incident: decision.incident };
  });
  for (const { key, facts, incident } of decided) {
    const told = toldOf(messages, known, key);
    const at = nextCheckAt({
      ...{ incident, told, rules, now },
      facts: { ...facts, silenceDays: silenceDaysOf(incident) },
    });
    if (at) checks.push(at);
  }
  return {
    incidents: reviewed,
    nextCheckAt: checks.length === 0 ? null : new Date(Math.min(...checks.map(Number))),
  };
}

/** What a look knows of one of them, and finds. */
function askedOf(
  { parcel, shipmentId, recorded }: Subject,
  {
    records,
    known,
    rules,
    now,
  }: { records: DeliveryRecords; known: KnownIncident[]; rules: DelayRules; now: Date },
): { key: string; facts: DeliveryFacts; found: FoundDelay | null } {
  const key = recorded?.id ?? `new:${shipmentId ?? ""}`;
  const facts: DeliveryFacts = {
    ...records,
    parcel,
    told: toldRange(records.revised, toldOf(records.messages, known, key)),
    forecast: records.forecasts.get(shipmentId ?? "") ?? null,
    rhythm: records.rhythms.get(shipmentId ?? "") ?? null,
    silenceDays: silenceDaysOf(recorded?.incident ?? null),
  };
  return { key, facts, found: findDelay(facts, rules, now) };
}

/** The silence an incident was found by holds while it stands; once the parcel moves, what is known by then. */
const silenceDaysOf = (incident: Incident | null): number | null =>
  incident === null || incident.state === "moving" ? null : incident.silenceDays;

interface Subject {
  parcel: ParcelFacts | null;
  shipmentId: string | null;
  recorded: RecordedIncident | null;
}

/**
 * What there is to look at: every parcel, and the goods not shipped. An incident on goods that have left since
 * moves to the newest parcel without one; so does an incident whose parcel was cancelled and sent again.
 */
function subjectsOf({ parcels, isUnshipped, incidents }: DeliveryRecords): {
  subjects: Subject[];
  homeless: RecordedIncident[];
} {
  const open = incidents.filter(({ incident }) => incident.state !== "closed");
  const subjects: Subject[] = parcels.map((parcel) => ({
    parcel,
    shipmentId: parcel.id,
    recorded: open.find((one) => one.shipmentId === parcel.id) ?? null,
  }));
  const settled = new Set(subjects.map((subject) => subject.recorded?.id));
  const homeless = open.filter((one) => !settled.has(one.id));
  if (isUnshipped) {
    const rest = homeless.find((one) => one.shipmentId === null) ?? homeless[0] ?? null;
    subjects.push({ parcel: null, shipmentId: null, recorded: rest });
    if (rest) homeless.splice(homeless.indexOf(rest), 1);
  }
  const free = subjects.filter((subject) => subject.parcel !== null && subject.recorded === null);
  const newestFirst = free.sort(
    (one, other) => Number(other.parcel?.createdAt) - Number(one.parcel?.createdAt),
  );
  for (const subject of newestFirst) subject.recorded = homeless.shift() ?? null;
  return { subjects, homeless };
}

/** The word given is the order's: where its parcel has come, or has another incident, one still under way keeps it. */
function passWordOn(subjects: Subject[], homeless: RecordedIncident[]): void {
  const ending = subjects.flatMap(({ parcel, recorded }) => (parcel?.deliveredAt && recorded) || []);
  const given = [...homeless, ...ending].flatMap(({ incident }) => incident.nextUpdateAt ?? []);
  const staying = subjects.find(
    ({ parcel, recorded }) => !parcel?.deliveredAt && recorded?.incident.nextUpdateAt === null,
  );
  if (given.length === 0 || !staying?.recorded) return;
  const nextUpdateAt = new Date(Math.min(...given.map(Number)));
  staying.recorded = { ...staying.recorded, incident: { ...staying.recorded.incident, nextUpdateAt } };
}

/**
 * A scan may come before the shipment it is of: then the goods have left in a parcel we do not know yet, and their
 * incident waits for it. Until they are given up; null where nothing is on its way to be known.
 */
function waitsForParcelUntil({ order, promise, parcels, isUnshipped }: DeliveryRecords): Date | null {
  if (order.exemption !== null || parcels.length > 0 || isUnshipped) return null;
  return givenUpAt({ order, promise, parcel: null });
}

/** Nothing is left that the incident could be about: its goods travel in parcels that have incidents of their own. */
function closeHomeless(
  { id, shipmentId, incident }: RecordedIncident,
  { order }: DeliveryRecords,
  now: Date,
): ReviewedIncident {
  const reason = order.exemption === null ? "goods_reassigned" : (`order_${order.exemption}` as const);
  return {
    id,
    shipmentId,
    incident: { ...incident, state: "closed", nextUpdateAt: null, closedAt: now, closedReason: reason },
    isMoved: false,
    steps: [{ step: "closed", reason }],
    word: null,
    expected: null,
    silence: null,
  };
}

function knownIncident(
  { id, shipmentId, incident }: RecordedIncident,
  { parcels }: DeliveryRecords,
): KnownIncident {
  const parcel = parcels.find((one) => one.id === shipmentId);
  return { id, isUnderWay: !parcel?.deliveredAt, ...pick(incident) };
}

function replaceKnown(known: KnownIncident[], incident: KnownIncident): void {
  const at = known.findIndex((one) => one.id === incident.id);
  known.splice(at === -1 ? known.length : at, at === -1 ? 0 : 1, incident);
}

const pick = ({ kind, noticesSent, closedAt }: Incident) => ({ kind, noticesSent, closedAt });

/** Words an order has used up so far: every message before an arrival, and one for each arrival. */
function countWords(incidents: RecordedIncident[]): number {
  return incidents.reduce(
    (sum, { incident: one }) => sum + one.noticesSent + (one.closedReason === "arrived" ? 1 : 0),
    0,
  );
}

function wordOf(
  steps: IncidentStep[],
  { step, hasAllArrived }: { step: number; hasAllArrived: boolean },
): PlannedWord | null {
  for (const one of steps) {
    if (one.step === "notice") return { kind: "delay_notice", variant: one.variant, step };
    if (one.step === "update") return { kind: "delay_update", variant: one.variant, step };
    if (one.step === "arrival_told")
      return { kind: "delay_update", variant: hasAllArrived ? "arrived" : "part_arrived", step };
  }
  return null;
}

function expectedOf(steps: IncidentStep[]): DateRange | null {
  for (const one of steps) if ("expected" in one) return one.expected;
  return null;
}
