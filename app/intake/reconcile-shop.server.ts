import { z } from "zod";
import { AdminApiError } from "~/platform/admin-api.server";
import { findShop } from "~/settings/shops.server";
import { instant } from "./payloads";
import { refreshOrder, type RefreshDeps } from "./refresh-order.server";

export const changedOrdersDocument = `#graphql
  query ChangedOrders($query: String!, $after: String) {
    orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { id updatedAt }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const answerSchema = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string(), updatedAt: instant })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

type ChangedOrders = z.output<typeof answerSchema>;

/** How often Shopify is asked what changed: the most a lost webhook costs. */
export const reconcileEveryMs = 3_600_000;

// Shopify's search index runs behind its writes; looking back a little finds what was late.
const overlapMs = 5 * 60_000;

/**
 * Finds what no webhook told: every order Shopify changed since the last look whose change we do not know is
 * asked for. The cursor moves only when all of them were followed.
 */
export async function reconcileShop(
  deps: RefreshDeps,
  { shopId }: { shopId: string },
): Promise<{ outcome: "reconciled"; found: number } | { outcome: "skipped" }> {
  const shop = await findShop(deps.db, shopId);
  if (!shop?.liveAt || shop.uninstalledAt) return { outcome: "skipped" };
  const until = deps.clock.now();
  const since = new Date((shop.reconciledUntil ?? shop.liveAt).getTime() - overlapMs);
  let found = 0;
  let after: string | null = null;
  try {
    do {
      const query = `updated_at:>='${since.toISOString()}'`;
      const variables = { query, after };
      const answer: ChangedOrders = await deps.shopify.request(
        shopId,
        changedOrdersDocument,
        variables,
        answerSchema,
      );
      const { orders } = answer;
      const changed = orders.nodes.map(({ id, updatedAt }) => ({
        id: id.slice(id.lastIndexOf("/") + 1),
        updatedAt,
      }));
      const knownAt = await whenChanged(
        deps.db,
        shopId,
        changed.map(({ id }) => id),
      );
      for (const { id, updatedAt } of changed) {
        if ((knownAt.get(id) ?? -Infinity) >= updatedAt.getTime()) continue;
        await refreshOrder(deps, { shopId, orderId: id });
        found += 1;
      }
      after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
    } while (after !== null);
  } catch (error) {
    // No token and a refusal do not pass by themselves: the next look starts from the same cursor.
    if (error instanceof AdminApiError && (error.kind === "unauthorized" || error.kind === "refused")) {
      return { outcome: "skipped" };
    }
    throw error;
  }
  await deps.db.$executeRaw`UPDATE "Shop" SET "reconciledUntil" = ${until} WHERE "id" = ${shopId}`;
  return { outcome: "reconciled", found };
}

/** When Shopify last changed these orders, as far as we know, in ms. */
async function whenChanged(
  db: RefreshDeps["db"],
  shopId: string,
  orderIds: string[],
): Promise<Map<string, number>> {
  // Most hours nothing has changed.
  if (orderIds.length === 0) return new Map();
  const known = await db.$queryRaw<Array<{ id: string; changedAt: Date }>>`
    SELECT "id", "changedAt" FROM "Order" WHERE "shopId" = ${shopId} AND "id" = ANY(${orderIds})`;
  return new Map(known.map(({ id, changedAt }) => [id, changedAt.getTime()]));
}
