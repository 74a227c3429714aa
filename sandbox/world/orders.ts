import { arrivedProducts } from "./arrivals";
import { later, nextId, orderIdOf, tokenFor, wholeSecond } from "./clockwork";
import type { Webhook, WorldContext } from "./context";
import { announce, fulfillmentOrdersOf, getOrder, instantOf, together } from "./context";
import { consentBody, customerBody } from "./bodies/customer-body";
import { orderBody } from "./bodies/order-body";
import { recognizeCustomer } from "./customers";
import type { AddressInput, CancelOrderInput, ItemInput, OrderChanges, PlaceOrderInput } from "./inputs";
import type { Address, FulfillmentOrder, Order, OrderLine } from "./records";
import { refundOrder } from "./refunds";

export function placeOrder(context: WorldContext, input: PlaceOrderInput): Order {
  const { state } = context;
  const at = instantOf(context, input.at);
  const shippingAddress = input.shippingAddress ? addressOf(input.shippingAddress) : null;
  const billingAddress = input.billingAddress ? addressOf(input.billingAddress) : shippingAddress;
  const known =
    input.email === null
      ? null
      : recognizeCustomer(context, { ...input, email: input.email }, { at, address: billingAddress });
  const order = newOrder(context, input, {
    at,
    shippingAddress,
    billingAddress,
    customerId: known?.customer.id ?? null,
  });
  state.orders[order.id] = order;
  known?.customer.orderIds.push(order.id);
  const fulfillmentOrder = newFulfillmentOrder(context, order, { input, at });
  state.fulfillmentOrders[fulfillmentOrder.id] = fulfillmentOrder;
  order.fulfillmentOrderIds.push(fulfillmentOrder.id);

  const paidAtOnce = order.paidAt !== null && order.paidAt === order.placedAt;
  const webhooks: Webhook[] = [];
  if (known?.isNew)
    webhooks.push({ topic: "customers/create", body: customerBody(known.customer, state.shop) });
  if (known?.consentChanged) {
    webhooks.push({
      topic: "customers_email_marketing_consent/update",
      body: consentBody(known.customer, state.shop),
    });
  }
  webhooks.push(about(context, "orders/create", order));
  // A card payment is taken with the order: both topics then carry one and the same picture.
  if (paidAtOnce) webhooks.push(about(context, "orders/paid", order));
  announce(context, at, webhooks);
  if (input.paidAt && !paidAtOnce) payOrder(context, order.id, { at: input.paidAt });
  return order;
}

interface NewOrderFacts {
  at: Date;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  customerId: string | null;
}

function newOrder(context: WorldContext, input: PlaceOrderInput, facts: NewOrderFacts): Order {
  const { state } = context;
  const placedAt = wholeSecond(facts.at);
  const paysLater = input.paidAt === null || (input.paidAt && wholeSecond(input.paidAt) !== placedAt);
  state.lastOrderNumber += 1;
  const number = state.lastOrderNumber;
  const token = (purpose: string, length: number) => tokenFor(state, `${purpose} ${number}`, length);
  return {
    id: orderIdOf(number),
    number,
    name: `#${number}`,
    customerId: facts.customerId,
    email: input.email,
    phone: input.phone ?? null,
    customerLocale: input.locale,
    currency: input.currency ?? state.shop.currency,
    placedAt,
    paidAt: paysLater ? null : placedAt,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    deletedAt: null,
    updatedAt: placedAt,
    test: input.test ?? false,
    note: input.note ?? null,
    tags: input.tags ?? [],
    noteAttributes: input.noteAttributes ?? [],
    buyerAcceptsMarketing: input.acceptsMarketing ?? false,
    checkoutToken: input.checkoutToken ?? token("checkout", 32),
    cartToken: token("cart", 32),
    confirmationNumber: token("confirmation", 9).toUpperCase(),
    token: token("order", 32),
    sourceName: input.sourceName ?? "web",
    lines: input.items.map((item) => newLine(context, item)),
    shipping: input.shipping
      ? {
          id: nextId(state, "shippingLine"),
          title: input.shipping.title,
          code: input.shipping.code ?? input.shipping.title,
          priceCents: input.shipping.priceCents,
        }
      : null,
    shippingAddress: facts.shippingAddress,
    billingAddress: facts.billingAddress,
    fulfillmentOrderIds: [],
    fulfillmentIds: [],
    refundIds: [],
    returnIds: [],
    metafields: [],
    byVisitor: input.byVisitor ?? false,
  };
}

function newLine(context: WorldContext, item: ItemInput): OrderLine {
  const onSale = [
    ...context.state.products,
    ...arrivedProducts(context.state.installation.installedAt, context.now()).map(({ product }) => product),
  ];
  const product = onSale.find((candidate) => candidate.id === item.productId);
  if (item.productId && !product) throw new Error(`The shop has no product ${item.productId}`);
  const quantity = item.quantity ?? 1;
  const requiresShipping = item.requiresShipping ?? product?.requiresShipping ?? true;
  return {
    id: nextId(context.state, "lineItem"),
    productId: product?.id ?? null,
    variantId: product?.variantId ?? null,
    title: item.title ?? product?.title.it ?? "Articolo",
    sku: item.sku ?? product?.sku ?? null,
    quantity,
    openQuantity: quantity,
    shippedQuantity: 0,
    currentQuantity: quantity,
    priceCents: item.priceCents ?? product?.priceCents ?? 0,
    grams: product?.grams ?? 0,
    requiresShipping,
  };
}

function newFulfillmentOrder(
  context: WorldContext,
  order: Order,
  { input, at }: { input: PlaceOrderInput; at: Date },
): FulfillmentOrder {
  const shippable = order.lines.filter((line) => line.requiresShipping);
  const created = wholeSecond(at);
  return {
    id: nextId(context.state, "fulfillmentOrder"),
    orderId: order.id,
    status: "open",
    fulfillAt: created,
    fulfillBy: iso(input.shipping?.fulfillBy),
    methodType: shippable.length === 0 ? "none" : "shipping",
    minDeliveryAt: iso(input.shipping?.promisedFrom),
    maxDeliveryAt: iso(input.shipping?.promisedUntil),
    presentedName: input.shipping?.title ?? null,
    lines: order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
    createdAt: created,
    updatedAt: created,
  };
}

function iso(at: Date | null | undefined): string | null {
  return at ? wholeSecond(at) : null;
}

export function addressOf(input: AddressInput): Address {
  return {
    firstName: input.firstName,
    lastName: input.lastName,
    company: input.company ?? null,
    address1: input.address1 ?? "Via Garibaldi 12",
    address2: input.address2 ?? null,
    city: input.city,
    zip: input.zip,
    provinceCode: input.provinceCode ?? null,
    countryCode: input.countryCode,
    phone: input.phone ?? null,
  };
}

export function about(context: WorldContext, topic: string, order: Order): Webhook {
  return { topic, body: orderBody(context.state, order), orderId: order.id };
}

export function payOrder(context: WorldContext, orderId: string, input: { at?: Date } = {}): Order {
  const order = getOrder(context.state, orderId);
  if (order.paidAt !== null) return order;
  const at = instantOf(context, input.at);
  order.paidAt = wholeSecond(at);
  order.updatedAt = later(order.updatedAt, at);
  announce(context, at, [about(context, "orders/paid", order), about(context, "orders/updated", order)]);
  return order;
}

export function cancelOrder(context: WorldContext, orderId: string, input: CancelOrderInput = {}): Order {
  const order = getOrder(context.state, orderId);
  if (order.cancelledAt !== null) return order;
  const at = instantOf(context, input.at);
  return together(context, () => {
    order.cancelledAt = wholeSecond(at);
    order.cancelReason = input.reason ?? "customer";
    order.updatedAt = later(order.updatedAt, at);
    for (const fulfillmentOrder of fulfillmentOrdersOf(context.state, order)) {
      if (fulfillmentOrder.status === "open") fulfillmentOrder.status = "cancelled";
    }
    if (order.paidAt !== null && (input.refund ?? true)) {
      refundOrder(context, order.id, { at, note: "Order cancelled", restock: true });
    }
    announce(context, at, [
      about(context, "orders/cancelled", order),
      about(context, "orders/updated", order),
    ]);
    return order;
  });
}

export function updateOrder(context: WorldContext, orderId: string, changes: OrderChanges): Order {
  const order = getOrder(context.state, orderId);
  const at = instantOf(context, changes.at);
  if (changes.note !== undefined) order.note = changes.note;
  if (changes.email !== undefined) order.email = changes.email;
  if (changes.phone !== undefined) order.phone = changes.phone;
  if (changes.tags) order.tags = [...new Set(changes.tags)].sort();
  if (changes.noteAttributes) order.noteAttributes = changes.noteAttributes;
  if (changes.shippingAddress) order.shippingAddress = addressOf(changes.shippingAddress);
  order.updatedAt = later(order.updatedAt, at);
  announce(context, at, [about(context, "orders/updated", order)]);
  return order;
}

export function deleteOrder(context: WorldContext, orderId: string, input: { at?: Date } = {}): void {
  const order = getOrder(context.state, orderId);
  const at = instantOf(context, input.at);
  order.deletedAt = wholeSecond(at);
  announce(context, at, [{ topic: "orders/delete", body: { id: Number(order.id) }, orderId: order.id }]);
}
