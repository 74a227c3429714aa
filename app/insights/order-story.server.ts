import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Message, Touchpoint } from "~/platform/prisma/client";
import { getShop, type KnownShop } from "~/settings/shops.server";
import { listFollowUps, type ListedFollowUp } from "~/surveys/follow-ups.server";
import { fromDateColumn } from "~/promises/local-dates";
import { transitRuleFor } from "~/promises/resolve-promise";
import type { DecisionFacts } from "./decision-words";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";

export interface PromiseEntry {
  earliestOn: string;
  latestOn: string;
  source: string;
  shipBy: Date | null;
  madeAt: Date;
  /** How the days were counted, where the merchant's own rules made it and still are what they were. */
  rule: { handlingDays: number; minDays: number; maxDays: number } | null;
}

export interface TouchpointEntry {
  touchpoint: Pick<Touchpoint, "id" | "kind" | "state" | "reason" | "channel" | "dueAt" | "language">;
  message: Pick<Message, "subject" | "text" | "language"> | null;
  /** Everything decided about it, oldest first. */
  why: Array<DecisionFacts & { at: Date }>;
}

/** One line of the story. `at` orders it; what is planned lies in the future. */
export type StoryEntry = { at: Date } & (
  | { type: "placed"; promise: PromiseEntry | null }
  | { type: "paid" | "cancelled" | "fully_refunded" }
  | { type: "promise_revised"; promise: PromiseEntry }
  | { type: "label"; carrier: string | null; trackingNumber: string | null; trackingUrl: string | null }
  | { type: "scan"; status: string; city: string | null; message: string | null; carrier: string | null }
  | { type: "arrived"; lateness: number | null }
  | { type: "incident"; decision: DecisionFacts; kind: string }
  | { type: "not_planned"; decision: DecisionFacts }
  | { type: "choice"; choice: string }
  | ({ type: "touchpoint" } & TouchpointEntry)
  | { type: "answer"; survey: string; rating: number; comment: string | null; reasons: string[] }
  | { type: "refund"; amount: string }
  | { type: "return"; status: string; damage: boolean }
  | { type: "follow_up_resolved"; outcome: string | null; note: string | null }
);

export interface OrderStory {
  facts: OrderFacts;
  entries: StoryEntry[];
  followUps: ListedFollowUp[];
}

/** Everything we know about one order, in the order it happened; null when the order is not known. */
export async function readOrderStory(
  deps: { db: Database; clock: Clock },
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<OrderStory | null> {
  const { db } = deps;
  const now = deps.clock.now();
  const shop = await getShop(db, shopId);
  const [facts] = await listOrderFacts(db, { shopId, orderIds: [orderId], originCountry: shop.settings.promiseRules.originCountry, now });
  if (!facts) return null;

  const ofIt = { shopId, orderId };
  const [promises, shipments, scans, delays, decisions, touchpoints, messages, answers, refunds, returns, followUps] = await Promise.all([
    db.deliveryPromise.findMany({ where: ofIt, orderBy: { sequence: "asc" } }),
    db.shipment.findMany({ where: ofIt }),
    db.shipmentEvent.findMany({ where: { ...ofIt, deletedAt: null } }),
    db.delay.findMany({ where: ofIt }),
    db.decision.findMany({ where: ofIt, orderBy: [{ at: "asc" }, { id: "asc" }] }),
    db.touchpoint.findMany({ where: ofIt }),
    db.message.findMany({ where: ofIt }),
    db.surveyResponse.findMany({ where: ofIt }),
    db.refund.findMany({ where: ofIt }),
    db.return.findMany({ where: ofIt }),
    db.followUp.findMany({ where: { ...ofIt, state: "resolved" } }),
  ]);

  const promiseEntries = promises.map((row): PromiseEntry & { sequence: number } => ({
    sequence: row.sequence,
    earliestOn: fromDateColumn(row.earliestOn),
    latestOn: fromDateColumn(row.latestOn),
    source: row.source,
    shipBy: row.shipBy,
    madeAt: row.madeAt,
    rule: row.source === "promise_rules" ? ruleBehind(facts.order, shop, row.madeAt) : null,
  }));
  const carrierOf = new Map(shipments.map((shipment) => [shipment.id, shipment.carrier]));
  const kindOf = new Map(delays.map((delay) => [delay.id, delay.kind]));
  const { order } = facts;

  const entries: StoryEntry[] = [
    { at: order.placedAt, type: "placed", promise: promiseEntries.find(({ sequence }) => sequence === 0) ?? null },
    ...once("paid", order.paidAt),
    ...once("cancelled", order.cancelledAt),
    ...once("fully_refunded", order.fullyRefundedAt),
    ...promiseEntries.filter(({ sequence }) => sequence > 0).map((promise): StoryEntry => ({ at: promise.madeAt, type: "promise_revised", promise })),
    ...shipments.map(
      ({ createdAt, carrier, trackingNumber, trackingUrl }): StoryEntry => ({ at: createdAt, type: "label", carrier, trackingNumber, trackingUrl }),
    ),
    ...scans
      .filter(({ status }) => status !== "delivered")
      .map(
        ({ happenedAt, status, city, message, shipmentId }): StoryEntry => ({
          at: happenedAt, type: "scan", status, city, message, carrier: carrierOf.get(shipmentId) ?? null,
        }),
      ),
    ...shipments.flatMap(({ deliveredAt }): StoryEntry[] =>
      deliveredAt ? [{ at: deliveredAt, type: "arrived", lateness: facts.delivery.arrivedOn ? facts.delivery.lateness : null }] : [],
    ),
    ...decisions.filter((row) => row.touchpointId === null && !toldElsewhere.includes(row.outcome)).map((row): StoryEntry => {
      const decision = factsOf(row);
      return row.delayId
        ? { at: row.at, type: "incident", kind: kindOf.get(row.delayId) ?? "overdue", decision }
        : { at: row.at, type: "not_planned", decision };
    }),
    ...delays.flatMap(({ choice, choiceAt }): StoryEntry[] => (choice && choiceAt ? [{ at: choiceAt, type: "choice", choice }] : [])),
    ...touchpoints.map((touchpoint): StoryEntry => {
      const { id, kind, state, reason, channel, dueAt, language } = touchpoint;
      const message = messages.find(({ touchpointId }) => touchpointId === id) ?? null;
      return {
        at: touchpoint.dispatchedAt ?? touchpoint.settledAt ?? touchpoint.nextAttemptAt,
        type: "touchpoint",
        touchpoint: { id, kind, state, reason, channel, dueAt, language },
        message: message && { subject: message.subject, text: message.text, language: message.language },
        why: decisions.filter(({ touchpointId }) => touchpointId === id).map((decision) => ({ ...factsOf(decision), at: decision.at })),
      };
    }),
    ...answers.map(({ answeredAt, survey, rating, comment, reasons }): StoryEntry => ({ at: answeredAt, type: "answer", survey, rating, comment, reasons })),
    ...refunds.map(({ createdAt, amount }): StoryEntry => ({ at: createdAt, type: "refund", amount: amount.toString() })),
    ...returns.map(({ openedAt, status, damage }): StoryEntry => ({ at: openedAt, type: "return", status, damage })),
    ...followUps.flatMap(({ resolvedAt, outcome, note }): StoryEntry[] => (resolvedAt ? [{ at: resolvedAt, type: "follow_up_resolved", outcome, note }] : [])),
  ];

  return {
    facts,
    entries: entries.sort((a, b) => a.at.getTime() - b.at.getTime()),
    followUps: await listFollowUps(db, { shopId, state: "open", now, orderId }),
  };
}

// The message itself and her choice have lines of their own.
const toldElsewhere = ["notice_planned", "notice_refreshed", "update_planned", "chosen"];

/** The rules of today explain a promise only when they have not been touched since. */
function ruleBehind(order: OrderFacts["order"], shop: KnownShop, madeAt: Date): PromiseEntry["rule"] {
  if (shop.settingsUpdatedAt && shop.settingsUpdatedAt > madeAt) return null;
  const rules = shop.settings.promiseRules;
  const transit = transitRuleFor(order, rules);
  return transit && { handlingDays: rules.handlingDays, minDays: transit.minDays, maxDays: transit.maxDays };
}

function once(type: "paid" | "cancelled" | "fully_refunded", at: Date | null): StoryEntry[] {
  return at ? [{ at, type }] : [];
}

function factsOf({ outcome, rule, inputs }: DecisionFacts): DecisionFacts {
  return { outcome, rule, inputs };
}
