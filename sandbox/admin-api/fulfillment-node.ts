import type { Fulfillment, FulfillmentEvent } from "../world/records";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid } from "./gid";
import { locationNode } from "./location-node";
import { lineItemNode } from "./line-item-node";
import type { NodeMaker } from "./node-maker";

export function fulfillmentNode(make: NodeMaker, fulfillment: Fulfillment): GraphNode {
  const { world } = make;
  const { lines } = world.getOrder(fulfillment.orderId);
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    legacyResourceId: fulfillment.id,
    name: fulfillment.name,
    status: fulfillment.status.toUpperCase(),
    displayStatus: displayStatus(fulfillment),
    createdAt: fulfillment.createdAt,
    updatedAt: fulfillment.updatedAt,
    inTransitAt: fulfillment.inTransitAt,
    deliveredAt: fulfillment.deliveredAt,
    estimatedDeliveryAt: fulfillment.estimatedDeliveryAt,
    requiresShipping: fulfillment.lines.some(
      ({ lineId }) => lines.find(({ id }) => id === lineId)?.requiresShipping,
    ),
    totalQuantity: fulfillment.lines.reduce((sum, line) => sum + line.quantity, 0),
    service: null,
    trackingInfo: (args: { first?: number | null }) =>
      trackingInfo(fulfillment).slice(0, args.first ?? undefined),
    location: () => locationNode(world, fulfillment.locationId),
    order: () => make.order(world.getOrder(fulfillment.orderId)),
    fulfillmentOrders: (args: PageArguments) =>
      connection(world.fulfillmentOrdersOf(fulfillment.orderId), args, (item) => make.fulfillmentOrder(item)),
    events: (args: PageArguments) =>
      connection(
        world.eventsOf(fulfillment.id).sort((a, b) => a.happenedAt.localeCompare(b.happenedAt)),
        args,
        fulfillmentEventNode,
      ),
    fulfillmentLineItems: (args: PageArguments) => {
      const order = world.getOrder(fulfillment.orderId);
      return connection(fulfillment.lines, args, ({ lineId, quantity }) => {
        const line = order.lines.find((candidate) => candidate.id === lineId);
        return {
          __typename: "FulfillmentLineItem",
          id: gid("FulfillmentLineItem", String(Number(lineId) + 5)),
          quantity,
          lineItem: line ? lineItemNode(make.world.listProducts(), order, line) : null,
        };
      });
    },
  };
}

function trackingInfo(fulfillment: Fulfillment): Array<Record<string, unknown>> {
  const { carrier, trackingNumber, trackingUrl } = fulfillment;
  if (carrier === null && trackingNumber === null) return [];
  return [{ company: carrier, number: trackingNumber, url: trackingUrl }];
}

/** FulfillmentDisplayStatus has no "canceled" spelt the webhook's way, and a parcel without a scan is only fulfilled. */
function displayStatus(fulfillment: Fulfillment): string {
  if (fulfillment.status === "cancelled") return "CANCELED";
  if (fulfillment.shipmentStatus === "failure") return "NOT_DELIVERED";
  return fulfillment.shipmentStatus?.toUpperCase() ?? "FULFILLED";
}

export function fulfillmentEventNode(event: FulfillmentEvent): GraphNode {
  return {
    __typename: "FulfillmentEvent",
    id: gid("FulfillmentEvent", event.id),
    status: event.status.toUpperCase(),
    message: event.message,
    happenedAt: event.happenedAt,
    createdAt: event.createdAt,
    estimatedDeliveryAt: event.estimatedDeliveryAt,
    city: event.city,
    zip: event.zip,
    country: event.countryCode,
    province: null,
    address1: null,
    latitude: null,
    longitude: null,
  };
}
