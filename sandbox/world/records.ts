// What the invented shop knows. Every record is plain JSON (ids and instants as text), so that the world is
// saved and read back without translation. Amounts are whole cents of the order's currency.

export interface Address {
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  zip: string;
  provinceCode: string | null;
  countryCode: string;
  phone: string | null;
}

/** Shopify's customer email marketing states that this shop can be in. */
export type MarketingState = "subscribed" | "unsubscribed" | "not_subscribed" | "pending";

export interface Metafield {
  id: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface Customer {
  id: string;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  locale: string;
  note: string | null;
  tags: string[];
  marketingState: MarketingState;
  marketingUpdatedAt: string | null;
  defaultAddress: Address | null;
  orderIds: string[];
  metafields: Metafield[];
  createdAt: string;
  updatedAt: string;
}

export interface Product {
  id: string;
  variantId: string;
  handle: string;
  title: Record<"en" | "it", string>;
  description: Record<"en" | "it", string>;
  sku: string;
  priceCents: number;
  grams: number;
  requiresShipping: boolean;
  /** How many are left in Vicenza. */
  stock: number;
  /** Two colours of the drawn picture: the storefront has no photographs. */
  colors: [string, string];
  shape: "vase" | "plate" | "linen" | "candle" | "lamp" | "card";
}

export interface OrderLine {
  id: string;
  productId: string | null;
  variantId: string | null;
  title: string;
  sku: string | null;
  quantity: number;
  /** Still to be shipped. */
  openQuantity: number;
  shippedQuantity: number;
  /** Quantity less what was refunded. */
  currentQuantity: number;
  priceCents: number;
  grams: number;
  requiresShipping: boolean;
}

export interface ShippingLine {
  id: string;
  title: string;
  code: string;
  priceCents: number;
}

export type CancelReason = "customer" | "inventory" | "fraud" | "declined" | "other";

export interface Order {
  id: string;
  /** The counting number behind the name: 1043. */
  number: number;
  /** "#1043" */
  name: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  customerLocale: string;
  currency: string;
  placedAt: string;
  paidAt: string | null;
  cancelledAt: string | null;
  cancelReason: CancelReason | null;
  closedAt: string | null;
  deletedAt: string | null;
  /** Moves by at least a second with every change, as one must be able to tell the newer picture. */
  updatedAt: string;
  test: boolean;
  note: string | null;
  tags: string[];
  noteAttributes: Array<{ name: string; value: string }>;
  buyerAcceptsMarketing: boolean;
  checkoutToken: string;
  cartToken: string;
  confirmationNumber: string;
  /** The secret part of the order status page's address. */
  token: string;
  sourceName: string;
  lines: OrderLine[];
  shipping: ShippingLine | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  fulfillmentOrderIds: string[];
  fulfillmentIds: string[];
  refundIds: string[];
  returnIds: string[];
  metafields: Metafield[];
  /** Placed in the storefront by a human, not by the simulation. */
  byVisitor: boolean;
}

export interface FulfillmentOrder {
  id: string;
  orderId: string;
  status: "open" | "in_progress" | "closed" | "cancelled";
  fulfillAt: string | null;
  fulfillBy: string | null;
  methodType: "shipping" | "none" | "pick_up";
  /** The promise shown at checkout; null when the shop's shipping settings gave none. */
  minDeliveryAt: string | null;
  maxDeliveryAt: string | null;
  presentedName: string | null;
  lines: Array<{ lineId: string; quantity: number }>;
  createdAt: string;
  updatedAt: string;
}

export type FulfillmentStatus = "pending" | "open" | "success" | "cancelled" | "error" | "failure";

/** Shopify's FulfillmentEventStatus in lower case, as webhooks write it. */
export type ScanStatus =
  | "label_purchased"
  | "label_printed"
  | "confirmed"
  | "carrier_picked_up"
  | "in_transit"
  | "delayed"
  | "out_for_delivery"
  | "attempted_delivery"
  | "ready_for_pickup"
  | "delivered"
  | "failure";

export interface Fulfillment {
  id: string;
  orderId: string;
  /** "#1043.1" */
  name: string;
  status: FulfillmentStatus;
  shipmentStatus: ScanStatus | null;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  locationId: string;
  lines: Array<{ lineId: string; quantity: number }>;
  inTransitAt: string | null;
  deliveredAt: string | null;
  estimatedDeliveryAt: string | null;
  eventIds: string[];
  createdAt: string;
  updatedAt: string;
}

export interface FulfillmentEvent {
  id: string;
  fulfillmentId: string;
  orderId: string;
  status: ScanStatus;
  message: string | null;
  happenedAt: string;
  estimatedDeliveryAt: string | null;
  city: string | null;
  zip: string | null;
  countryCode: string | null;
  createdAt: string;
}

export interface Refund {
  id: string;
  orderId: string;
  note: string | null;
  lines: Array<{ id: string; lineId: string; quantity: number; subtotalCents: number; restock: boolean }>;
  shippingCents: number;
  totalCents: number;
  createdAt: string;
}

export type ReturnStatus = "requested" | "open" | "declined" | "closed" | "canceled";

export interface Return {
  id: string;
  orderId: string;
  /** "#1043-R1" */
  name: string;
  status: ReturnStatus;
  reason: string;
  note: string | null;
  lines: Array<{ id: string; lineId: string; quantity: number }>;
  createdAt: string;
  updatedAt: string;
}

export interface Shop {
  id: string;
  domain: string;
  /** Where the shop's own pages are: order status links lead there. The sandbox sets it to its own address. */
  storefrontUrl: string;
  name: string;
  email: string;
  timeZone: string;
  currency: string;
  countryCode: string;
  countryName: string;
  primaryLocale: string;
  plan: string;
  locations: Array<{ id: string; name: string; city: string; countryCode: string }>;
  metafields: Metafield[];
}

/** The app's presence in the shop. Shopify sends an app nothing before it is installed and nothing after it left. */
export interface Installation {
  installedAt: string | null;
  uninstalledAt: string | null;
  scopes: string[];
}

export interface MetafieldDefinition {
  id: string;
  namespace: string;
  key: string;
  name: string;
  ownerType: string;
  type: string;
}

export interface FlowTriggerCall {
  at: string;
  handle: string;
  payload: string;
}

/** A discount with its codes: each works usageLimit times, for its customers alone. */
export interface CodeDiscount {
  id: string;
  kind: "basic" | "free_shipping";
  title: string;
  percentage: number | null;
  amount: string | null;
  customerIds: string[];
  codes: Array<{ code: string; at: string }>;
  startsAt: string;
  endsAt: string | null;
  usageLimit: number | null;
}

export interface StoreCredit {
  id: string;
  customerId: string;
  cents: number;
  currency: string;
  expiresAt: string | null;
  at: string;
}

export interface DraftOrder {
  id: string;
  /** "#D1" */
  name: string;
  customerId: string | null;
  note: string | null;
  tags: string[];
  lines: Array<{ title: string; quantity: number }>;
  at: string;
}

export interface WorldState {
  seed: number;
  /** How many of each kind were made; ids and webhook ids follow from it, so that one seed gives one world. */
  counters: Record<string, number>;
  lastOrderNumber: number;
  shop: Shop;
  installation: Installation;
  products: Product[];
  customers: Record<string, Customer>;
  orders: Record<string, Order>;
  fulfillmentOrders: Record<string, FulfillmentOrder>;
  fulfillments: Record<string, Fulfillment>;
  fulfillmentEvents: Record<string, FulfillmentEvent>;
  refunds: Record<string, Refund>;
  returns: Record<string, Return>;
  metafieldDefinitions: MetafieldDefinition[];
  flowTriggerCalls: FlowTriggerCall[];
  discounts: CodeDiscount[];
  storeCredits: StoreCredit[];
  draftOrders: DraftOrder[];
}
