import { getOrder } from "../context";
import type { Return, WorldState } from "../records";

/** returns/*: carries no instant of its own; X-Shopify-Triggered-At tells when. */
export function returnBody(state: WorldState, found: Return): Record<string, unknown> {
  const order = getOrder(state, found.orderId);
  return {
    id: Number(found.id),
    admin_graphql_api_id: `gid://shopify/Return/${found.id}`,
    status: found.status,
    order: { id: Number(order.id), admin_graphql_api_id: `gid://shopify/Order/${order.id}` },
    total_return_line_items: found.lines.reduce((total, line) => total + line.quantity, 0),
    name: found.name,
    return_line_items: found.lines.map((line) => ({
      id: Number(line.id),
      admin_graphql_api_id: `gid://shopify/ReturnLineItem/${line.id}`,
      fulfillment_line_item: {
        id: Number(line.lineId) + 5,
        admin_graphql_api_id: `gid://shopify/FulfillmentLineItem/${Number(line.lineId) + 5}`,
        line_item: { id: Number(line.lineId), admin_graphql_api_id: `gid://shopify/LineItem/${line.lineId}` },
      },
      quantity: line.quantity,
      return_reason: found.reason.toLowerCase(),
      return_reason_note: found.note ?? "",
      customer_note: found.note,
    })),
    return_shipping_fees: [],
    exchange_line_items: [],
    total_exchange_line_items: 0,
  };
}
