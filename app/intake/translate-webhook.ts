import { z } from "zod";
import type { CustomerPicture } from "~/orders/customer-picture";
import { isGift, type OrderLinePicture, type OrderPicture } from "~/orders/order-record";
import type { RefundPicture, ReturnPicture } from "~/orders/refund-and-return-pictures";
import type { ShipmentEventPicture, ShipmentPicture } from "~/orders/shipment-record";
import { timeZoneOf } from "~/promises/time-zone-of";
import { parseExactJson } from "./exact-json";
import { idOf, payloads, type FulfillmentPayload, type OrderPayload, type RefundPayload } from "./payloads";
import { isHandledTopic, type HandledTopic } from "./webhook-topics";

/** What a delivery tells us of one order, in our own words. */
export type OrderNews =
  | { about: "order"; order: OrderPicture; shipments: ShipmentPicture[]; refunds: RefundPicture[] }
  | { about: "order_deleted"; orderId: string }
  | { about: "shipment"; shipment: ShipmentPicture }
  | { about: "shipment_event"; event: ShipmentEventPicture; deleted: boolean }
  | { about: "refund"; refund: RefundPicture }
  | { about: "return"; return: ReturnPicture };

/** What a delivery tells us of anything else. */
export type OtherNews =
  | { about: "customer"; customer: CustomerPicture }
  | { about: "consent"; customerId: string; channel: "email" | "sms"; state: string; at: Date }
  | { about: "purchases"; customerId: string; ordersCount: number; amountSpent: string }
  | { about: "customer_deleted"; customerId: string }
  | { about: "customers_merged"; keptId: string; goneId: string }
  | { about: "uninstalled"; at: Date }
  | { about: "scopes"; gained: string[] }
  | ({ about: "redact_customer"; phone: string | null } & AShopper)
  | { about: "redact_shop" }
  | ({ about: "data_request"; requestId: string } & AShopper)
  | { about: "nothing"; reason: string };

export type News = OrderNews | OtherNews;

/** A shopper as Shopify's privacy requests name her. */
interface AShopper {
  customerId: string | null;
  email: string | null;
  orderIds: string[];
}

export type Translation = { outcome: "understood"; news: News } | { outcome: "unreadable"; reason: string };

/**
 * Reads a stored delivery. `triggeredAt` is Shopify's own time of the event, for payloads that carry none.
 * Never throws on what Shopify may send: what cannot be read says why.
 */
export function translateWebhook(delivery: { topic: string; body: string; triggeredAt: Date }): Translation {
  const { topic, body, triggeredAt } = delivery;
  if (!isHandledTopic(topic)) return { outcome: "unreadable", reason: `unknown topic ${topic}` };
  try {
    return { outcome: "understood", news: readers[topic](parseExactJson(body), triggeredAt) };
  } catch (error) {
    if (error instanceof z.ZodError) {
      const issues = error.issues
        .slice(0, 5)
        .map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
      return { outcome: "unreadable", reason: issues.join("; ") };
    }
    if (error instanceof SyntaxError) return { outcome: "unreadable", reason: "the body is not JSON" };
    throw error;
  }
}

export function isOrderNews(news: News): news is OrderNews {
  return ["order", "order_deleted", "shipment", "shipment_event", "refund", "return"].includes(news.about);
}

/** The order it is about. */
export function orderIdOf(news: OrderNews): string {
  switch (news.about) {
    case "order":
      return news.order.id;
    case "order_deleted":
      return news.orderId;
    case "shipment":
      return news.shipment.orderId;
    case "shipment_event":
      return news.event.orderId;
    case "refund":
      return news.refund.orderId;
    case "return":
      return news.return.orderId;
  }
}

type Reader = (payload: unknown, triggeredAt: Date) => News;

const readOrder: Reader = (payload) => {
  const order = payloads.order.parse(payload);
  return {
    about: "order",
    order: orderPictureOf(order),
    shipments: order.fulfillments.filter(hasGoods).map(shipmentPictureOf),
    refunds: order.refunds.map(refundPictureOf),
  };
};
const readShipment: Reader = (payload) => {
  const fulfillment = payloads.fulfillment.parse(payload);
  if (!hasGoods(fulfillment)) return { about: "nothing", reason: "no goods were shipped" };
  return { about: "shipment", shipment: shipmentPictureOf(fulfillment) };
};
const readShipmentEvent =
  (deleted: boolean): Reader =>
  (payload) => {
    const event = payloads.fulfillmentEvent.parse(payload);
    return {
      about: "shipment_event",
      deleted,
      event: {
        id: idOf(event),
        shipmentId: event.fulfillment_id,
        orderId: event.order_id,
        status: event.status.toLowerCase(),
        happenedAt: event.happened_at,
        etaAt: event.estimated_delivery_at,
        message: event.message,
        city: event.city,
        country: event.country,
      },
    };
  };
const readReturn: Reader = (payload, triggeredAt) => {
  const { order, order_id, status, return_line_items, ...rest } = payloads.return.parse(payload);
  const reasons = return_line_items?.map((line) => line.return_reason?.toLowerCase() ?? "") ?? [];
  return {
    about: "return",
    return: {
      id: idOf(rest),
      orderId: order ? idOf(order) : (order_id ?? ""),
      status,
      damage: reasons.length > 0 ? reasons.some((reason) => /defective|damaged/.test(reason)) : null,
      changedAt: triggeredAt,
    },
  };
};
const readCustomer: Reader = (payload) => {
  const customer = payloads.customer.parse(payload);
  return {
    about: "customer",
    customer: {
      id: idOf(customer),
      email: customer.email,
      phone: customer.phone,
      firstName: customer.first_name,
      lastName: customer.last_name,
      locale: customer.locale,
      tags: customer.tags === undefined ? null : tagsOf(customer.tags),
      changedAt: customer.updated_at,
    },
  };
};

const readers: Record<HandledTopic, Reader> = {
  "orders/create": readOrder,
  "orders/updated": readOrder,
  "orders/paid": readOrder,
  "orders/fulfilled": readOrder,
  "orders/partially_fulfilled": readOrder,
  "orders/cancelled": readOrder,
  // Carries only what was added and removed; the orders/updated beside it has the whole order.
  "orders/edited": () => ({ about: "nothing", reason: "told again by orders/updated" }),
  "orders/delete": (payload) => ({ about: "order_deleted", orderId: idOf(payloads.deleted.parse(payload)) }),
  "fulfillments/create": readShipment,
  "fulfillments/update": readShipment,
  "fulfillment_events/create": readShipmentEvent(false),
  "fulfillment_events/delete": readShipmentEvent(true),
  "refunds/create": (payload) => ({
    about: "refund",
    refund: refundPictureOf(payloads.refund.parse(payload)),
  }),
  "returns/request": readReturn,
  "returns/approve": readReturn,
  "returns/close": readReturn,
  "returns/cancel": readReturn,
  // Tells which lines changed, not how the return stands.
  "returns/update": () => ({ about: "nothing", reason: "the return's status did not change" }),
  "customers/create": readCustomer,
  "customers/update": readCustomer,
  "customers/delete": (payload) => ({
    about: "customer_deleted",
    customerId: idOf(payloads.deleted.parse(payload)),
  }),
  "customers/merge": (payload) => {
    const merge = payloads.merge.parse(payload);
    if (merge.status === "failed") return { about: "nothing", reason: "the merge failed" };
    return {
      about: "customers_merged",
      keptId: merge.admin_graphql_api_customer_kept_id,
      goneId: merge.admin_graphql_api_customer_deleted_id,
    };
  },
  "customers/purchasing_summary": (payload) => {
    const summary = payloads.purchases.parse(payload);
    return {
      about: "purchases",
      customerId: summary.customerId,
      ordersCount: summary.numberOfOrders,
      amountSpent: summary.amountSpent.amount,
    };
  },
  "customers_email_marketing_consent/update": (payload, triggeredAt) => {
    const { customer_id, email_marketing_consent: consent } = payloads.emailConsent.parse(payload);
    return consentNews(customer_id, "email", consent, triggeredAt);
  },
  "customers_marketing_consent/update": (payload, triggeredAt) => {
    const { sms_marketing_consent: consent, ...customer } = payloads.smsConsent.parse(payload);
    return consentNews(idOf(customer), "sms", consent, triggeredAt);
  },
  "app/uninstalled": (_payload, triggeredAt) => ({ about: "uninstalled", at: triggeredAt }),
  "app/scopes_update": (payload) => {
    const { previous, current } = payloads.scopes.parse(payload);
    return { about: "scopes", gained: current.filter((scope) => !previous.includes(scope)) };
  },
  "customers/data_request": (payload) => {
    const { customer, orders_requested: orderIds, data_request: asked } = payloads.dataRequest.parse(payload);
    const { email } = customer;
    return { about: "data_request", requestId: asked.id, customerId: customer.id ?? null, email, orderIds };
  },
  "customers/redact": (payload) => {
    const { customer, orders_to_redact: orderIds } = payloads.redactCustomer.parse(payload);
    const { email, phone } = customer;
    return { about: "redact_customer", customerId: customer.id ?? null, email, phone, orderIds };
  },
  "shop/redact": () => ({ about: "redact_shop" }),
};

function consentNews(
  customerId: string,
  channel: "email" | "sms",
  consent: { state: string | null; consent_updated_at: Date | null } | null,
  triggeredAt: Date,
): News {
  if (!consent?.state) return { about: "nothing", reason: "no consent was given or taken" };
  const at = consent.consent_updated_at ?? triggeredAt;
  return { about: "consent", customerId, channel, state: consent.state.toLowerCase(), at };
}

const paidStatuses: ReadonlySet<string> = new Set(["paid", "partially_refunded", "refunded"]);

/** An order payload as a picture of the order. A payment is proved by the picture's own time at the latest. */
export function orderPictureOf(payload: OrderPayload): OrderPicture {
  const { customer, shipping_address: shipping, billing_address: billing } = payload;
  const status = payload.financial_status?.toLowerCase() ?? "";
  return {
    id: idOf(payload),
    name: payload.name,
    customerId: customer ? idOf(customer) : null,
    email: payload.email ?? payload.contact_email ?? customer?.email ?? null,
    phone: payload.phone ?? shipping?.phone ?? null,
    // The buyer's name, never the recipient's: a gift is only ever spoken of to the buyer.
    firstName: customer?.first_name ?? billing?.first_name ?? shipping?.first_name ?? null,
    lastName: customer?.last_name ?? billing?.last_name ?? shipping?.last_name ?? null,
    locale: payload.customer_locale,
    currency: payload.currency,
    totalAmount: payload.total_price,
    itemCount: payload.line_items.reduce((sum, line) => sum + line.quantity, 0),
    placedAt: payload.processed_at ?? payload.created_at,
    paidBy: paidStatuses.has(status) ? payload.updated_at : null,
    cancelledAt: payload.cancelled_at,
    fullyRefundedBy: status === "refunded" ? payload.updated_at : null,
    fulfillmentStatus: payload.fulfillment_status ?? null,
    test: payload.test,
    gift: isGift({
      billingName: nameOf(billing),
      shippingName: nameOf(shipping),
      attributes: payload.note_attributes,
    }),
    requiresShipping: payload.line_items.some((line) => line.requires_shipping),
    orderNumber: customer?.orders_count ?? null,
    countryCode: shipping?.country_code ?? null,
    provinceCode: shipping?.province_code ?? null,
    city: shipping?.city ?? null,
    postcode: shipping?.zip ?? null,
    timeZone: shipping?.country_code ? timeZoneOf(shipping.country_code, shipping.province_code) : null,
    shippingMethod: payload.shipping_lines[0]?.title ?? null,
    checkoutToken: payload.checkout_token,
    tags: tagsOf(payload.tags),
    statusPageUrl: payload.order_status_url,
    marketingConsent: payload.buyer_accepts_marketing ?? null,
    lines: linesOf(payload.line_items),
    changedAt: payload.updated_at,
  };
}

/** Lines told without their ids (a subscription of before) tell nothing. */
function linesOf(items: OrderPayload["line_items"]): OrderLinePicture[] | null {
  const lines = new Map<string, OrderLinePicture>();
  for (const { id, product_id, variant_id, title, sku, quantity } of items) {
    if (id === undefined) return null;
    const productId = product_id ?? null;
    const variantId = variant_id ?? null;
    lines.set(id, { id, productId, variantId, title: title ?? "", sku, quantity });
  }
  return lines.size > 0 ? [...lines.values()] : null;
}

/** A gift card is fulfilled the minute it is paid for: no parcel, and nothing that would ever arrive. */
const hasGoods = ({ line_items: items }: FulfillmentPayload): boolean =>
  items.length === 0 || items.some((item) => item.requires_shipping);

function shipmentPictureOf(payload: FulfillmentPayload): ShipmentPicture {
  const stage = payload.shipment_status?.toLowerCase() ?? null;
  return {
    id: idOf(payload),
    orderId: payload.order_id,
    name: payload.name,
    status: payload.status.toLowerCase(),
    carrier: payload.tracking_company,
    trackingNumber: payload.tracking_number,
    trackingUrl: payload.tracking_url,
    originId: payload.location_id ?? null,
    createdAt: payload.created_at,
    reportedStage: stage,
    deliveredBy: stage === "delivered" ? payload.updated_at : null,
    changedAt: payload.updated_at,
  };
}

function refundPictureOf(payload: RefundPayload): RefundPicture {
  const paidBack = payload.transactions.filter(
    (entry) => entry.kind === "refund" && entry.status === "success",
  );
  const amount = paidBack.reduce((sum, entry) => sum + Number(entry.amount), 0);
  return {
    id: idOf(payload),
    orderId: payload.order_id,
    amount: amount.toFixed(4),
    createdAt: payload.created_at,
  };
}

const tagsOf = (tags: string): string[] =>
  tags
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

function nameOf(
  person: { name: string | null; first_name: string | null; last_name: string | null } | null | undefined,
) {
  if (!person) return null;
  return person.name ?? ([person.first_name, person.last_name].filter(Boolean).join(" ") || null);
}
