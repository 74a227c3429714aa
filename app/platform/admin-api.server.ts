import { ClientError, GraphQLClient } from "graphql-request";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** Shopify's Admin API as the rooms use it: a document, its variables, and the shape they need back. */
export interface ShopifyAdmin {
  request<T>(shopId: string, document: string, variables: object, schema: z.ZodType<T>): Promise<T>;
}

/**
 * `unauthorized`: the shop must open the app again (no use retrying). `throttled`, `unavailable`: later.
 * `refused`: Shopify understood and said no; retrying the same will not help.
 */
export type AdminApiTrouble = "unauthorized" | "throttled" | "unavailable" | "refused";

export class AdminApiError extends Error {
  constructor(
    readonly kind: AdminApiTrouble,
    message: string,
  ) {
    super(`Admin API ${kind}: ${message}`);
  }
}

const throttleSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
  }),
});

// A call waits out the bucket this often before the job gives its place to another one.
const throttleTries = 4;
const requestTimeoutMs = 15_000;

interface AdminApiOptions {
  apiVersion: string;
  fetch: typeof fetch;
  /** The shop's access token; null when it has none that works. */
  accessToken(shopId: string): Promise<string | null>;
  /** The token was answered with 401: forget it. */
  dropToken(shopId: string): void;
}

/** A client per call over one fetch; THROTTLED answers (HTTP 200) wait as long as the bucket needs. */
export function createAdminApi({ apiVersion, fetch, accessToken, dropToken }: AdminApiOptions): ShopifyAdmin {
  return {
    async request(shopId, document, variables, schema) {
      const token = await accessToken(shopId);
      if (token === null) throw new AdminApiError("unauthorized", "the shop has no working token");
      const client = new GraphQLClient(`https://${shopId}/admin/api/${apiVersion}/graphql.json`, {
        fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) }),
        headers: { "X-Shopify-Access-Token": token },
        // It would parse the document at every call to find a name nobody asks for.
        excludeOperationName: true,
      });
      for (let attempt = 1; ; attempt += 1) {
        try {
          return schema.parse(await client.request(document, variables));
        } catch (error) {
          const trouble = translate(error);
          if (trouble.error.kind === "unauthorized") dropToken(shopId);
          if (trouble.error.kind !== "throttled" || attempt === throttleTries) throw trouble.error;
          await delay(trouble.waitMs);
        }
      }
    },
  };
}

function translate(error: unknown): { error: AdminApiError; waitMs: number } {
  const trouble = (kind: AdminApiTrouble, message: string, waitMs = 1000) => ({
    error: new AdminApiError(kind, message),
    waitMs,
  });
  if (error instanceof z.ZodError) return trouble("refused", `unexpected answer: ${z.prettifyError(error)}`);
  if (!(error instanceof ClientError)) {
    return trouble("unavailable", error instanceof Error ? error.message : String(error));
  }
  const { status, errors } = error.response;
  const first = errors?.[0];
  if (status === 401 || status === 403) return trouble("unauthorized", `HTTP ${status}`);
  if (status === 429 || first?.extensions?.code === "THROTTLED") {
    return trouble("throttled", "the bucket is empty", waitOf(error.response.extensions));
  }
  if (status >= 500) return trouble("unavailable", `HTTP ${status}`);
  return trouble("refused", first?.message ?? `HTTP ${status}`);
}

/** How long until the bucket holds what the query asked for, in milliseconds. */
function waitOf(extensions: unknown): number {
  const parsed = throttleSchema.safeParse(extensions);
  if (!parsed.success) return 1000;
  const { requestedQueryCost, throttleStatus } = parsed.data.cost;
  const missing = Math.max(0, requestedQueryCost - throttleStatus.currentlyAvailable);
  return Math.min(10_000, Math.ceil((missing / throttleStatus.restoreRate) * 1000) + 50);
}
