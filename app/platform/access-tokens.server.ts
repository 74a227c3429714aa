import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { systemClock, type Clock } from "./clock.server";
import type { Database } from "./database.server";
import { minuteMs } from "./durations";
import type { Locks } from "./locks.server";
import { loggable, type Logger } from "./log.server";

interface AccessTokensOptions {
  db: Database;
  clock: Clock;
  locks: Locks;
  log: Logger;
  sessionStorage: SessionStorage;
  /** Shopify's library: loads the offline session and refreshes it when it is about to expire. */
  unauthenticated: { admin(shop: string): Promise<{ session: { accessToken?: string; expires?: Date } }> };
}

// Shopify's library refreshes five minutes before the end; we ask it one minute earlier than that.
const refreshBeforeMs = 6 * minuteMs;

/**
 * Access tokens for work without a merchant at hand. A refresh is serialised per shop: two at once would
 * each invalidate the other's refresh token, and the loser's shop would be locked out.
 */
export function createAccessTokens(options: AccessTokensOptions) {
  const { db, clock, locks, log, sessionStorage, unauthenticated } = options;
  const known = new Map<string, { token: string; goodUntilMs: number }>();

  // Tokens expire in real time, also where a stand-in's calendar is the app's clock.
  const isGood = ({ goodUntilMs }: { goodUntilMs: number }) => goodUntilMs > systemClock.now().getTime();

  const load = async (shopId: string): Promise<string | null> => {
    const stored = await sessionStorage.loadSession(`offline_${shopId}`);
    if (!stored) return null;
    try {
      const { session } = await unauthenticated.admin(shopId);
      if (!session.accessToken) return null;
      known.set(shopId, {
        token: session.accessToken,
        goodUntilMs: (session.expires?.getTime() ?? Infinity) - refreshBeforeMs,
      });
      return session.accessToken;
    } catch (error) {
      log.error({ shopId, error: loggable(error) }, "token refresh failed");
      await db.shop.updateMany({
        where: { id: shopId, needsReauthAt: null },
        data: { needsReauthAt: clock.now() },
      });
      return null;
    }
  };

  return {
    /** A token good for a call now, or null when the merchant has to open the app. */
    async get(shopId: string): Promise<string | null> {
      const cached = known.get(shopId);
      if (cached && isGood(cached)) return cached.token;
      return locks.hold(`token:${shopId}`, () => {
        const fresh = known.get(shopId);
        return fresh && isGood(fresh) ? Promise.resolve(fresh.token) : load(shopId);
      });
    },
    drop(shopId: string): void {
      known.delete(shopId);
    },
  };
}
