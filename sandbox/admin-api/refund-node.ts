import type { Refund } from "../world/records";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid, money, moneyBag } from "./gid";
import { lineItemNode } from "./line-item-node";
import type { NodeMaker } from "./node-maker";

export function refundNode(make: NodeMaker, refund: Refund): GraphNode {
  const { world } = make;
  const order = world.getOrder(refund.orderId);
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: refund.id,
    note: refund.note,
    createdAt: refund.createdAt,
    processedAt: refund.createdAt,
    updatedAt: refund.createdAt,
    duties: [],
    return: null,
    totalRefundedSet: moneyBag(refund.totalCents, order),
    totalRefunded: money(refund.totalCents, order.currency),
    order: () => make.order(order),
    refundLineItems: (args: PageArguments) =>
      connection(refund.lines, args, (refunded) => {
        const line = order.lines.find((candidate) => candidate.id === refunded.lineId);
        return {
          __typename: "RefundLineItem",
          id: gid("RefundLineItem", refunded.id),
          quantity: refunded.quantity,
          restockType: refunded.restock ? "CANCEL" : "NO_RESTOCK",
          restocked: refunded.restock,
          subtotalSet: moneyBag(refunded.subtotalCents, order),
          lineItem: line ? lineItemNode(make.world.listProducts(), order, line) : null,
        };
      }),
  };
}
