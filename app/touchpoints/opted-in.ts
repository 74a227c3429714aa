import type { TouchpointClass } from "./touchpoint-kinds";

interface Consent {
  /** The box she ticked, or not, when buying; null where nobody asked. */
  atCheckout: boolean | null;
  /** Shopify's marketing state of the customer in lower case; null while it is not known. */
  since: string | null;
}

/**
 * Whether she agreed to marketing mail. For care her last word to the shop counts, where it is known: who ticked the box
 * and left the newsletter since is not written to. For a question by mail a yes given either time will do.
 */
export function hasOptedIn(touchpointClass: TouchpointClass, { atCheckout, since }: Consent): boolean {
  const isSubscribed = since === "subscribed";
  if (touchpointClass === "care" && since !== null) return isSubscribed;
  return atCheckout === true || isSubscribed;
}
