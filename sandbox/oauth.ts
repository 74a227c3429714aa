// Shopify's token endpoint: token exchange, and expiring offline tokens with refresh tokens. Tokens live in real time,
// because the app's library judges their age by its machine's clock, not by the sandbox's calendar.

import { randomBytes } from "node:crypto";
import { checkIdToken } from "./id-token";

export interface Grant {
  accessToken: string;
  /** Milliseconds of real time. */
  expiresAt: number;
  /** Online tokens have none. */
  refreshToken: string | null;
  /** The refresh token this grant came from: it dies when this grant's own is first used. */
  cameFrom: string | null;
}

export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

export interface TokenDesk {
  exchange(form: unknown): TokenAnswer;
  isGood(accessToken: string | undefined): boolean;
  revokeAll(): void;
  grants(): Grant[];
  /** For tests: every access token is too old from now on. */
  expireAll(): void;
}

const ACCESS_SECONDS = 3_600;
/** 90 days. */
const REFRESH_SECONDS = 7_776_000;
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

export interface TokenDeskOptions {
  apiKey: string;
  apiSecret: string;
  shopDomain: string;
  scopes: () => string[];
  saved?: Grant[];
  /** Called when an offline token is granted by exchange: the app is installed. */
  onInstall: () => void;
  onChange: () => void;
}

export function createTokenDesk(options: TokenDeskOptions): TokenDesk {
  let grants: Grant[] = options.saved ?? [];

  const grant = ({
    refreshable,
    cameFrom,
  }: {
    refreshable: boolean;
    cameFrom: string | null;
  }): TokenAnswer => {
    const given: Grant = {
      accessToken: `shpat_${randomBytes(16).toString("hex")}`,
      expiresAt: Date.now() + ACCESS_SECONDS * 1000,
      refreshToken: refreshable ? `shprt_${randomBytes(16).toString("hex")}` : null,
      cameFrom,
    };
    grants.push(given);
    options.onChange();
    return {
      status: 200,
      body: {
        access_token: given.accessToken,
        scope: options.scopes().join(","),
        expires_in: ACCESS_SECONDS,
        ...(given.refreshToken
          ? { refresh_token: given.refreshToken, refresh_token_expires_in: REFRESH_SECONDS }
          : { associated_user_scope: options.scopes().join(","), associated_user: merchant }),
      },
    };
  };

  const exchangeIdToken = (form: Record<string, unknown>): TokenAnswer => {
    const verdict = checkIdToken(text(form["subject_token"]), options);
    if (verdict.outcome === "refused") return refusal("invalid_subject_token", verdict.reason);
    if (form["requested_token_type"] === ONLINE) return grant({ refreshable: false, cameFrom: null });
    if (form["requested_token_type"] !== OFFLINE) return refusal("invalid_request", "requested_token_type");
    // Shopify asks it of every public app created since 1 April 2026.
    if (text(form["expiring"]) !== "1") return refusal("invalid_request", "offline tokens must be expiring");
    options.onInstall();
    return grant({ refreshable: true, cameFrom: null });
  };

  const refresh = (form: Record<string, unknown>): TokenAnswer => {
    const token = text(form["refresh_token"]);
    const held = grants.find(
      (candidate) => candidate.refreshToken !== null && candidate.refreshToken === token,
    );
    if (!held) return refusal("invalid_grant", "refresh token");
    // The one before stays good until this one is used, so that a lost answer can be asked for again.
    if (held.cameFrom) {
      for (const before of grants) if (before.refreshToken === held.cameFrom) before.refreshToken = null;
    }
    return grant({ refreshable: true, cameFrom: token });
  };

  return {
    exchange(form) {
      if (typeof form !== "object" || form === null) return refusal("invalid_request", "body");
      const fields = form as Record<string, unknown>;
      if (fields["client_id"] !== options.apiKey || fields["client_secret"] !== options.apiSecret) {
        return { status: 401, body: { error: "invalid_client", error_description: "client id or secret" } };
      }
      if (fields["grant_type"] === "urn:ietf:params:oauth:grant-type:token-exchange")
        return exchangeIdToken(fields);
      if (fields["grant_type"] === "refresh_token") return refresh(fields);
      return refusal("unsupported_grant_type", text(fields["grant_type"]));
    },
    isGood: (accessToken) =>
      grants.some((held) => held.accessToken === accessToken && held.expiresAt > Date.now()),
    revokeAll() {
      grants = [];
      options.onChange();
    },
    grants: () => grants,
    expireAll() {
      for (const held of grants) held.expiresAt = 0;
    },
  };
}

const merchant = {
  id: 902541635,
  first_name: "Giulia",
  last_name: "Ferri",
  email: "giulia@fiordicasa.example",
  email_verified: true,
  account_owner: true,
  locale: "en",
  collaborator: false,
};

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function refusal(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}
