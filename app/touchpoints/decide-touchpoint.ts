import { tellsArrival } from "~/messages/message-words";
import type { Purchases } from "~/orders/purchases";
import { dayMs, minuteMs } from "~/platform/durations";
import { isBestCustomer } from "./best-customer";
import { holdsAnyOf, type OrderedProduct } from "~/orders/ordered-product";
import { readProductList } from "~/settings/product-list";
import type { ShopSettings } from "~/settings/shop-settings";
import { catalogue, type TouchpointKind } from "./touchpoint-kinds";
import { holdOutPercent } from "./hold-out";
import { endOfQuiet } from "./quiet-hours";
import { troubleSwitch } from "./trouble-switch";
import { conditionsOf, failedCondition, type ConditionFacts } from "./touchpoint-conditions";

// May we write to her, now? Asked when the touchpoint falls due, of the records as they stand then.

export interface DecisionFacts {
  kind: TouchpointKind;
  dueAt: Date;
  settings: ShopSettings;
  shop: { live: boolean; uninstalled: boolean };
  channel:
    | { outcome: "email" | "text_message" }
    | { outcome: "none"; rule: "no_address" | "text_stopped" | "text_country" };
  order: ConditionFacts & {
    email: string | null;
    test: boolean;
    imported: boolean;
    cancelled: boolean;
    deleted: boolean;
    fullyRefunded: boolean;
    /** The merchant holds back what is planned for it. */
    held: boolean;
    /** Opted in to marketing, as far as the kind's class asks for it. */
    optedIn: boolean;
    timeZone: string;
  };
  /** Parcels all arrived, or no carrier scan will ever tell. */
  arrived: boolean;
  /** For delay kinds: whether what the message says is still true; null when the incident is gone. */
  delay: {
    standing: "holds" | "moving_again" | "over";
    arrivedOn: string | null;
    answer: BatchAnswer | null;
  } | null;
  /** What a recovery offer tells of has been given. */
  isGiven: boolean;
  /** The parcel an arrival notice is about; null for every other kind. */
  parcel: {
    standing: "out_for_delivery" | "delivered" | "elsewhere";
    /** A message about its delay went out within the day, or is about to: it says what there is to say. */
    isToldOfDelay: boolean;
  } | null;
  /** What she has bought so far, for a reward; null for every other kind. */
  purchases: Purchases | null;
  /** For a little extra; null for every other kind. */
  packing: { isPacked: boolean; moneyLeft: number } | null;
  /** For a welcome: the note of an order within the hour says it already. */
  isThanked: boolean;
  /** For new arrivals: there is nothing she was not told of and has not bought. */
  isNothingNew: boolean;
  /** For new arrivals: her newest order, which conditions are asked of; null for every other kind. */
  lastOrder: ConditionFacts | null;
  variant: string;
  shopper: {
    unsubscribed: boolean;
    /** A workflow of the merchant's holds her messages back. */
    paused: boolean;
    openIncident: boolean;
    openReturn: boolean;
    openFollowUp: boolean;
    /** When the last of her troubles ended. */
    troubleEndedAt: Date | null;
    /** When we last asked her, or she answered, about another order. */
    lastSurveyAt: Date | null;
    /** Another survey or care message to her is due as well and goes before this one. */
    isAnotherFirst: boolean;
    /** When survey and care messages went to her, newest first, as far back as the cap looks. */
    cappedMessagesAt: readonly Date[];
    /** She has bought again since this order; for a replenishment, the product that was to run out. */
    orderedSince: boolean;
    /** This order has its answer already. */
    answered: boolean;
    /** Among those left without this kind of message, to see what it does. */
    heldOut: boolean;
  };
}

/** Many parcels turned late together: their notices are the merchant's to send. */
export type BatchAnswer = "pending" | "approved" | "dismissed";

/** Codes of the why-log; words are made from them per language. */
export type DecisionRule =
  | "due"
  | "not_live"
  | "shop_uninstalled"
  | "touchpoint_off"
  | "condition"
  | "order_deleted"
  | "cancelled"
  | "test_order"
  | "imported"
  | "fully_refunded"
  | "blocked"
  | "no_address"
  | "text_stopped"
  | "text_country"
  | "too_old"
  | "arrived"
  | "delay_over"
  | "told_by_delay"
  | "not_out_for_delivery"
  | "nothing_given"
  | "held"
  | "awaiting_approval"
  | "batch_dismissed"
  | "moving_again"
  | "unsubscribed"
  | "paused"
  | "already_answered"
  | "no_consent"
  | "no_marketing_consent"
  | "ordered_since"
  | "below_threshold"
  | "thanked_already"
  | "nothing_new"
  | "already_packed"
  | "budget_spent"
  | "for_the_packer"
  | "not_arrived"
  | "open_incident"
  | "open_return"
  | "open_follow_up"
  | "cool_down"
  | "another_first"
  | "survey_recently"
  | "pressure_cap"
  | "quiet_hours"
  | "held_out"
  | "page_not_opened";

export type TouchpointDecision = { rule: DecisionRule; inputs: Record<string, string | number | boolean> } & (
  { outcome: "send" } | { outcome: "postpone"; until: Date } | { outcome: "suppress" } | { outcome: "cancel" }
);

/** The first rule that speaks decides; silence of all of them sends. */
export function decideTouchpoint(facts: DecisionFacts, now: Date): TouchpointDecision {
  return (
    gone(facts) ??
    comeBack(facts) ??
    unwanted(facts, now) ??
    heldBack(facts, now) ??
    unapproved(facts) ??
    (catalogue[facts.kind].class === "service" ? null : unwelcome(facts, now)) ??
    asleep(facts, now) ??
    measured(facts) ?? { outcome: "send", rule: "due", inputs: {} }
  );
}

/** There is nobody, or no order any more, to write about. */
function gone({ shop, order, kind }: DecisionFacts): TouchpointDecision | null {
  const cancel = (rule: DecisionRule): TouchpointDecision => ({ outcome: "cancel", rule, inputs: {} });
  if (shop.uninstalled) return cancel("shop_uninstalled");
  if (order.deleted) return cancel("order_deleted");
  if (order.cancelled) return cancel("cancelled");
  if (order.test) return cancel("test_order");
  if (order.imported) return cancel("imported");
  if (order.fullyRefunded && kind !== "delay_update") return cancel("fully_refunded");
  return null;
}

/** Nobody is missed who is here, and nothing runs out that was bought again. */
function comeBack({ kind, shopper }: DecisionFacts): TouchpointDecision | null {
  const isAbout = kind === "win_back" || kind === "replenishment";
  if (!isAbout || !shopper.orderedSince) return null;
  return { outcome: "cancel", rule: "ordered_since", inputs: {} };
}

function unwanted(facts: DecisionFacts, now: Date): TouchpointDecision | null {
  const { kind, settings, order, delay } = facts;
  const suppress = (rule: DecisionRule, inputs: TouchpointDecision["inputs"] = {}): TouchpointDecision => ({
    outcome: "suppress",
    rule,
    inputs,
  });
  if (!facts.shop.live) return suppress("not_live");
  // Its switch says whether it goes by itself: what was given after all is told of.
  if (kind !== "recovery_offer" && !settings.touchpoints[kind].enabled) return suppress("touchpoint_off");
  if (kind === "nps_survey") {
    const { rule, inputs } = whyNotAsked(facts, now);
    return suppress(rule, inputs);
  }
  if (kind === "recovery_offer" && !facts.isGiven) return suppress("nothing_given");
  if (facts.purchases && !isBestCustomer(settings.touchpoints.vip_reward, facts.purchases))
    return suppress("below_threshold");
  if (facts.isThanked) return suppress("thanked_already");
  if (facts.isNothingNew) return suppress("nothing_new");
  const failed = failedCondition(conditionsOf(settings.touchpoints, kind), facts.lastOrder ?? order);
  if (failed) return suppress("condition", { condition: failed.rule, value: failed.value });
  const untrue =
    kind === "delay_notice" || kind === "delay_update"
      ? noLongerTrue(kind, facts.variant, delay)
      : kind === "arrival_notice"
        ? notArrivingToday(facts.parcel)
        : null;
  if (untrue) return suppress(untrue);
  if (isBlocked(settings.blocklist, order)) return suppress("blocked");
  const noSurprise = facts.packing && notPacked(facts.packing, settings);
  if (noSurprise) return suppress(noSurprise, { budget: settings.touchpoints.surprise.monthBudget });
  if (facts.channel.outcome === "none" && kind !== "surprise") return suppress(facts.channel.rule);
  const ageMs = now.getTime() - facts.dueAt.getTime();
  if (ageMs > catalogue[kind].tooOldAfterMs) return suppress("too_old", { days: Math.floor(ageMs / dayMs) });
  return null;
}

/** The question on a page was not asked: the page held it back, if it was opened; see `mayAsk`. */
function whyNotAsked(
  { settings, order, shopper }: DecisionFacts,
  now: Date,
): Pick<TouchpointDecision, "rule" | "inputs"> {
  const because = (rule: DecisionRule) => ({ rule, inputs: {} });
  if (isBlocked(settings.blocklist, order)) return because("blocked");
  if (shopper.unsubscribed) return because("unsubscribed");
  const trouble = openTrouble(shopper);
  if (trouble) return because(trouble);
  const lately = surveyedLately(shopper, settings, now);
  return lately ? { rule: "survey_recently", inputs: lately } : because("page_not_opened");
}

/** What is open with her. */
function openTrouble(shopper: DecisionFacts["shopper"]): DecisionRule | null {
  if (shopper.openIncident) return "open_incident";
  if (shopper.openReturn) return "open_return";
  return shopper.openFollowUp ? "open_follow_up" : null;
}

/** The days since another order's survey, where they are too few. */
function surveyedLately(
  { lastSurveyAt }: DecisionFacts["shopper"],
  { surveyEveryDays: every }: ShopSettings,
  now: Date,
): { days: number; every: number } | null {
  const sinceMs = lastSurveyAt && now.getTime() - lastSurveyAt.getTime();
  return sinceMs !== null && sinceMs < every * dayMs ? { days: Math.floor(sinceMs / dayMs), every } : null;
}

/** Too late, or one more than the month has money for. */
function notPacked(
  { isPacked, moneyLeft }: NonNullable<DecisionFacts["packing"]>,
  { touchpoints }: ShopSettings,
): DecisionRule | null {
  if (isPacked) return "already_packed";
  return touchpoints.surprise.worth > moneyLeft ? "budget_spent" : null;
}

/** By the merchant's own hand, whatever it is; looked at daily, so that what waits too long lapses. */
function heldBack({ order }: DecisionFacts, now: Date): TouchpointDecision | null {
  if (!order.held) return null;
  return { outcome: "postpone", rule: "held", inputs: {}, until: new Date(now.getTime() + dayMs) };
}

/** A notice of a batch goes out by the merchant's word only; unanswered, it waits until it is too old. */
function unapproved({ kind, delay, dueAt }: DecisionFacts): TouchpointDecision | null {
  if (kind !== "delay_notice" || !delay?.answer || delay.answer === "approved") return null;
  if (delay.answer === "dismissed") return { outcome: "suppress", rule: "batch_dismissed", inputs: {} };
  const until = new Date(dueAt.getTime() + catalogue[kind].tooOldAfterMs + minuteMs);
  return { outcome: "postpone", rule: "awaiting_approval", inputs: {}, until };
}

/** News that has been overtaken: a warning after the arrival is worse than none. */
function noLongerTrue(
  kind: "delay_notice" | "delay_update",
  variant: string,
  delay: DecisionFacts["delay"],
): DecisionRule | null {
  if (!delay) return "delay_over";
  if (tellsArrival(variant)) return null;
  if (delay.standing === "over") return delay.arrivedOn ? "arrived" : "delay_over";
  return kind === "delay_notice" && delay.standing === "moving_again" ? "moving_again" : null;
}

/** The courier has been, or has turned back; or the delay's own messages say it already. */
function notArrivingToday(parcel: DecisionFacts["parcel"]): DecisionRule | null {
  if (parcel?.standing === "delivered") return "arrived";
  if (parcel?.standing !== "out_for_delivery") return "not_out_for_delivery";
  return parcel.isToldOfDelay ? "told_by_delay" : null;
}

/** Survey and care only: consent, arrival, trouble and pressure. */
function unwelcome(facts: DecisionFacts, now: Date): TouchpointDecision | null {
  const { kind, settings, order, shopper, dueAt } = facts;
  const isSurvey = catalogue[kind].class === "survey";
  const suppress = (rule: DecisionRule, inputs: TouchpointDecision["inputs"] = {}): TouchpointDecision => ({
    outcome: "suppress",
    rule,
    inputs,
  });
  if (shopper.unsubscribed) return suppress("unsubscribed");
  if (isSurvey && shopper.answered) return suppress("already_answered");
  if (!isSurvey && !order.optedIn) return suppress("no_marketing_consent");
  if (order.countryCode && settings.consent.surveyNeedsOptIn.includes(order.countryCode) && !order.optedIn) {
    return suppress("no_consent", { country: order.countryCode });
  }
  if (!facts.arrived && (isSurvey || kind === "product_follow_up")) return suppress("not_arrived");
  // What becomes of that one decides about this one.
  if (shopper.isAnotherFirst)
    return {
      outcome: "postpone",
      rule: "another_first",
      inputs: {},
      until: new Date(now.getTime() + minuteMs),
    };
  const lately = isSurvey ? surveyedLately(shopper, settings, now) : null;
  if (lately) return suppress("survey_recently", lately);
  // What passes with time is waited for, but not longer than the message stays worth reading.
  const latest = dueAt.getTime() + settings.pressureCap.maxAgeDays * dayMs;
  const wait = (
    rule: DecisionRule,
    untilMs: number,
    inputs: TouchpointDecision["inputs"] = {},
  ): TouchpointDecision =>
    untilMs > latest
      ? suppress(rule, inputs)
      : { outcome: "postpone", rule, inputs, until: new Date(untilMs) };
  const tomorrow = now.getTime() + dayMs;
  if (shopper.paused) return wait("paused", tomorrow);
  const trouble = openTrouble(shopper);
  if (trouble) return wait(trouble, tomorrow);
  const coolDownDays = settings.troubleCoolDownDays;
  const rest = troubleSwitch({ isOpen: false, endedAt: shopper.troubleEndedAt }, { coolDownDays, now });
  if (rest.paused && rest.until) return wait("cool_down", rest.until.getTime(), { days: coolDownDays });
  const { messages, days } = settings.pressureCap;
  const inWindow = shopper.cappedMessagesAt.filter((at) => at.getTime() > now.getTime() - days * dayMs);
  const oldestCounted = inWindow[messages - 1];
  if (oldestCounted) return wait("pressure_cap", oldestCounted.getTime() + days * dayMs, { messages, days });
  return null;
}

function asleep({ kind, settings, order, channel }: DecisionFacts, now: Date): TouchpointDecision | null {
  // A packer works by the shop's day, and nothing rings.
  if (kind === "surprise") return null;
  const { quietHours } = settings;
  // A mail waits silently; a text rings, whatever news it brings.
  const isSilent = channel.outcome !== "text_message";
  const isNewsOfToday = kind === "delay_notice" || kind === "delay_update" || kind === "arrival_notice";
  if (isSilent && quietHours.exceptServiceSameDay && isNewsOfToday) return null;
  const until = endOfQuiet(now, order.timeZone, quietHours);
  if (until.getTime() === now.getTime()) return null;
  return { outcome: "postpone", rule: "quiet_hours", until, inputs: { until: quietHours.endsAt } };
}

/** The last rule: who is held out would have been written to, and is like those who were. */
function measured({ kind, settings, shopper }: DecisionFacts): TouchpointDecision | null {
  if (!shopper.heldOut) return null;
  return { outcome: "suppress", rule: "held_out", inputs: { percent: holdOutPercent(settings, kind) } };
}

/** Whether the merchant keeps this address, or anything with this tag or product, out; case does not matter. */
export function isBlocked(
  blocklist: ShopSettings["blocklist"],
  order: { email: string | null; tags: readonly string[]; products: readonly OrderedProduct[] },
): boolean {
  const same = (a: string) => (b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const { email } = order;
  return (
    (email !== null && blocklist.emails.some(same(email))) ||
    order.tags.some((tag) => blocklist.tags.some(same(tag))) ||
    holdsAnyOf(readProductList(blocklist.products), order.products)
  );
}
