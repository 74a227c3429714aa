import type { Session } from "@shopify/shopify-api";
import { Session as ShopifySession } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Secrets } from "./secrets.server";

/** The official storage with access and refresh tokens sealed on the way in and opened on the way out. */
export function sealSessions(inner: SessionStorage, secrets: Secrets): SessionStorage {
  const withTokens = (session: Session, change: (token: string) => string) => {
    const copy = new ShopifySession(session.toObject());
    if (session.accessToken) copy.accessToken = change(session.accessToken);
    if (session.refreshToken) copy.refreshToken = change(session.refreshToken);
    return copy;
  };
  const opened = (session: Session) => withTokens(session, (token) => secrets.open(token));
  return {
    storeSession: (session) => inner.storeSession(withTokens(session, (token) => secrets.seal(token))),
    loadSession: async (id) => {
      const session = await inner.loadSession(id);
      return session && opened(session);
    },
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    findSessionsByShop: async (shop) => (await inner.findSessionsByShop(shop)).map(opened),
  };
}
