import { createRateLimit } from "~/platform/rate-limit.server";
import { problem } from "./checkout-door.server";

// A shopper loads the page and taps a few numbers; a shop's best hour is some thousand orders.
const perCheckout = createRateLimit({ burst: 30, perSecond: 0.5 });
const perShop = createRateLimit({ burst: 1000, perSecond: 100 });

/** 429 for whoever knocks too often: the checkout first, then the whole shop, whose token proves no order. */
export function limitCheckout({
  shopId,
  checkoutToken,
}: {
  shopId: string;
  checkoutToken: string;
}): Response | null {
  for (const decision of [perCheckout.take(`${shopId}/${checkoutToken}`), perShop.take(shopId)]) {
    if (decision.outcome === "limited") {
      return problem(429, "too_many", { "Retry-After": String(decision.retryAfterSeconds) });
    }
  }
  return null;
}
