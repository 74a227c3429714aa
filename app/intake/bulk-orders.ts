import { z } from "zod";
import { gid, orderAnswerSchema, readOrderAnswer, type OrderAsItStands } from "./order-document";
import { parseExactJson } from "./exact-json";
import { instant } from "./payloads";

/**
 * The orders of a past, for Shopify's bulk operation, which pages by itself and takes no variables: SINCE is replaced.
 * It allows no connection within a list, so a parcel's scans stay out; when it set out and arrived stands on it.
 */
export const pastOrdersDocument = `#graphql
  query PastOrders {
    orders(query: "created_at:>='SINCE'", sortKey: CREATED_AT) {
      edges {
        node {
          id name email phone createdAt processedAt updatedAt cancelledAt test customerLocale currencyCode
          customerAcceptsMarketing requiresShipping displayFinancialStatus displayFulfillmentStatus tags checkoutToken
          statusPageUrl subtotalLineItemsQuantity
          totalPriceSet { shopMoney { amount } }
          customAttributes { key value }
          customer { id firstName lastName numberOfOrders }
          shippingAddress { name firstName lastName phone countryCodeV2 provinceCode city zip }
          billingAddress { name firstName lastName }
          shippingLine { title }
          fulfillments {
            id name status createdAt updatedAt inTransitAt deliveredAt displayStatus
            trackingInfo { company number url }
            location { id }
          }
          refunds { id createdAt totalRefundedSet { shopMoney { amount } } }
          fulfillmentOrders {
            edges { node { id fulfillBy assignedLocation { name } deliveryMethod { minDeliveryDateTime maxDeliveryDateTime } } }
          }
          lineItems {
            edges { node { id title sku quantity product { id } variant { id } } }
          }
        }
      }
    }
  }`;

/** An order of the file, or the line that could not be read as one. */
export type BulkOrder =
  | { lastLine: number; order: OrderAsItStands; bad?: never }
  | { lastLine: number; order?: never; bad: { line: number; column: string | null } };

const parcelTimes = z.object({
  id: gid,
  inTransitAt: instant.nullable(),
});

/**
 * Puts orders together from the lines of a bulk operation's file, where what belongs to an order follows it. Lines
 * count from 1; an order is told once its last line is known.
 */
export async function* readBulkOrders(lines: AsyncIterable<string>): AsyncGenerator<BulkOrder> {
  let open: { line: number; lastLine: number; root: unknown; children: unknown[] } | null = null;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const read = readLine(text);
    if (open !== null && isObject(read) && "__parentId" in read) {
      open.children.push(read);
      open.lastLine = line;
      continue;
    }
    if (open !== null) yield together(open);
    open = { line, lastLine: line, root: read, children: [] };
  }
  if (open !== null) yield together(open);
}

function together({
  line,
  lastLine,
  root,
  children,
}: {
  line: number;
  lastLine: number;
  root: unknown;
  children: unknown[];
}): BulkOrder {
  const fulfillments = isObject(root) && Array.isArray(root.fulfillments) ? root.fulfillments : [];
  const parsed = orderAnswerSchema.shape.order.safeParse(
    isObject(root) && {
      ...root,
      fulfillments: fulfillments.map((one: unknown) => isObject(one) && { ...one, events: { nodes: [] } }),
      fulfillmentOrders: { nodes: children.filter((child) => !isLine(child)) },
      lineItems: { nodes: children.filter(isLine), pageInfo: { hasNextPage: false } },
    },
  );
  if (!parsed.success || parsed.data === null)
    return { lastLine, bad: { line, column: parsed.error?.issues[0]?.path.join(".") || null } };
  const picture = readOrderAnswer(parsed.data);
  const setOut = fulfillments.flatMap((one: unknown) => parcelTimes.safeParse(one).data ?? []);
  const events = setOut.flatMap(({ id, inTransitAt }) =>
    inTransitAt
      ? [
          {
            // Not a scan we were told of, but when there was a first one: no scan of Shopify's is called that.
            id: `in-transit/${id}`,
            shipmentId: id,
            orderId: picture.order.id,
            status: "in_transit",
            happenedAt: inTransitAt,
            etaAt: null,
            message: null,
            city: null,
            country: null,
          },
        ]
      : [],
  );
  return { lastLine, order: { ...picture, events } };
}

function readLine(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const isLine = (child: unknown): boolean =>
  isObject(child) && typeof child.id === "string" && child.id.startsWith("gid://shopify/LineItem/");

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
