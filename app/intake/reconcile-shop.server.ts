import { z } from "zod";
import { AdminApiError } from "~/platform/admin-api.server";
import { hourMs, minuteMs } from "~/platform/durations";
import { findShop } from "~/settings/shops.server";
import { gid } from "./order-document";
import { instant } from "./payloads";
import { refreshOrder, type RefreshDeps } from "./refresh-order.server";

/** The newest scans of each parcel: a webhook of one of them may be lost while the order's own came. */
export const changedOrdersDocument = `#graphql
  query ChangedOrders($query: String!, $after: String) {
    orders(first: 25, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id updatedAt
        fulfillments(first: 4) { events(first: 5, sortKey: HAPPENED_AT, reverse: true) { nodes { id } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const answerSchema = z.object({
  orders: z.object({
    nodes: z.array(
      z
        .object({
          id: gid,
          updatedAt: instant,
          fulfillments: z.array(z.object({ events: z.object({ nodes: z.array(z.object({ id: gid })) }) })),
        })
        .transform(({ id, updatedAt, fulfillments }) => ({
          id,
          updatedAt,
          scanIds: fulfillments.flatMap(({ events }) => events.nodes.map((scan) => scan.id)),
        })),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

type ChangedOrders = z.output<typeof answerSchema>;
type ChangedOrder = ChangedOrders["orders"]["nodes"][number];

/** How often Shopify is asked what changed: the most a lost webhook costs. */
export const reconcileEveryMs = hourMs;

// Shopify's search index runs behind its writes; looking back a little finds what was late.
const overlapMs = 5 * minuteMs;

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
      for (const orderId of await whatWeMissed(deps.db, shopId, orders.nodes)) {
        await refreshOrder(deps, { shopId, orderId });
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

/** The ids of those orders of which Shopify knows something later, or a scan, that we do not. */
async function whatWeMissed(
  db: RefreshDeps["db"],
  shopId: string,
  changed: ChangedOrder[],
): Promise<string[]> {
  // Most hours nothing has changed.
  if (changed.length === 0) return [];
  const orderIds = changed.map(({ id }) => id);
  const scanIds = changed.flatMap((order) => order.scanIds);
  const [orders, scans] = await Promise.all([
    db.$queryRaw<Array<{ id: string; changedAt: Date }>>`
      SELECT "id", "changedAt" FROM "Order" WHERE "shopId" = ${shopId} AND "id" = ANY(${orderIds})`,
    db.$queryRaw<Array<{ id: string }>>`
      SELECT "id" FROM "ShipmentEvent" WHERE "shopId" = ${shopId} AND "id" = ANY(${scanIds})`,
  ]);
  const changedAt = new Map(orders.map((order) => [order.id, order.changedAt.getTime()]));
  const knownScans = new Set(scans.map(({ id }) => id));
  const isKnown = (order: ChangedOrder) =>
    (changedAt.get(order.id) ?? -Infinity) >= order.updatedAt.getTime() &&
    order.scanIds.every((id) => knownScans.has(id));
  return changed.filter((order) => !isKnown(order)).map(({ id }) => id);
}
