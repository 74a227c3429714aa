// What every verb works with: the state, the time, and the way webhooks leave the shop.

import { nextUuid, wholeSecond } from "./clockwork";
import type { Emission } from "./emission";
import type { Customer, Fulfillment, FulfillmentOrder, Order, Return, WorldState } from "./records";

export interface WorldContext {
  state: WorldState;
  now: () => Date;
  emit: (emission: Emission) => void;
  onChange: () => void;
  /** Set while several verbs count as one action; its event gets an id with the first webhook. */
  action: { eventId: string | null } | null;
}

export interface Webhook {
  topic: string;
  body: unknown;
  orderId?: string | null;
}

export function instantOf(context: WorldContext, at: Date | undefined): Date {
  return at ?? context.now();
}

/** Sends the webhooks of one action. Shopify tells an app nothing before it is installed and nothing after it left. */
export function announce(context: WorldContext, at: Date, webhooks: Webhook[]): void {
  context.onChange();
  const { installedAt, uninstalledAt } = context.state.installation;
  if (installedAt === null || uninstalledAt !== null) return;
  send(context, at, webhooks);
}

/** As announce, but also to an app that has left: the compliance topics. */
export function send(context: WorldContext, at: Date, webhooks: Webhook[]): void {
  context.onChange();
  const { state, action } = context;
  const about = (webhook: Webhook | undefined) => `${webhook?.topic ?? ""} ${webhook?.orderId ?? ""}`;
  const eventId = action?.eventId ?? nextUuid(state, `event ${about(webhooks[0])}`);
  if (action) action.eventId = eventId;
  for (const webhook of webhooks) {
    context.emit({
      topic: webhook.topic,
      body: JSON.stringify(webhook.body),
      eventId,
      webhookId: nextUuid(state, about(webhook)),
      orderId: webhook.orderId ?? null,
      triggeredAt: wholeSecond(at),
    });
  }
}

export function together<Result>(context: WorldContext, action: () => Result): Result {
  if (context.action !== null) return action();
  context.action = { eventId: null };
  try {
    return action();
  } finally {
    context.action = null;
  }
}

function missing(noun: string, id: string): Error {
  return new Error(`The shop has no ${noun} ${id}`);
}

export function getOrder(state: WorldState, id: string): Order {
  const order = state.orders[id];
  if (!order) throw missing("order", id);
  return order;
}

export function getCustomer(state: WorldState, id: string): Customer {
  const customer = state.customers[id];
  if (!customer) throw missing("customer", id);
  return customer;
}

export function getFulfillment(state: WorldState, id: string): Fulfillment {
  const fulfillment = state.fulfillments[id];
  if (!fulfillment) throw missing("fulfillment", id);
  return fulfillment;
}

export function getReturn(state: WorldState, id: string): Return {
  const found = state.returns[id];
  if (!found) throw missing("return", id);
  return found;
}

export function fulfillmentsOf(state: WorldState, order: Order): Fulfillment[] {
  return present(order.fulfillmentIds.map((id) => state.fulfillments[id]));
}

export function fulfillmentOrdersOf(state: WorldState, order: Order): FulfillmentOrder[] {
  return present(order.fulfillmentOrderIds.map((id) => state.fulfillmentOrders[id]));
}

export function present<Item>(items: Array<Item | undefined>): Item[] {
  return items.filter((item) => item !== undefined);
}
