import type { FulfillmentOrder } from "../world/records";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid } from "./gid";
import { lineItemNode } from "./line-item-node";
import { locationNode } from "./location-node";
import type { NodeMaker } from "./node-maker";

export function fulfillmentOrderNode(make: NodeMaker, item: FulfillmentOrder): GraphNode {
  const { world } = make;
  const order = world.getOrder(item.orderId);
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", item.id),
    status: item.status.toUpperCase(),
    requestStatus: "UNSUBMITTED",
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    fulfillAt: item.fulfillAt,
    fulfillBy: item.fulfillBy,
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: order.placedAt,
    order: () => make.order(order),
    assignedLocation: () => assignedLocation(world),
    fulfillmentHolds: [],
    supportedActions: [],
    merchantRequests: (args: PageArguments) => connection<never>([], args, (nothing) => nothing),
    fulfillments: (args: PageArguments) =>
      connection(world.fulfillmentsOf(order.id), args, (fulfillment) => make.fulfillment(fulfillment)),
    deliveryMethod: {
      __typename: "DeliveryMethod",
      id: gid("DeliveryMethod", item.id),
      methodType: item.methodType.toUpperCase(),
      minDeliveryDateTime: item.minDeliveryAt,
      maxDeliveryDateTime: item.maxDeliveryAt,
      presentedName: item.presentedName,
      serviceCode: order.shipping?.code ?? null,
      sourceReference: null,
      brandedPromise: null,
      additionalInformation: null,
    },
    lineItems: (args: PageArguments) =>
      connection(item.lines, args, ({ lineId, quantity }) => {
        const line = order.lines.find((candidate) => candidate.id === lineId);
        return {
          __typename: "FulfillmentOrderLineItem",
          id: gid("FulfillmentOrderLineItem", String(Number(lineId) + 7)),
          totalQuantity: quantity,
          remainingQuantity: line?.openQuantity ?? 0,
          requiresShipping: line?.requiresShipping ?? true,
          lineItem: line ? lineItemNode(make.world.listProducts(), order, line) : null,
        };
      }),
  };
}

/** A copy of the location as it was when the order was placed; reading it needs no scope of its own. */
function assignedLocation(world: NodeMaker["world"]): GraphNode {
  const [location] = world.shop.locations;
  return {
    __typename: "FulfillmentOrderAssignedLocation",
    name: location?.name ?? null,
    city: location?.city ?? null,
    countryCode: location?.countryCode ?? "IT",
    location: () => (location ? locationNode(world, location.id) : null),
  };
}
