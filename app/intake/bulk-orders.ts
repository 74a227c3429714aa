import { z } from "zod";
import { gid, orderSchema, readOrderAnswer, type OrderAsItStands } from "./order-document";
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
            id name status createdAt updatedAt inTransitAt deliveredAt displayStatus requiresShipping
            trackingInfo { company number url }
            location { id }
          }
          refunds { id createdAt totalRefundedSet { shopMoney { amount } } }
          fulfillmentOrders {
            edges {
              node {
                id status fulfillAt fulfillBy assignedLocation { name }
                deliveryMethod { methodType minDeliveryDateTime maxDeliveryDateTime }
              }
            }
          }
          lineItems {
            edges { node { id title sku quantity product { id } variant { id } } }
          }
        }
      }
    }
  }`;

/** How far a file is read: its lines so far, and the byte that follows them. */
export interface BulkPlace {
  line: number;
  byte: number;
}

/** An order of the file and where it ends, or the line that could not be read as one. */
export type BulkOrder = { end: BulkPlace } & (
  { order: OrderAsItStands; bad?: never } | { order?: never; bad: { line: number; column: string | null } }
);

const parcelTimes = z.object({
  id: gid,
  inTransitAt: instant.nullable(),
});

/**
 * Puts orders together from the lines of a bulk operation's file, where what belongs to an order follows it. Lines
 * count from 1, the first of these follows `read`; an order is told once its last line is known.
 */
export async function* readBulkOrders(
  lines: AsyncIterable<{ text: string; endsAt: number }>,
  read: BulkPlace = { line: 0, byte: 0 },
): AsyncGenerator<BulkOrder> {
  let open: OpenOrder | null = null;
  let { line } = read;
  for await (const { text, endsAt } of lines) {
    line += 1;
    const told = readLine(text);
    const end = { line, byte: endsAt };
    if (open !== null && isObject(told) && "__parentId" in told) {
      open.children.push(told);
      open.end = end;
      continue;
    }
    if (open !== null) yield together(open);
    open = { line, end, root: told, children: [] };
  }
  if (open !== null) yield together(open);
}

interface OpenOrder {
  line: number;
  end: BulkPlace;
  root: unknown;
  children: unknown[];
}

function together({ line, end, root, children }: OpenOrder): BulkOrder {
  const fulfillments = isObject(root) && Array.isArray(root.fulfillments) ? root.fulfillments : [];
  const parsed = orderSchema.nullable().safeParse(
    isObject(root) && {
      ...root,
      fulfillments: fulfillments.map((one: unknown) => isObject(one) && { ...one, events: { nodes: [] } }),
      fulfillmentOrders: { nodes: children.filter((child) => !isLine(child)) },
      lineItems: { nodes: children.filter(isLine), pageInfo: { hasNextPage: false } },
    },
  );
  if (!parsed.success || parsed.data === null)
    return { end, bad: { line, column: parsed.error?.issues[0]?.path.join(".") || null } };
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
  return { end, order: { ...picture, events } };
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
