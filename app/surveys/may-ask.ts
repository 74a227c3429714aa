import type { OrderedProduct } from "~/orders/ordered-product";
import { dayMs } from "~/platform/durations";
import type { ShopSettings } from "~/settings/shop-settings";
import { isBlocked } from "~/touchpoints/decide-touchpoint";

/** What we know about the shopper in front of the page. */
export interface KnownShopper {
  email: string | null;
  tags: readonly string[];
  /** Of the order in question; empty where it is not known. */
  products: readonly OrderedProduct[];
  test: boolean;
  cancelled: boolean;
  imported: boolean;
  unsubscribedFromSurveys: boolean;
  /** Something is open with any of her orders. The rest after it is for messages: this page she opened herself. */
  inTrouble: boolean;
  /** When we last asked her, or she last answered, about anything but this order. */
  lastSurveyAt: Date | null;
}

export type AskingDecision =
  | { ask: true }
  | {
      ask: false;
      reason:
        | "touchpoint_off"
        | "test_order"
        | "cancelled"
        | "before_go_live"
        | "blocked"
        | "unsubscribed"
        | "in_trouble"
        | "asked_lately";
    };

interface Asking {
  /** Which question: the one after buying, or the one after arrival. */
  kind: "nps_survey" | "feedback_invitation";
  /** Null while her order has not reached us. */
  shopper: KnownShopper | null;
  now: Date;
}

/**
 * May a page ask? Asked on a page she opened herself the question needs no consent. A shopper we do not know yet
 * is asked: her answer is kept either way, and not asking would lose nearly everybody, as the thank-you page is
 * quicker than the webhook. A survey exactly `surveyEveryDays` ago is long enough ago.
 */
export function mayAsk(settings: ShopSettings, { kind, shopper, now }: Asking): AskingDecision {
  if (!settings.touchpoints[kind].enabled) return { ask: false, reason: "touchpoint_off" };
  if (shopper === null) return { ask: true };
  if (shopper.test) return { ask: false, reason: "test_order" };
  if (shopper.cancelled) return { ask: false, reason: "cancelled" };
  if (shopper.imported) return { ask: false, reason: "before_go_live" };
  if (isBlocked(settings.blocklist, shopper)) return { ask: false, reason: "blocked" };
  if (shopper.unsubscribedFromSurveys) return { ask: false, reason: "unsubscribed" };
  if (shopper.inTrouble) return { ask: false, reason: "in_trouble" };
  const { lastSurveyAt } = shopper;
  if (lastSurveyAt !== null && now.getTime() - lastSurveyAt.getTime() < settings.surveyEveryDays * dayMs) {
    return { ask: false, reason: "asked_lately" };
  }
  return { ask: true };
}
