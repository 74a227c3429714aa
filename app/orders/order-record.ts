// What we know of an order, and how a newer or older picture of it changes that.

export type FulfillmentStatus = "partial" | "fulfilled" | "restocked";

/** A line of an order: what she bought, and how much of it. */
export interface OrderLinePicture {
  id: string;
  /** null: a custom item, or a product that is gone. */
  productId: string | null;
  variantId: string | null;
  title: string;
  sku: string | null;
  /** As ordered, whatever was given back since. */
  quantity: number;
}

/** An order as one delivery (or one answer of the Admin API) shows it. */
export interface OrderPicture {
  id: string;
  name: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  currency: string;
  totalAmount: string;
  itemCount: number;
  placedAt: Date;
  /** When this picture proves it paid: an upper bound, the earliest of all is kept. */
  paidBy: Date | null;
  cancelledAt: Date | null;
  fullyRefundedBy: Date | null;
  fulfillmentStatus: FulfillmentStatus | null;
  test: boolean;
  gift: boolean;
  requiresShipping: boolean;
  orderNumber: number | null;
  countryCode: string | null;
  provinceCode: string | null;
  city: string | null;
  postcode: string | null;
  timeZone: string | null;
  shippingMethod: string | null;
  checkoutToken: string | null;
  tags: string[];
  statusPageUrl: string | null;
  marketingConsent: boolean | null;
  /** null: the picture does not tell, or not all of them. */
  lines: OrderLinePicture[] | null;
  /** Shopify's updated_at. */
  changedAt: Date;
}

/** What the pictures of one order add up to. */
export interface OrderFacts extends Omit<OrderPicture, "paidBy" | "fullyRefundedBy"> {
  paidAt: Date | null;
  fullyRefundedAt: Date | null;
}

const fulfillmentRank: Record<FulfillmentStatus, number> = { partial: 1, fulfilled: 2, restocked: 3 };

/**
 * The newest picture says how the order stands; the earliest proof says when it was paid. Pictures may
 * come in any order and more than once: the result is the same.
 */
export function mergeOrder(known: OrderFacts | null, picture: OrderPicture): OrderFacts {
  const { paidBy, fullyRefundedBy, ...seen } = picture;
  if (!known) return { ...seen, paidAt: paidBy, fullyRefundedAt: fullyRefundedBy };
  const [newest, older] = isNewer(picture, known) ? [seen, known] : [known, seen];
  return {
    ...newest,
    // A newer picture that leaves these out (a trimmed payload, a redacted customer) does not unknow them.
    customerId: newest.customerId ?? older.customerId,
    checkoutToken: newest.checkoutToken ?? older.checkoutToken,
    orderNumber: newest.orderNumber ?? older.orderNumber,
    marketingConsent: newest.marketingConsent ?? older.marketingConsent,
    lines: newest.lines ?? older.lines,
    cancelledAt: earliest(known.cancelledAt, picture.cancelledAt),
    paidAt: earliest(known.paidAt, paidBy),
    fullyRefundedAt: earliest(known.fullyRefundedAt, fullyRefundedBy),
  };
}

/** Shopify's times count whole seconds, so two pictures of one second are told apart by how far they are. */
function isNewer(picture: OrderPicture, known: OrderFacts): boolean {
  const difference = picture.changedAt.getTime() - known.changedAt.getTime();
  return difference !== 0
    ? difference > 0
    : rankOf(picture.fulfillmentStatus) > rankOf(known.fulfillmentStatus);
}

const rankOf = (status: FulfillmentStatus | null): number => (status ? fulfillmentRank[status] : 0);

/** The earlier of two instants; the one that is known where the other is not. */
export function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a <= b ? a : b;
}

/** A gift names someone else on the parcel, or says so. Only the buyer is ever written to. */
export function isGift(order: {
  billingName: string | null;
  shippingName: string | null;
  attributes: Array<{ name: string; value: string }>;
}): boolean {
  const said = order.attributes.some(
    ({ name, value }) => /gift|regalo/i.test(name) && !/^(|no|false|0)$/i.test(value.trim()),
  );
  const names = [order.billingName, order.shippingName].map((name) => name?.trim().toLowerCase() ?? "");
  return said || (names[0] !== "" && names[1] !== "" && names[0] !== names[1]);
}
