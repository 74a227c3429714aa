import type { GoodwillGift, GoodwillRule, GoodwillSettings } from "~/settings/goodwill-settings";

// What is given to make good: by what went wrong, what the order was worth and who she is.

/** What went wrong, as it was noted. */
export interface WeighedMishap {
  cause: string;
  /** Business days late; null where nobody counted. */
  days: number | null;
  /** Of the incident behind it: `unshipped` is the shop's own doing. */
  delayKind: string | null;
}

export interface GoodwillFacts {
  mishaps: readonly WeighedMishap[];
  /** In the shop's currency. */
  orderValue: number;
  customer: {
    /** There is a customer to tie a gift to, and an address to tell her at. */
    isKnown: boolean;
    firstOrder: boolean;
    vip: boolean;
    /** So far, this order included. */
    spent: number;
    /** Something went wrong with another order of hers before. */
    hadMishap: boolean;
  };
  /** What was approved within the windows of the caps. */
  given: { toCustomer: number; inMonth: number };
  settings: GoodwillSettings;
  /** The merchant lets goodwill go by itself at all. */
  mayGoByItself: boolean;
}

export type CapReached = "customer_cap" | "month_cap";

export interface ProposedGoodwill {
  cause: string;
  days: number | null;
  gives: GoodwillGift;
  amount: number;
  /** What it counts for in the caps, in the shop's currency. */
  worth: number;
  /** The rule's place in the ladder, from 1. */
  place: number;
  /** Why only words are left of what the rule gives; null where it is given whole. */
  cappedBy: CapReached | null;
  isAutomatic: boolean;
}

/** The first rule that fits one of the mishaps decides; null where none does. */
export function decideGoodwill(facts: GoodwillFacts): ProposedGoodwill | null {
  const { settings, customer } = facts;
  for (const [index, rule] of settings.ladder.entries()) {
    const mishap = facts.mishaps.find((one) => isAnsweredBy(rule, one));
    if (!mishap || !isFor(rule, facts)) continue;
    const worth = worthOf(rule, facts.orderValue, settings);
    const cappedBy = capReached(worth, facts.given, settings);
    return {
      cause: mishap.cause,
      days: mishap.days,
      ...(cappedBy
        ? { gives: "words", amount: 0, worth: 0 }
        : { gives: rule.gives, amount: rule.amount, worth }),
      place: index + 1,
      cappedBy,
      isAutomatic:
        rule.automatic &&
        facts.mayGoByItself &&
        rule.gives !== "replacement" &&
        customer.isKnown &&
        // Repeated apologies make it worse: the second time a person looks.
        !customer.hadMishap &&
        cappedBy === null,
    };
  }
  return null;
}

/** Late by nobody's count is one day at the most: she says so, and no scan says otherwise. */
function isAnsweredBy(rule: GoodwillRule, { cause, days, delayKind }: WeighedMishap): boolean {
  if (cause !== "late") return rule.cause === cause;
  const hasCause =
    rule.cause === "late" ||
    (rule.cause === "late_to_leave" && delayKind === "unshipped") ||
    (rule.cause === "late_on_its_way" && delayKind !== null && delayKind !== "unshipped");
  return hasCause && (days ?? 1) >= rule.fromDays;
}

function isFor(rule: GoodwillRule, { orderValue, customer }: GoodwillFacts): boolean {
  const isHers =
    rule.customer === "any" ||
    (rule.customer === "vip" && customer.vip) ||
    (rule.customer === "first_order" && customer.firstOrder) ||
    (rule.customer === "returning" && !customer.firstOrder);
  return isHers && orderValue >= rule.orderFrom && customer.spent >= rule.spentFrom;
}

/**
 * Money in the shop's currency, to the cent. A voucher by percentage counts as that part of the order it makes
 * good. A replacement counts nothing: it is what was bought, not a present.
 */
export function worthOf(
  { gives, amount }: { gives: GoodwillGift; amount: number },
  orderValue: number,
  { shippingWorth }: Pick<GoodwillSettings, "shippingWorth">,
): number {
  switch (gives) {
    case "words":
    case "replacement":
      return 0;
    case "free_shipping":
      return shippingWorth;
    case "voucher_percent":
      return Math.round(orderValue * amount) / 100;
    case "voucher_amount":
    case "store_credit":
      return amount;
  }
}

/** What costs nothing is never capped; exactly at the cap is within it. */
export function capReached(
  worth: number,
  given: GoodwillFacts["given"],
  { customerCap, monthCap }: Pick<GoodwillSettings, "customerCap" | "monthCap">,
): CapReached | null {
  if (worth === 0) return null;
  if (given.toCustomer + worth > customerCap) return "customer_cap";
  return given.inMonth + worth > monthCap ? "month_cap" : null;
}
