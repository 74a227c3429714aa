// Session tokens as App Bridge and checkout hand them out: JWT, HS256 with the app's secret.

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface IdTokenInput {
  shopDomain: string;
  apiKey: string;
  apiSecret: string;
  /** Seconds of real time: the app's library checks against its own machine's clock. */
  lifetimeSeconds: number;
  /** The logged-in staff member or customer. */
  subject?: string;
  /** Checkout tokens carry the bare host, admin tokens a URL. */
  dest?: string;
}

export function signIdToken(input: IdTokenInput): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return encodeJwt(
    {
      iss: `https://${input.shopDomain}/admin`,
      dest: input.dest ?? `https://${input.shopDomain}`,
      aud: input.apiKey,
      ...(input.subject === undefined ? {} : { sub: input.subject }),
      exp: nowSeconds + input.lifetimeSeconds,
      nbf: nowSeconds,
      iat: nowSeconds,
      jti: randomUUID(),
      sid: randomUUID(),
    },
    input.apiSecret,
  );
}

function encodeJwt(claims: Record<string, unknown>, secret: string): string {
  const head = base64url(JSON.stringify({ alg: "HS256", typ: "JWT" }));
  const payload = base64url(JSON.stringify(claims));
  return `${head}.${payload}.${signature(`${head}.${payload}`, secret)}`;
}

export type TokenVerdict = { outcome: "valid" } | { outcome: "refused"; reason: string };

export function checkIdToken(
  token: string,
  expected: { shopDomain: string; apiKey: string; apiSecret: string },
): TokenVerdict {
  const [head, payload, given] = token.split(".");
  if (!head || !payload || !given) return refused("not a JWT");
  const right = Buffer.from(signature(`${head}.${payload}`, expected.apiSecret));
  const claimed = Buffer.from(given);
  if (right.length !== claimed.length || !timingSafeEqual(right, claimed)) return refused("signature");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
  if (claims["aud"] !== expected.apiKey) return refused("audience");
  if (claims["dest"] !== `https://${expected.shopDomain}`) return refused("destination");
  if (typeof claims["exp"] !== "number" || claims["exp"] < Date.now() / 1000) return refused("expired");
  return { outcome: "valid" };
}

function refused(reason: string): TokenVerdict {
  return { outcome: "refused", reason };
}

function base64url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function signature(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
