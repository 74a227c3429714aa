import { loggable, type Logger } from "~/platform/log.server";

/** As far as the doors of the shopper's pages need Shopify's library: `checkout` and `customerAccount` are alike. */
export type AuthenticateExtension = (
  request: Request,
) => Promise<{ sessionToken: { dest: string; sub?: string }; cors(response: Response): Response }>;

interface ExtensionDoor {
  authenticate: AuthenticateExtension;
  log: Logger;
}

/** What a session token proves: the shop, and the customer where she is logged in. Never an order. */
export interface TokenHolder {
  shopId: string;
  customerId: string | null;
}

/**
 * Lets in a request that carries a session token of a shopper's page, and answers across origins whatever comes of
 * it: the extension's origin is not ours, and an error without these headers reaches it as no answer at all.
 */
export async function answerExtension(
  request: Request,
  { authenticate, log }: ExtensionDoor,
  answer: (holder: TokenHolder) => Promise<Response>,
): Promise<Response> {
  try {
    const { sessionToken } = await authenticate(request);
    const shopId = shopOf(sessionToken.dest);
    if (shopId === null) return acrossOrigins(problem(401, "unknown_shop"));
    return acrossOrigins(await answer({ shopId, customerId: customerOf(sessionToken.sub) }));
  } catch (thrown) {
    // The library answers by throwing: preflight, no token, bad token, a robot.
    if (thrown instanceof Response) return acrossOrigins(thrown);
    const path = new URL(request.url).pathname;
    log.error({ path, error: loggable(thrown) }, "a shopper's page got no answer");
    return acrossOrigins(problem(500, "failed"));
  }
}

/** A refusal the extension can read. */
export function problem(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers });
}

/** Admin tokens name the shop as an address, checkout tokens as a bare host; null for anything else. */
function shopOf(dest: string): string | null {
  const host = dest.replace(/^https:\/\//, "").toLowerCase();
  return /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(host) ? host : null;
}

function customerOf(sub: string | undefined): string | null {
  return /^(?:gid:\/\/shopify\/Customer\/)?(\d+)$/.exec(sub ?? "")?.[1] ?? null;
}

function acrossOrigins(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
  headers.set("Access-Control-Expose-Headers", "Retry-After");
  headers.set("Cache-Control", "no-store");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
