import type { ShopSettings } from "~/settings/shop-settings";
import { mayAsk, type AskingDecision } from "~/surveys/may-ask";
import { decideTouchpoint, type DecisionFacts, type DecisionRule } from "~/touchpoints/decide-touchpoint";
import { mayHaveArrived, planTouchpoints, type PlannableShipment } from "~/touchpoints/plan-touchpoints";
import { catalogue, textedKinds, type TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import type { ConditionFacts } from "~/touchpoints/touchpoint-conditions";

/** Kinds whose messages follow from the order itself; delays are played by their own room, mishaps by nobody. */
export type PlayedKind = Exclude<
  TouchpointKind,
  | "delay_notice"
  | "delay_update"
  | "recovery_offer"
  | "win_back"
  | "vip_reward"
  | "surprise"
  | "replenishment"
  | "welcome"
  | "new_arrivals"
>;

/** An order of a shopper's past, as the records tell of it today. */
export interface PastPurchase {
  id: string;
  email: string | null;
  phone: string | null;
  placedAt: Date;
  paidAt: Date | null;
  cancelledAt: Date | null;
  fullyRefundedAt: Date | null;
  requiresShipping: boolean;
  fulfillmentStatus: string | null;
  timeZone: string;
  optedIn: boolean;
  conditions: ConditionFacts;
  shipments: PlannableShipment[];
  /** When the courier set out with one of its parcels, by parcel. */
  outForDelivery: Array<{ shipmentId: string; at: Date }>;
  /** When its thank-you page was opened. */
  visitedAt: Date | null;
}

export interface PastShopper {
  purchases: PastPurchase[];
  unsubscribed: boolean;
  /** Delays, returns for damage and follow-ups of hers, from when to when. */
  troubles: Array<{ about: "incident" | "return" | "follow_up"; from: Date; until: Date | null }>;
}

export interface PlayedTouchpoint {
  orderId: string;
  /** null: it went out. */
  heldBackBy: DecisionRule | Extract<AskingDecision, { ask: false }>["reason"] | null;
}

interface Play {
  kind: PlayedKind;
  /** The kind counts as switched on, whatever they say. */
  settings: ShopSettings;
  now: Date;
}

/**
 * Plays one kind of touchpoint over a shopper's orders, as if it had been live all the time and nothing else had been
 * sent. What falls due after now is left out. Messages that wait are looked at again when they said, as the dispatcher
 * does, so that the earlier of two takes the free slot.
 */
export function dryRunShopper(shopper: PastShopper, play: Play): PlayedTouchpoint[] {
  const settings = switchedOn(play.settings, play.kind);
  return play.kind === "nps_survey"
    ? playQuestions(shopper, settings)
    : playMessages(shopper, { ...play, settings });
}

function switchedOn(settings: ShopSettings, kind: PlayedKind): ShopSettings {
  const { touchpoints } = settings;
  return { ...settings, touchpoints: { ...touchpoints, [kind]: { ...touchpoints[kind], enabled: true } } };
}

// No message waits so often: the look after it would be a month later.
const mostLooks = 60;

function playMessages(shopper: PastShopper, { kind, settings, now }: Play): PlayedTouchpoint[] {
  const waiting = shopper.purchases.flatMap((purchase) =>
    dueTimes(purchase, { kind, settings }).map((dueAt) => ({ purchase, dueAt, at: dueAt, looks: 0 })),
  );
  const sent: Array<{ orderId: string; at: Date }> = [];
  const played: PlayedTouchpoint[] = [];
  for (;;) {
    waiting.sort((a, b) => a.at.getTime() - b.at.getTime());
    const one = waiting.shift();
    if (one === undefined || one.at > now) return played;
    const { purchase, dueAt, at } = one;
    const decision = decideTouchpoint(factsAt({ shopper, purchase, kind, settings, sent, dueAt, at }), at);
    if (decision.outcome === "postpone" && one.looks < mostLooks) {
      waiting.push({ ...one, at: decision.until, looks: one.looks + 1 });
      continue;
    }
    const isSent = decision.outcome === "send";
    if (isSent) sent.push({ orderId: purchase.id, at });
    played.push({ orderId: purchase.id, heldBackBy: isSent ? null : decision.rule });
  }
}

/** When messages of the kind fall due, cancelled or not: the decision looks at that. */
function dueTimes(purchase: PastPurchase, { kind, settings }: Pick<Play, "kind" | "settings">): Date[] {
  if (kind === "arrival_notice") return purchase.outForDelivery.map(({ at }) => at);
  const order = {
    ...purchase,
    ...{ cancelledAt: null, deletedAt: null, test: false, imported: false },
    countryCode: purchase.conditions.countryCode,
  };
  const plan = planTouchpoints({ order, shipments: purchase.shipments, settings, liveAt: new Date(0) });
  return plan.outcome === "looked_after"
    ? plan.touchpoints.filter((planned) => planned.kind === kind).map(({ dueAt }) => dueAt)
    : [];
}

interface Moment {
  shopper: PastShopper;
  purchase: PastPurchase;
  kind: PlayedKind;
  settings: ShopSettings;
  sent: Array<{ orderId: string; at: Date }>;
  dueAt: Date;
  at: Date;
}

function factsAt({ shopper, purchase, kind, settings, sent, dueAt, at }: Moment): DecisionFacts {
  const hasHappened = (when: Date | null) => when !== null && when <= at;
  const running = troublesAt(shopper, at);
  const isOpen = (about: PastShopper["troubles"][number]["about"]) =>
    running.some((trouble) => trouble.about === about);
  const isSurvey = catalogue[kind].class === "survey";
  const isCapped = catalogue[kind].class !== "service";
  const visits = shopper.purchases.flatMap(({ id, visitedAt }) =>
    id !== purchase.id && visitedAt && visitedAt <= at ? [visitedAt] : [],
  );
  const asked = sent.filter(({ orderId }) => orderId !== purchase.id).map((one) => one.at);
  const canText = purchase.phone !== null && textedKinds.has(kind);
  return {
    ...{
      kind,
      dueAt,
      settings,
      delay: null,
      isGiven: false,
      purchases: null,
      packing: null,
      isThanked: false,
      isNothingNew: false,
      lastOrder: null,
      variant: "default",
    },
    shop: { live: true, uninstalled: false },
    channel: purchase.email
      ? { outcome: "email" }
      : canText
        ? { outcome: "text_message" }
        : { outcome: "none", rule: "no_address" },
    order: {
      ...purchase.conditions,
      ...{ email: purchase.email, optedIn: purchase.optedIn, timeZone: purchase.timeZone },
      ...{ test: false, imported: false, deleted: false, held: false },
      cancelled: hasHappened(purchase.cancelledAt),
      fullyRefunded: hasHappened(purchase.fullyRefundedAt),
    },
    arrived: mayHaveArrived(purchase.shipments),
    parcel: kind === "arrival_notice" ? { standing: "out_for_delivery", isToldOfDelay: false } : null,
    shopper: {
      ...{ unsubscribed: shopper.unsubscribed, paused: false, answered: false, heldOut: false },
      openIncident: isOpen("incident"),
      openReturn: isOpen("return"),
      openFollowUp: isOpen("follow_up"),
      troubleEndedAt: latest(shopper.troubles.flatMap(({ until }) => (until && until <= at ? [until] : []))),
      lastSurveyAt: isSurvey ? latest([...asked, ...visits]) : null,
      isAnotherFirst: false,
      orderedSince: false,
      cappedMessagesAt: isCapped ? sent.map((one) => one.at).sort((a, b) => b.getTime() - a.getTime()) : [],
    },
  };
}

const troublesAt = ({ troubles }: PastShopper, at: Date): PastShopper["troubles"] =>
  troubles.filter(({ from, until }) => from <= at && (until === null || until > at));

/** The question on the thank-you page is asked when it is opened, or not at all. */
function playQuestions(shopper: PastShopper, settings: ShopSettings): PlayedTouchpoint[] {
  let lastSurveyAt: Date | null = null;
  const played: PlayedTouchpoint[] = [];
  const visited = shopper.purchases
    .flatMap((purchase) => (purchase.visitedAt ? [{ ...purchase, at: purchase.visitedAt }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { id, email, conditions, cancelledAt, at } of visited) {
    const asking = mayAsk(settings, {
      kind: "nps_survey",
      shopper: {
        ...{ email, tags: conditions.tags, products: conditions.products },
        ...{ test: false, imported: false, cancelled: cancelledAt !== null && cancelledAt <= at },
        unsubscribedFromSurveys: shopper.unsubscribed,
        inTrouble: troublesAt(shopper, at).length > 0,
        lastSurveyAt,
      },
      now: at,
    });
    if (asking.ask) lastSurveyAt = at;
    played.push({ orderId: id, heldBackBy: asking.ask ? null : asking.reason });
  }
  return played;
}

const latest = (times: Date[]): Date | null =>
  times.length === 0 ? null : new Date(Math.max(...times.map(Number)));
