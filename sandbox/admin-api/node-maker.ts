import type { World } from "../world";
import type { Customer, Fulfillment, FulfillmentOrder, Order, Refund, Return } from "../world/records";
import type { GraphNode } from "./connection";

/** Makes GraphQL nodes of records. Orders lead to customers and customers to orders: each node asks this for the next. */
export interface NodeMaker {
  world: World;
  order(order: Order): GraphNode;
  customer(customer: Customer): GraphNode;
  fulfillment(fulfillment: Fulfillment): GraphNode;
  fulfillmentOrder(item: FulfillmentOrder): GraphNode;
  refund(refund: Refund): GraphNode;
  return(found: Return): GraphNode;
}
