import { z } from "zod";
import type { FulfillmentStatus, OrderPicture } from "~/orders/order-record";
import { isGift } from "~/orders/order-record";
import type { RefundPicture } from "~/orders/refund-and-return-pictures";
import type { ShipmentEventPicture, ShipmentPicture } from "~/orders/shipment-record";
import type { OrderPart } from "~/promises/resolve-promise";
import { timeZoneOf } from "~/promises/time-zone-of";
import { instant } from "./payloads";

/**
 * Orders as the Admin API (2026-07) knows them: enough to stand in for every webhook of one that got lost. The newest
 * scans are the ones that tell.
 */
export const ordersDocument = `#graphql
  query OrdersAsTheyStand(
    $ids: [ID!]!, $parcels: Int!, $scans: Int!, $parts: Int!, $refunds: Int!, $lines: Int!
  ) {
    nodes(ids: $ids) {
      ... on Order {
        id name email phone createdAt processedAt updatedAt cancelledAt test customerLocale currencyCode
        customerAcceptsMarketing requiresShipping displayFinancialStatus displayFulfillmentStatus tags checkoutToken
        statusPageUrl subtotalLineItemsQuantity
        totalPriceSet { shopMoney { amount } }
        customAttributes { key value }
        customer { id firstName lastName numberOfOrders }
        shippingAddress { name firstName lastName phone countryCodeV2 provinceCode city zip }
        billingAddress { name firstName lastName }
        shippingLine { title }
        fulfillments(first: $parcels) {
          id name status createdAt updatedAt deliveredAt displayStatus requiresShipping
          trackingInfo(first: 1) { company number url }
          location { id }
          events(first: $scans, sortKey: HAPPENED_AT, reverse: true) {
            nodes { id status happenedAt estimatedDeliveryAt message city country }
          }
        }
        fulfillmentOrders(first: $parts) {
          nodes {
            status fulfillAt fulfillBy assignedLocation { name }
            deliveryMethod { methodType minDeliveryDateTime maxDeliveryDateTime }
          }
        }
        refunds(first: $refunds) { id createdAt totalRefundedSet { shopMoney { amount } } }
        lineItems(first: $lines) {
          nodes { id title sku quantity product { id } variant { id } }
          pageInfo { hasNextPage }
        }
      }
    }
  }`;

/** How much of an order is asked for at once. */
export interface OrderPages {
  parcels: number;
  scans: number;
  parts: number;
  refunds: number;
  lines: number;
}

/** For one order alone: some 570 points, where Shopify refuses a query over 1,000 and gives back what was not used. */
export const widePages: OrderPages = { parcels: 6, scans: 40, parts: 10, refunds: 20, lines: 50 };

/** For orders asked for together: what nearly every order fits into, at 79 points each. */
export const narrowPages: OrderPages = { parcels: 2, scans: 12, parts: 2, refunds: 1, lines: 6 };

/** Twelve of them are 948 points. */
export const ordersAtOnce = 12;

/** The number at the end of a global id. */
export const gid = z.string().transform((value) => value.slice(value.lastIndexOf("/") + 1));
const whenever = instant.nullable();
const text = z.string().nullable();
const money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const person = z.object({ name: text, firstName: text, lastName: text });

export const orderSchema = z.object({
  id: gid,
  name: z.string(),
  email: text,
  phone: text,
  createdAt: instant,
  processedAt: instant,
  updatedAt: instant,
  cancelledAt: whenever,
  test: z.boolean(),
  customerLocale: text,
  currencyCode: z.string(),
  customerAcceptsMarketing: z.boolean(),
  requiresShipping: z.boolean(),
  displayFinancialStatus: text,
  displayFulfillmentStatus: z.string(),
  tags: z.array(z.string()),
  checkoutToken: text,
  statusPageUrl: text,
  subtotalLineItemsQuantity: z.number().int(),
  totalPriceSet: money,
  customAttributes: z.array(z.object({ key: z.string(), value: text })),
  customer: z
    .object({ id: gid, firstName: text, lastName: text, numberOfOrders: z.coerce.number().int() })
    .nullable(),
  shippingAddress: person
    .extend({ phone: text, countryCodeV2: text, provinceCode: text, city: text, zip: text })
    .nullable(),
  billingAddress: person.nullable(),
  shippingLine: z.object({ title: z.string() }).nullable(),
  fulfillments: z.array(
    z.object({
      id: gid,
      name: z.string(),
      status: z.string(),
      createdAt: instant,
      updatedAt: instant,
      deliveredAt: whenever,
      displayStatus: text,
      requiresShipping: z.boolean(),
      trackingInfo: z.array(z.object({ company: text, number: text, url: text })),
      location: z.object({ id: gid }).nullable(),
      events: z.object({
        nodes: z.array(
          z.object({
            id: gid,
            status: z.string(),
            happenedAt: instant,
            estimatedDeliveryAt: whenever,
            message: text,
            city: text,
            country: text,
          }),
        ),
      }),
    }),
  ),
  fulfillmentOrders: z.object({
    nodes: z.array(
      z.object({
        status: z.string(),
        fulfillAt: whenever,
        fulfillBy: whenever,
        assignedLocation: z.object({ name: text }),
        deliveryMethod: z
          .object({ methodType: z.string(), minDeliveryDateTime: whenever, maxDeliveryDateTime: whenever })
          .nullable(),
      }),
    ),
  }),
  refunds: z.array(z.object({ id: gid, createdAt: whenever, totalRefundedSet: money })),
  lineItems: z.object({
    nodes: z.array(
      z.object({
        id: gid,
        title: z.string(),
        sku: text,
        quantity: z.number().int(),
        product: z.object({ id: gid }).nullable(),
        variant: z.object({ id: gid }).nullable(),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});

/** Each is read by itself: one that cannot be must not spoil the others. */
export const ordersAnswerSchema = z.object({ nodes: z.array(z.unknown()) });

type OrderAnswer = z.output<typeof orderSchema>;

export interface OrderAsItStands {
  order: OrderPicture;
  shipments: ShipmentPicture[];
  events: ShipmentEventPicture[];
  refunds: RefundPicture[];
  /** Null where Shopify tells of none. */
  parts: OrderPart[] | null;
}

const paidStatuses: ReadonlySet<string> = new Set(["PAID", "PARTIALLY_REFUNDED", "REFUNDED"]);
const fulfillmentStatuses: Partial<Record<string, FulfillmentStatus>> = {
  FULFILLED: "fulfilled",
  PARTIALLY_FULFILLED: "partial",
  RESTOCKED: "restocked",
};

/** Whether a page of the answer is full, so that there may be more than it says. */
export const mayBeCutOff = (answer: OrderAnswer, pages: OrderPages): boolean =>
  answer.fulfillments.length >= pages.parcels ||
  answer.fulfillments.some(({ events }) => events.nodes.length >= pages.scans) ||
  answer.fulfillmentOrders.nodes.length >= pages.parts ||
  answer.refunds.length >= pages.refunds ||
  answer.lineItems.pageInfo.hasNextPage;

export function readOrderAnswer(answer: OrderAnswer): OrderAsItStands {
  const { customer, shippingAddress: shipping, billingAddress: billing } = answer;
  const order: OrderPicture = {
    id: answer.id,
    name: answer.name,
    customerId: customer?.id ?? null,
    email: answer.email || null,
    phone: answer.phone ?? shipping?.phone ?? null,
    firstName: customer?.firstName ?? billing?.firstName ?? shipping?.firstName ?? null,
    lastName: customer?.lastName ?? billing?.lastName ?? shipping?.lastName ?? null,
    locale: answer.customerLocale,
    currency: answer.currencyCode,
    totalAmount: answer.totalPriceSet.shopMoney.amount,
    itemCount: answer.subtotalLineItemsQuantity,
    placedAt: answer.processedAt,
    paidBy: paidStatuses.has(answer.displayFinancialStatus ?? "") ? answer.updatedAt : null,
    cancelledAt: answer.cancelledAt,
    fullyRefundedBy: answer.displayFinancialStatus === "REFUNDED" ? answer.updatedAt : null,
    fulfillmentStatus: fulfillmentStatuses[answer.displayFulfillmentStatus] ?? null,
    test: answer.test,
    gift: isGift({
      billingName: billing?.name ?? null,
      shippingName: shipping?.name ?? null,
      attributes: answer.customAttributes.map(({ key, value }) => ({ name: key, value: value ?? "" })),
    }),
    requiresShipping: answer.requiresShipping,
    orderNumber: customer?.numberOfOrders ?? null,
    countryCode: shipping?.countryCodeV2 ?? null,
    provinceCode: shipping?.provinceCode ?? null,
    city: shipping?.city ?? null,
    postcode: shipping?.zip ?? null,
    timeZone: timeZoneOf(shipping?.countryCodeV2 ?? null, shipping?.provinceCode ?? null),
    shippingMethod: answer.shippingLine?.title ?? null,
    checkoutToken: answer.checkoutToken,
    tags: answer.tags,
    statusPageUrl: answer.statusPageUrl,
    marketingConsent: answer.customerAcceptsMarketing,
    lines: linesOf(answer.lineItems),
    changedAt: answer.updatedAt,
  };
  const shipped = answer.fulfillments.filter(({ requiresShipping }) => requiresShipping);
  const shipments = shipped.map((shipment): ShipmentPicture => ({
    id: shipment.id,
    orderId: answer.id,
    name: shipment.name,
    status: shipment.status.toLowerCase(),
    carrier: shipment.trackingInfo[0]?.company ?? null,
    trackingNumber: shipment.trackingInfo[0]?.number ?? null,
    trackingUrl: shipment.trackingInfo[0]?.url ?? null,
    originId: shipment.location?.id ?? null,
    createdAt: shipment.createdAt,
    reportedStage: shipment.displayStatus?.toLowerCase() ?? null,
    deliveredBy: shipment.deliveredAt,
    changedAt: shipment.updatedAt,
  }));
  const events = shipped.flatMap((shipment) =>
    shipment.events.nodes.map((event): ShipmentEventPicture => ({
      id: event.id,
      shipmentId: shipment.id,
      orderId: answer.id,
      status: event.status.toLowerCase(),
      happenedAt: event.happenedAt,
      etaAt: event.estimatedDeliveryAt,
      message: event.message,
      city: event.city,
      country: event.country,
    })),
  );
  const refunds = answer.refunds.map((refund): RefundPicture => ({
    id: refund.id,
    orderId: answer.id,
    amount: refund.totalRefundedSet.shopMoney.amount,
    createdAt: refund.createdAt ?? answer.updatedAt,
  }));
  return { order, shipments, events, refunds, parts: partsOf(answer.fulfillmentOrders.nodes) };
}

/** An order of more lines than a page has is told whole by its webhooks. */
function linesOf({ nodes, pageInfo }: OrderAnswer["lineItems"]): OrderPicture["lines"] {
  if (nodes.length === 0 || pageInfo.hasNextPage) return null;
  return nodes.map(({ product, variant, sku, ...line }) => ({
    ...line,
    sku: sku || null,
    productId: product?.id ?? null,
    variantId: variant?.id ?? null,
  }));
}

// A shop's own van, a counter and a download keep no parcel's time: there is no carrier, and often no address.
const parcelMethods: ReadonlySet<string> = new Set(["SHIPPING", "PICKUP_POINT"]);

/** The parts of an order that travel as parcels. */
function partsOf(parts: OrderAnswer["fulfillmentOrders"]["nodes"]): OrderPart[] | null {
  if (parts.length === 0) return null;
  return parts
    .filter(({ deliveryMethod }) => deliveryMethod === null || parcelMethods.has(deliveryMethod.methodType))
    .map(({ status, fulfillAt, fulfillBy, assignedLocation, deliveryMethod }) => ({
      minAt: deliveryMethod?.minDeliveryDateTime ?? null,
      maxAt: deliveryMethod?.maxDeliveryDateTime ?? null,
      mayLeaveAt: status === "SCHEDULED" ? fulfillAt : null,
      fulfillBy,
      location: assignedLocation.name,
    }));
}
