import type { DispatchDeps } from "~/touchpoints/claimed-touchpoint.server";
import { dispatchTouchpoints, type DispatchOutcome } from "~/touchpoints/dispatch-touchpoints.server";
import type { useTestDatabase } from "./database";

/** What a dispatch works with, where Shopify, the delays and the goodwill have nothing to say. */
export const dispatchDeps = (deps: ReturnType<typeof useTestDatabase>["deps"]): DispatchDeps => ({
  ...deps,
  texts: null,
  env: { APP_URL: "https://lastmile.test", MAIL_FROM: "hello@lastmile.test" },
  confirmOrders: (orders) => Promise.resolve(orders.map(() => ({ outcome: "confirmed" }))),
  reviewOrders: (orders) => Promise.resolve(orders.map(() => ({ outcome: "confirmed" }))),
  loadDelay: () => Promise.resolve(null),
  loadGoodwill: () => Promise.resolve(null),
  delaysTold: () => Promise.resolve(),
});

/** One touchpoint alone; what broke on its way is thrown. */
export async function dispatchTouchpoint(
  deps: DispatchDeps,
  touchpoint: { shopId: string; touchpointId: string },
): Promise<DispatchOutcome> {
  const [outcome] = await dispatchTouchpoints(deps, [touchpoint]);
  if (!outcome) throw new Error("A dispatch has no outcome.");
  if (outcome.outcome === "errored") throw outcome.error;
  return outcome;
}
