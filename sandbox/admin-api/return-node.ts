import type { Return } from "../world/records";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid } from "./gid";
import type { NodeMaker } from "./node-maker";

export function returnNode(make: NodeMaker, found: Return): GraphNode {
  const { world } = make;
  return {
    __typename: "Return",
    id: gid("Return", found.id),
    name: found.name,
    status: found.status.toUpperCase(),
    createdAt: found.createdAt,
    closedAt: found.status === "closed" ? found.updatedAt : null,
    requestApprovedAt: null,
    decline: null,
    totalQuantity: found.lines.reduce((sum, line) => sum + line.quantity, 0),
    returnShippingFees: [],
    order: () => make.order(world.getOrder(found.orderId)),
    returnLineItems: (args: PageArguments) =>
      connection(found.lines, args, (line) => ({
        __typename: "ReturnLineItem",
        id: gid("ReturnLineItem", line.id),
        quantity: line.quantity,
        returnReason: found.reason,
        returnReasonNote: found.note ?? "",
        customerNote: found.note,
      })),
  };
}

/** OrderReturnStatus: what the newest returns make of the order. */
export function returnStatusOf(returns: Return[]): string {
  if (returns.some((found) => found.status === "requested")) return "RETURN_REQUESTED";
  if (returns.some((found) => found.status === "open")) return "IN_PROGRESS";
  return returns.some((found) => found.status === "closed") ? "RETURNED" : "NO_RETURN";
}
