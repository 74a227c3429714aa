import { problem } from "./extension-door.server";
import { createRateLimit } from "./rate-limit.server";

// A shopper loads the page and taps a few numbers; a shop's best hour is some thousand orders.
const perPage = createRateLimit({ burst: 30, perSecond: 0.5 });
const perShop = createRateLimit({ burst: 1000, perSecond: 100 });

/**
 * 429 for whoever knocks too often: the checkout or order the call is about first, then the whole shop, whose
 * token proves neither.
 */
export function limitShopper({ shopId, about }: { shopId: string; about: string }): Response | null {
  for (const decision of [perPage.take(`${shopId}/${about}`), perShop.take(shopId)]) {
    if (decision.outcome === "limited") {
      return problem(429, "too_many", { "Retry-After": String(decision.retryAfterSeconds) });
    }
  }
  return null;
}
