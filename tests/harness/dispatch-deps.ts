import type { DispatchDeps } from "~/touchpoints/claimed-touchpoint.server";
import type { useTestDatabase } from "./database";

/** What a dispatch works with, where Shopify, the delays and the goodwill have nothing to say. */
export const dispatchDeps = (deps: ReturnType<typeof useTestDatabase>["deps"]): DispatchDeps => ({
  ...deps,
  texts: null,
  env: { APP_URL: "https://lastmile.test", MAIL_FROM: "hello@lastmile.test" },
  confirmOrder: () => Promise.resolve(),
  reviewOrder: () => Promise.resolve(),
  loadDelay: () => Promise.resolve(null),
  loadGoodwill: () => Promise.resolve(null),
  delayTold: () => Promise.resolve(),
});
