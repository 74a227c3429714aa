import { later, nextId, wholeSecond } from "./clockwork";
import type { Webhook, WorldContext } from "./context";
import { announce, fulfillmentOrdersOf, getFulfillment, getOrder, instantOf } from "./context";
import { fulfillmentBody, fulfillmentEventBody } from "./bodies/fulfillment-body";
import type { FulfillmentEventInput, FulfillOrderInput } from "./inputs";
import { fulfillmentStatusOf } from "./order-totals";
import { about } from "./orders";
import type { Fulfillment, FulfillmentEvent, Order } from "./records";

export function fulfillOrder(
  context: WorldContext,
  orderId: string,
  input: FulfillOrderInput = {},
): Fulfillment {
  const { state } = context;
  const order = getOrder(state, orderId);
  const at = instantOf(context, input.at);
  const lines = input.lines ?? order.lines.flatMap(openLine);
  if (lines.length === 0) throw new Error(`Order ${order.name} has nothing left to ship`);
  const number = input.trackingNumber === undefined ? inventedTracking(order) : input.trackingNumber;
  const fulfillment: Fulfillment = {
    id: nextId(state, "fulfillment"),
    orderId,
    name: `${order.name}.${order.fulfillmentIds.length + 1}`,
    status: "success",
    shipmentStatus: null,
    carrier: input.carrier === undefined ? "BRT" : input.carrier,
    trackingNumber: number,
    trackingUrl:
      input.trackingUrl ?? (number === null ? null : `${state.shop.storefrontUrl}/tracking/${number}`),
    locationId: input.locationId ?? state.shop.locations[0]?.id ?? "0",
    lines,
    inTransitAt: null,
    deliveredAt: null,
    estimatedDeliveryAt: null,
    eventIds: [],
    createdAt: wholeSecond(at),
    updatedAt: wholeSecond(at),
  };
  moveQuantities(order, lines, 1);
  state.fulfillments[fulfillment.id] = fulfillment;
  order.fulfillmentIds.push(fulfillment.id);
  order.updatedAt = later(order.updatedAt, at);
  const complete = fulfillmentStatusOf(order) === "fulfilled";
  for (const open of fulfillmentOrdersOf(state, order)) {
    open.status = complete ? "closed" : "in_progress";
    open.updatedAt = later(open.updatedAt, at);
  }
  announce(context, at, [
    { topic: "fulfillments/create", body: fulfillmentBody(state, fulfillment), orderId },
    about(context, complete ? "orders/fulfilled" : "orders/partially_fulfilled", order),
    about(context, "orders/updated", order),
  ]);
  return fulfillment;
}

function openLine(line: Order["lines"][number]): Array<{ lineId: string; quantity: number }> {
  return line.openQuantity > 0 ? [{ lineId: line.id, quantity: line.openQuantity }] : [];
}

function moveQuantities(order: Order, lines: Fulfillment["lines"], sign: 1 | -1): void {
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find((candidate) => candidate.id === lineId);
    if (!line) throw new Error(`Order ${order.name} has no line ${lineId}`);
    line.openQuantity -= sign * quantity;
    line.shippedQuantity += sign * quantity;
  }
}

function inventedTracking(order: Order): string {
  return `FDC${order.number}${order.token.slice(0, 6).toUpperCase()}`;
}

export function cancelFulfillment(
  context: WorldContext,
  fulfillmentId: string,
  input: { at?: Date } = {},
): Fulfillment {
  const { state } = context;
  const fulfillment = getFulfillment(state, fulfillmentId);
  if (fulfillment.status === "cancelled") return fulfillment;
  const order = getOrder(state, fulfillment.orderId);
  const at = instantOf(context, input.at);
  fulfillment.status = "cancelled";
  fulfillment.updatedAt = later(fulfillment.updatedAt, at);
  moveQuantities(order, fulfillment.lines, -1);
  order.updatedAt = later(order.updatedAt, at);
  for (const open of fulfillmentOrdersOf(state, order)) {
    open.status = "open";
    open.updatedAt = later(open.updatedAt, at);
  }
  announce(context, at, [
    { topic: "fulfillments/update", body: fulfillmentBody(state, fulfillment), orderId: order.id },
    about(context, "orders/updated", order),
  ]);
  return fulfillment;
}

export interface TrackingInput {
  at?: Date;
  carrier?: string | null;
  trackingNumber?: string | null;
  trackingUrl?: string | null;
}

export function updateTracking(
  context: WorldContext,
  fulfillmentId: string,
  input: TrackingInput,
): Fulfillment {
  const fulfillment = getFulfillment(context.state, fulfillmentId);
  const at = instantOf(context, input.at);
  if (input.carrier !== undefined) fulfillment.carrier = input.carrier;
  if (input.trackingNumber !== undefined) fulfillment.trackingNumber = input.trackingNumber;
  if (input.trackingUrl !== undefined) fulfillment.trackingUrl = input.trackingUrl;
  fulfillment.updatedAt = later(fulfillment.updatedAt, at);
  announce(context, at, [
    {
      topic: "fulfillments/update",
      body: fulfillmentBody(context.state, fulfillment),
      orderId: fulfillment.orderId,
    },
  ]);
  return fulfillment;
}

export function addFulfillmentEvent(
  context: WorldContext,
  fulfillmentId: string,
  input: FulfillmentEventInput,
): FulfillmentEvent {
  const { state } = context;
  const fulfillment = getFulfillment(state, fulfillmentId);
  const happened = instantOf(context, input.happenedAt);
  const heard = instantOf(context, input.at);
  const at = heard < happened ? happened : heard;
  const event: FulfillmentEvent = {
    id: nextId(state, "fulfillmentEvent"),
    fulfillmentId,
    orderId: fulfillment.orderId,
    status: input.status,
    message: input.message ?? null,
    happenedAt: wholeSecond(happened),
    estimatedDeliveryAt: input.estimatedDeliveryAt ? wholeSecond(input.estimatedDeliveryAt) : null,
    city: input.city ?? null,
    zip: input.zip ?? null,
    countryCode: input.countryCode ?? null,
    createdAt: wholeSecond(at),
  };
  state.fulfillmentEvents[event.id] = event;
  fulfillment.eventIds.push(event.id);
  const statusBefore = fulfillment.shipmentStatus;
  applyScan(context, fulfillment, event);
  fulfillment.updatedAt = later(fulfillment.updatedAt, at);
  const { orderId } = fulfillment;
  const webhooks: Webhook[] = [
    { topic: "fulfillment_events/create", body: fulfillmentEventBody(state, event), orderId },
    { topic: "fulfillments/update", body: fulfillmentBody(state, fulfillment), orderId },
  ];
  // The order shows how its parcels stand: a scan that changes that changes the order too.
  if (fulfillment.shipmentStatus !== statusBefore) {
    const order = getOrder(state, orderId);
    order.updatedAt = later(order.updatedAt, at);
    webhooks.push(about(context, "orders/updated", order));
  }
  announce(context, at, webhooks);
  return event;
}

/** Scans may come in late: the parcel's state is that of the newest one by the carrier's own time. */
function applyScan(context: WorldContext, fulfillment: Fulfillment, event: FulfillmentEvent): void {
  const others = fulfillment.eventIds.flatMap((id) => context.state.fulfillmentEvents[id] ?? []);
  if (others.every((other) => other.happenedAt <= event.happenedAt))
    fulfillment.shipmentStatus = event.status;
  if (event.status === "in_transit" && isEarlier(event.happenedAt, fulfillment.inTransitAt)) {
    fulfillment.inTransitAt = event.happenedAt;
  }
  if (event.status === "delivered") fulfillment.deliveredAt = event.happenedAt;
  if (event.estimatedDeliveryAt) fulfillment.estimatedDeliveryAt = event.estimatedDeliveryAt;
}

function isEarlier(instant: string, known: string | null): boolean {
  return known === null || instant < known;
}
