import type { World } from "../world";
import { customerNode } from "./customer-node";
import { fulfillmentNode } from "./fulfillment-node";
import { fulfillmentOrderNode } from "./fulfillment-order-node";
import type { NodeMaker } from "./node-maker";
import { orderNode } from "./order-node";
import { refundNode } from "./refund-node";
import { returnNode } from "./return-node";

export function createNodeMaker(world: World): NodeMaker {
  const make: NodeMaker = {
    world,
    order: (order) => orderNode(make, order),
    customer: (customer) => customerNode(make, customer),
    fulfillment: (fulfillment) => fulfillmentNode(make, fulfillment),
    fulfillmentOrder: (item) => fulfillmentOrderNode(make, item),
    refund: (refund) => refundNode(make, refund),
    return: (found) => returnNode(make, found),
  };
  return make;
}
