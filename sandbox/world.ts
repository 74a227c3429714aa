// The invented shop: its state and every verb that changes it. Each verb moves the records at once and hands the
// webhooks Shopify would send to `emit`; it does not wait for anybody.

import { arrivedProducts } from "./world/arrivals";
import {
  changeScopes,
  installApp,
  redactCustomer,
  redactShop,
  requestCustomerData,
  uninstallApp,
} from "./world/app-installation";
import type { WorldContext } from "./world/context";
import {
  fulfillmentOrdersOf,
  fulfillmentsOf,
  getFulfillment,
  getOrder,
  present,
  together,
} from "./world/context";
import { findCustomerByEmail, updateCustomerConsent } from "./world/customers";
import type { Emission } from "./world/emission";
import { addFulfillmentEvent, cancelFulfillment, fulfillOrder, updateTracking } from "./world/fulfillments";
import type {
  AddressInput,
  CancelOrderInput,
  ConsentInput,
  FulfillmentEventInput,
  FulfillOrderInput,
  OrderChanges,
  PlaceOrderInput,
  RefundOrderInput,
  RequestReturnInput,
} from "./world/inputs";
import { inventWorld, nothingGiven } from "./world/invented-shop";
import { refundsOf } from "./world/order-totals";
import { cancelOrder, deleteOrder, payOrder, placeOrder, updateOrder } from "./world/orders";
import type {
  Customer,
  Fulfillment,
  FulfillmentEvent,
  FulfillmentOrder,
  Installation,
  Order,
  Product,
  Refund,
  Return,
  Shop,
  WorldState,
} from "./world/records";
import { refundOrder } from "./world/refunds";
import { approveReturn, cancelReturn, closeReturn, declineReturn, requestReturn } from "./world/returns";

export interface World {
  readonly state: WorldState;
  readonly shop: Shop;
  readonly installation: Installation;

  /** What invented shoppers choose from. */
  listProducts(): Product[];
  /** What stands in the shop: with what came in since the app was installed. */
  listShelf(): Product[];
  /** Newest first. */
  listOrders(): Order[];
  findOrder(orderId: string): Order | null;
  findOrderByCheckoutToken(token: string): Order | null;
  getOrder(orderId: string): Order;
  findCustomer(customerId: string): Customer | null;
  findCustomerByEmail(email: string): Customer | null;
  fulfillmentsOf(orderId: string): Fulfillment[];
  fulfillmentOrdersOf(orderId: string): FulfillmentOrder[];
  eventsOf(fulfillmentId: string): FulfillmentEvent[];
  refundsOf(orderId: string): Refund[];
  returnsOf(orderId: string): Return[];

  placeOrder(input: PlaceOrderInput): Order;
  payOrder(orderId: string, input?: { at?: Date }): Order;
  cancelOrder(orderId: string, input?: CancelOrderInput): Order;
  updateOrder(orderId: string, changes: OrderChanges): Order;
  changeShippingAddress(orderId: string, address: AddressInput, input?: { at?: Date }): Order;
  addTags(orderId: string, tags: string[], input?: { at?: Date }): Order;
  removeTags(orderId: string, tags: string[], input?: { at?: Date }): Order;
  deleteOrder(orderId: string, input?: { at?: Date }): void;

  fulfillOrder(orderId: string, input?: FulfillOrderInput): Fulfillment;
  cancelFulfillment(fulfillmentId: string, input?: { at?: Date }): Fulfillment;
  /** New tracking number or carrier: fulfillments/update. */
  updateTracking(
    fulfillmentId: string,
    input: {
      at?: Date;
      carrier?: string | null;
      trackingNumber?: string | null;
      trackingUrl?: string | null;
    },
  ): Fulfillment;
  addFulfillmentEvent(fulfillmentId: string, input: FulfillmentEventInput): FulfillmentEvent;

  refundOrder(orderId: string, input?: RefundOrderInput): Refund;
  requestReturn(orderId: string, input?: RequestReturnInput): Return;
  approveReturn(returnId: string, input?: { at?: Date }): Return;
  declineReturn(returnId: string, input?: { at?: Date }): Return;
  closeReturn(returnId: string, input?: { at?: Date }): Return;
  cancelReturn(returnId: string, input?: { at?: Date }): Return;

  updateCustomerConsent(customerId: string, input: ConsentInput): Customer;

  /** Marks the app as installed (token exchange does it); no webhook. */
  installApp(input: { at?: Date; scopes: string[] }): void;
  uninstallApp(input?: { at?: Date }): void;
  changeScopes(scopes: string[], input?: { at?: Date }): void;
  requestCustomerData(customerId: string, input?: { at?: Date }): void;
  redactCustomer(customerId: string, input?: { at?: Date }): void;
  redactShop(input?: { at?: Date }): void;

  /** Runs several verbs as one merchant action: their webhooks share one event id. */
  together<Result>(action: () => Result): Result;
  /** Every change that no webhook tells (metafields, Flow calls) reports here too, so that it gets saved. */
  touch(): void;
}

export interface WorldOptions {
  seed: number;
  now: () => Date;
  emit: (emission: Emission) => void;
  /** A saved world; without it a new one is invented. */
  saved?: WorldState | undefined;
  /** Called after every change. */
  onChange?: (() => void) | undefined;
}

export function createWorld(options: WorldOptions): World {
  const state = options.saved ? { ...nothingGiven(), ...options.saved } : inventWorld(options.seed);
  const context: WorldContext = {
    state,
    now: options.now,
    emit: options.emit,
    onChange: options.onChange ?? (() => undefined),
    action: null,
  };
  const byToken = new Map(Object.values(state.orders).map((order) => [order.checkoutToken, order.id]));
  return {
    state,
    shop: state.shop,
    installation: state.installation,

    listProducts: () => state.products,
    listShelf: () => [
      ...state.products,
      ...arrivedProducts(state.installation.installedAt, context.now()).map(({ product }) => product),
    ],
    listOrders: () => Object.values(state.orders).sort((a, b) => b.number - a.number),
    findOrder: (orderId) => state.orders[orderId] ?? null,
    findOrderByCheckoutToken: (token) => state.orders[byToken.get(token) ?? ""] ?? null,
    getOrder: (orderId) => getOrder(state, orderId),
    findCustomer: (customerId) => state.customers[customerId] ?? null,
    findCustomerByEmail: (email) => findCustomerByEmail(context, email),
    fulfillmentsOf: (orderId) => fulfillmentsOf(state, getOrder(state, orderId)),
    fulfillmentOrdersOf: (orderId) => fulfillmentOrdersOf(state, getOrder(state, orderId)),
    eventsOf: (fulfillmentId) =>
      present(getFulfillment(state, fulfillmentId).eventIds.map((id) => state.fulfillmentEvents[id])),
    refundsOf: (orderId) => refundsOf(state, getOrder(state, orderId)),
    returnsOf: (orderId) => present(getOrder(state, orderId).returnIds.map((id) => state.returns[id])),

    placeOrder: (input) => {
      const order = placeOrder(context, input);
      byToken.set(order.checkoutToken, order.id);
      return order;
    },
    payOrder: (orderId, input) => payOrder(context, orderId, input),
    cancelOrder: (orderId, input) => cancelOrder(context, orderId, input),
    updateOrder: (orderId, changes) => updateOrder(context, orderId, changes),
    changeShippingAddress: (orderId, address, input) =>
      updateOrder(context, orderId, { ...input, shippingAddress: address }),
    addTags: (orderId, tags, input) =>
      updateOrder(context, orderId, { ...input, tags: [...getOrder(state, orderId).tags, ...tags] }),
    removeTags: (orderId, tags, input) =>
      updateOrder(context, orderId, {
        ...input,
        tags: getOrder(state, orderId).tags.filter((tag) => !tags.includes(tag)),
      }),
    deleteOrder: (orderId, input) => {
      deleteOrder(context, orderId, input);
    },

    fulfillOrder: (orderId, input) => fulfillOrder(context, orderId, input),
    cancelFulfillment: (fulfillmentId, input) => cancelFulfillment(context, fulfillmentId, input),
    updateTracking: (fulfillmentId, input) => updateTracking(context, fulfillmentId, input),
    addFulfillmentEvent: (fulfillmentId, input) => addFulfillmentEvent(context, fulfillmentId, input),

    refundOrder: (orderId, input) => refundOrder(context, orderId, input),
    requestReturn: (orderId, input) => requestReturn(context, orderId, input),
    approveReturn: (returnId, input) => approveReturn(context, returnId, input),
    declineReturn: (returnId, input) => declineReturn(context, returnId, input),
    closeReturn: (returnId, input) => closeReturn(context, returnId, input),
    cancelReturn: (returnId, input) => cancelReturn(context, returnId, input),

    updateCustomerConsent: (customerId, input) => updateCustomerConsent(context, customerId, input),

    installApp: (input) => {
      installApp(context, input);
    },
    uninstallApp: (input) => {
      uninstallApp(context, input);
    },
    changeScopes: (scopes, input) => {
      changeScopes(context, scopes, input);
    },
    requestCustomerData: (customerId, input) => {
      requestCustomerData(context, customerId, input);
    },
    redactCustomer: (customerId, input) => {
      redactCustomer(context, customerId, input);
    },
    redactShop: (input) => {
      redactShop(context, input);
    },

    together: (action) => together(context, action),
    touch: () => {
      context.onChange();
    },
  };
}
