// What the verbs of the world take. Instants default to the calendar's now.

import type { CancelReason, MarketingState, ScanStatus } from "./records";

export interface AddressInput {
  firstName: string;
  lastName: string;
  address1?: string;
  address2?: string | null;
  company?: string | null;
  city: string;
  zip: string;
  provinceCode?: string | null;
  /** ISO 3166-1 alpha-2: "IT" */
  countryCode: string;
  phone?: string | null;
}

export interface ItemInput {
  /** One of world.listProducts(); without it title and priceCents describe the line. */
  productId?: string;
  title?: string;
  sku?: string;
  priceCents?: number;
  quantity?: number;
  /** Default true, or what the product says. */
  requiresShipping?: boolean;
}

export interface ShippingInput {
  /** "Corriere espresso" */
  title: string;
  code?: string;
  priceCents: number;
  /** The delivery window promised at checkout (FulfillmentOrder.deliveryMethod); leave out when none was shown. */
  promisedFrom?: Date | null;
  promisedUntil?: Date | null;
  /** FulfillmentOrder.fulfillBy */
  fulfillBy?: Date | null;
}

export interface PlaceOrderInput {
  at?: Date;
  /** Card payments are paid at once: the instant, or null for an order that waits for payOrder. Default: the same instant. */
  paidAt?: Date | null;
  /** The customer is found by e-mail; null makes an order without a customer. */
  email: string | null;
  phone?: string | null;
  firstName: string;
  lastName: string;
  /** customer_locale: "it-IT", "en", "de". */
  locale: string;
  shippingAddress: AddressInput | null;
  /** Default: the shipping address. Another name marks a gift. */
  billingAddress?: AddressInput | null;
  items: ItemInput[];
  shipping: ShippingInput | null;
  /** The box at checkout; true also subscribes the customer. */
  acceptsMarketing?: boolean;
  noteAttributes?: Array<{ name: string; value: string }>;
  note?: string | null;
  tags?: string[];
  test?: boolean;
  currency?: string;
  sourceName?: string;
  byVisitor?: boolean;
  /** The customer record's creation, for shoppers of long standing. Default: the order's instant. */
  customerSince?: Date;
  /** Given when the checkout came before: the thank-you page may answer before the order exists. */
  checkoutToken?: string;
}

export interface CancelOrderInput {
  at?: Date;
  reason?: CancelReason;
  /** Default true when the order was paid. */
  refund?: boolean;
}

export interface FulfillOrderInput {
  at?: Date;
  carrier?: string | null;
  trackingNumber?: string | null;
  trackingUrl?: string | null;
  /** Default: everything still open. */
  lines?: Array<{ lineId: string; quantity: number }>;
  locationId?: string;
}

export interface FulfillmentEventInput {
  status: ScanStatus;
  /** When the carrier saw it. */
  happenedAt?: Date;
  /** When Shopify heard of it: default the calendar's now, never before happenedAt. */
  at?: Date;
  message?: string | null;
  city?: string | null;
  zip?: string | null;
  countryCode?: string | null;
  estimatedDeliveryAt?: Date | null;
}

export interface RefundOrderInput {
  at?: Date;
  note?: string | null;
  /** Default: everything not refunded yet, shipping included. */
  lines?: Array<{ lineId: string; quantity: number }>;
  /** Default: all of it on a full refund, none on a partial one. */
  shippingCents?: number;
  restock?: boolean;
}

export interface RequestReturnInput {
  at?: Date;
  /** Shopify's ReturnReason: "DEFECTIVE", "WRONG_ITEM", "UNWANTED"… */
  reason?: string;
  note?: string | null;
  lines?: Array<{ lineId: string; quantity: number }>;
}

export interface ConsentInput {
  at?: Date;
  state: MarketingState;
}

export interface OrderChanges {
  at?: Date;
  note?: string | null;
  email?: string | null;
  phone?: string | null;
  tags?: string[];
  noteAttributes?: Array<{ name: string; value: string }>;
  shippingAddress?: AddressInput;
}
