import { callApp, posting } from "../../shared/call-app";

// The app's door for this page; null when it could not be reached.

export interface Step {
  name: string;
  state: "done" | "now" | "ahead";
  /** The name with its state, for those who hear it. */
  spoken: string;
}

export interface Option {
  choice: string;
  name: string;
  /** The app's own page, which asks her to confirm. */
  url: string;
}

export interface WebLink {
  label: string;
  url: string;
}

export interface Delay {
  id: string;
  why: string;
  sorry: string;
  nextWord: string | null;
  chosen: { name: string; done: string } | null;
  options: Option[];
  returns: WebLink | null;
}

export interface Delivery {
  heading: string;
  details: string[];
  line: string;
  steps: Step[];
  dates: string | null;
  tracking: WebLink | null;
  delay: Delay | null;
}

export interface Answer {
  rating: number;
  comment: string | null;
  reasons: string[];
  mayContact: boolean;
}

export interface GivenAnswer extends Answer {
  /** Her day to change it is not over. */
  changeable: boolean;
  thanks: string[];
  review: WebLink | null;
}

export interface Question {
  question: string;
  lowest: string;
  highest: string;
  reasons: { label: string; options: Array<{ reason: string; label: string }> };
  comment: string;
  mayContact: string;
  answer: GivenAnswer | null;
}

export interface OrderPage {
  delivery: Delivery | null;
  question: Question | null;
}

/** What became of an answer or a choice, and the page as it stands since. */
export interface Brought extends OrderPage {
  outcome: "recorded" | "changed" | "closed" | "already" | "no_longer_applies" | "unknown";
}

/** Which order the page is about. The app believes it only with the checkout's token or the customer logged in. */
export interface OrderClaim {
  orderId: string;
  checkoutToken: string | undefined;
  /** Only this parcel of it. */
  fulfillmentId?: string;
  ask: boolean;
}

/** What she does: her answer to the question, or her choice about a delay. */
export type Deed = ({ intent: "answer" } & Answer) | { intent: "choose"; delayId: string; choice: string };

export function fetchOrderPage({ checkoutToken, ask, ...claim }: OrderClaim): Promise<OrderPage | null> {
  const query = new URLSearchParams({ ...claim, locale: locale(), ask: String(ask) });
  if (checkoutToken !== undefined) query.set("checkoutToken", checkoutToken);
  return callApp<OrderPage>(`/api/order-status?${query}`, { sessionToken: shopify.sessionToken });
}

export function bringDeed(claim: OrderClaim, deed: Deed): Promise<Brought | null> {
  return callApp<Brought>("/api/order-status", {
    init: posting({ ...claim, locale: locale(), ...deed }),
    sessionToken: shopify.sessionToken,
  });
}

// The language our own labels are in, so that the app's words beside them are in the same.
function locale(): string {
  return shopify.localization.extensionLanguage.value.isoCode;
}
