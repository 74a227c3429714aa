import type {
  CardPrint,
  Decision,
  FollowUp,
  FollowUpReply,
  Message,
  Refund,
  Return,
  Shipment,
  ShipmentEvent,
  SurveyResponse,
  Touchpoint,
} from "~/platform/prisma/client";
import type { DecisionFacts } from "./decision-words";
import type { OrderFacts } from "./order-facts.server";

export interface PromiseEntry {
  sequence: number;
  earliestOn: string;
  latestOn: string;
  source: string;
  /** Where its goods leave from. */
  location: string | null;
  shipBy: Date | null;
  madeAt: Date;
  /** How the days were counted, where the merchant's own rules made it and still are what they were. */
  rule: { handlingDays: number; minDays: number; maxDays: number } | null;
}

/** One line of the story. `at` orders it; what is planned lies in the future. */
export type StoryEntry = { at: Date } & (
  | { type: "placed"; promise: PromiseEntry | null }
  | { type: "paid" | "cancelled" | "fully_refunded" }
  | { type: "promise_revised"; promise: PromiseEntry }
  | { type: "label"; carrier: string | null; trackingNumber: string | null }
  | { type: "scan"; status: string; city: string | null; message: string | null; carrier: string | null }
  | { type: "arrived"; lateness: number | null }
  | { type: "incident" | "not_planned" | "goodwill"; decision: DecisionFacts }
  | { type: "choice"; choice: string }
  | TouchpointEntry
  | { type: "answer"; survey: string; rating: number; comment: string | null; reasons: string[] }
  | { type: "card"; variant: string; isFirst: boolean }
  | ReplyEntry
  | { type: "refund"; amount: string }
  | { type: "return"; damage: boolean }
  | { type: "follow_up_resolved"; outcome: string | null; note: string | null }
);

interface TouchpointEntry {
  type: "touchpoint";
  touchpoint: Pick<Touchpoint, "kind" | "state" | "reason" | "channel">;
  message: Pick<Message, "subject" | "text" | "language"> | null;
  /** Everything decided about it, oldest first. */
  why: Array<DecisionFacts & { at: Date }>;
}

/** What a person of the shop wrote to her. */
interface ReplyEntry {
  type: "reply";
  state: string;
  message: Pick<FollowUpReply, "subject" | "text" | "language">;
}

export interface StoryRecords {
  facts: OrderFacts;
  promises: PromiseEntry[];
  shipments: Shipment[];
  scans: ShipmentEvent[];
  decisions: Decision[];
  touchpoints: Touchpoint[];
  messages: Message[];
  answers: SurveyResponse[];
  refunds: Refund[];
  returns: Return[];
  resolvedFollowUps: FollowUp[];
  replies: FollowUpReply[];
  cards: CardPrint[];
}

/** The records of one order as a story, in the order it happened, the cause before the consequence. */
export function storyEntries(records: StoryRecords): StoryEntry[] {
  const entries = [
    ...orderEntries(records),
    ...parcelEntries(records),
    ...delayEntries(records),
    ...records.touchpoints.map((touchpoint) => touchpointEntry(touchpoint, records)),
    ...shopperEntries(records),
    ...cardEntries(records),
  ];
  return entries.sort(
    (a, b) => a.at.getTime() - b.at.getTime() || causeFirst.indexOf(a.type) - causeFirst.indexOf(b.type),
  );
}

const causeFirst: Array<StoryEntry["type"]> = [
  "placed",
  "paid",
  "card",
  "label",
  "scan",
  "arrived",
  "cancelled",
  "refund",
  "fully_refunded",
  "return",
  "incident",
  "not_planned",
  "promise_revised",
  "goodwill",
  "touchpoint",
  "choice",
  "answer",
  "reply",
  "follow_up_resolved",
];

function orderEntries({ facts: { order }, promises, refunds, returns }: StoryRecords): StoryEntry[] {
  const once = (type: "paid" | "cancelled" | "fully_refunded", at: Date | null): StoryEntry[] =>
    at ? [{ at, type }] : [];
  const [original, ...revised] = promises;
  return [
    { at: order.placedAt, type: "placed", promise: original ?? null },
    ...once("paid", order.paidAt),
    ...once("cancelled", order.cancelledAt),
    ...once("fully_refunded", order.fullyRefundedAt),
    ...revised.map((promise): StoryEntry => ({ at: promise.madeAt, type: "promise_revised", promise })),
    ...refunds.map((row): StoryEntry => ({
      at: row.createdAt,
      type: "refund",
      amount: row.amount.toString(),
    })),
    ...returns.map(({ openedAt, damage }): StoryEntry => ({ at: openedAt, type: "return", damage })),
  ];
}

function parcelEntries({ facts: { delivery }, shipments, scans }: StoryRecords): StoryEntry[] {
  const carrierOf = new Map(shipments.map(({ id, carrier }) => [id, carrier]));
  const lastArrivalMs = Math.max(...shipments.map(({ deliveredAt }) => deliveredAt?.getTime() ?? 0));
  return [
    ...shipments.map(({ createdAt, carrier, trackingNumber }): StoryEntry => {
      return { at: createdAt, type: "label", carrier, trackingNumber };
    }),
    // The arrival has a line of its own.
    ...scans
      .filter(({ status }) => status !== "delivered")
      .map(({ happenedAt, status, city, message, shipmentId }): StoryEntry => {
        const carrier = carrierOf.get(shipmentId) ?? null;
        return { at: happenedAt, type: "scan", status, city, message, carrier };
      }),
    // Only the last of several parcels makes the order late or not.
    ...shipments.flatMap(({ deliveredAt }): StoryEntry[] => {
      if (!deliveredAt) return [];
      const isLast = delivery.arrivedOn !== null && deliveredAt.getTime() === lastArrivalMs;
      return [{ at: deliveredAt, type: "arrived", lateness: isLast ? delivery.lateness : null }];
    }),
  ];
}

// New dates and her choice have lines of their own.
const toldElsewhere = ["revised", "chosen"];

function delayEntries({ decisions }: StoryRecords): StoryEntry[] {
  return [
    ...decisions
      .filter((row) => row.touchpointId === null && !toldElsewhere.includes(row.outcome))
      .map((row): StoryEntry => {
        return { at: row.at, type: typeOf(row), decision: factsOf(row) };
      }),
    // All of them: who changed her mind said both.
    ...decisions
      .filter(({ outcome }) => outcome === "chosen")
      .map(({ at, rule }): StoryEntry => ({ at, type: "choice", choice: rule })),
  ];
}

function typeOf({ delayId, outcome }: Decision): "incident" | "not_planned" | "goodwill" {
  if (outcome.startsWith("goodwill_")) return "goodwill";
  return delayId ? "incident" : "not_planned";
}

function touchpointEntry(row: Touchpoint, { messages, decisions }: StoryRecords): StoryEntry {
  const { kind, state, reason, channel } = row;
  const message = messages.find(({ touchpointId }) => touchpointId === row.id);
  return {
    at: row.dispatchedAt ?? row.settledAt ?? row.nextAttemptAt,
    type: "touchpoint",
    touchpoint: { kind, state, reason, channel },
    message: message ? { subject: message.subject, text: message.text, language: message.language } : null,
    why: decisions
      .filter(({ touchpointId }) => touchpointId === row.id)
      .map((decision) => ({ ...factsOf(decision), at: decision.at })),
  };
}

function shopperEntries({ answers, replies, resolvedFollowUps }: StoryRecords): StoryEntry[] {
  return [
    ...answers.map(({ answeredAt, survey, rating, comment, reasons }): StoryEntry => {
      return { at: answeredAt, type: "answer", survey, rating, comment, reasons };
    }),
    ...replies.map(({ sentAt, writtenAt, state, subject, text, language }): StoryEntry => {
      return { at: sentAt ?? writtenAt, type: "reply", state, message: { subject, text, language } };
    }),
    ...resolvedFollowUps.flatMap(({ resolvedAt, outcome, note }): StoryEntry[] =>
      resolvedAt ? [{ at: resolvedAt, type: "follow_up_resolved", outcome, note }] : [],
    ),
  ];
}

function cardEntries({ cards }: StoryRecords): StoryEntry[] {
  const firstMs = Math.min(...cards.map(({ printedAt }) => printedAt.getTime()));
  return cards.map(({ printedAt, variant }): StoryEntry => {
    return { at: printedAt, type: "card", variant, isFirst: printedAt.getTime() === firstMs };
  });
}

function factsOf({ outcome, rule, inputs }: DecisionFacts): DecisionFacts {
  return { outcome, rule, inputs };
}
