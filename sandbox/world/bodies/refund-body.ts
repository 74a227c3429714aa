import { inShopTime } from "../clockwork";
import { getOrder } from "../context";
import { amountOf, moneySet } from "../money";
import { containedTax } from "../order-totals";
import type { Refund, WorldState } from "../records";
import { lineBody } from "./line-body";

export function refundBody(state: WorldState, refund: Refund): Record<string, unknown> {
  const order = getOrder(state, refund.orderId);
  const created = inShopTime(refund.createdAt, state.shop.timeZone);
  return {
    id: Number(refund.id),
    order_id: Number(order.id),
    created_at: created,
    note: refund.note,
    user_id: null,
    processed_at: created,
    duties: [],
    total_duties_set: moneySet(0, order.currency),
    return: null,
    refund_shipping_lines:
      refund.shippingCents === 0 || order.shipping === null
        ? []
        : [
            {
              id: Number(refund.id) + 1,
              shipping_line_id: Number(order.shipping.id),
              subtotal_amount_set: moneySet(refund.shippingCents, order.currency),
            },
          ],
    restock: refund.lines.some((line) => line.restock),
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_adjustments: [],
    refund_line_items: refund.lines.flatMap((refunded) => {
      const line = order.lines.find((candidate) => candidate.id === refunded.lineId);
      if (!line) return [];
      const taxCents = containedTax(refunded.subtotalCents);
      return [
        {
          id: Number(refunded.id),
          quantity: refunded.quantity,
          line_item_id: Number(line.id),
          location_id: null,
          restock_type: refunded.restock ? "cancel" : "no_restock",
          subtotal: refunded.subtotalCents / 100,
          total_tax: taxCents / 100,
          subtotal_set: moneySet(refunded.subtotalCents, order.currency),
          total_tax_set: moneySet(taxCents, order.currency),
          line_item: lineBody(order, line),
        },
      ];
    }),
    transactions: [
      {
        id: Number(refund.id) + 2,
        admin_graphql_api_id: `gid://shopify/OrderTransaction/${Number(refund.id) + 2}`,
        amount: amountOf(refund.totalCents),
        created_at: created,
        currency: order.currency,
        gateway: order.test ? "bogus" : "shopify_payments",
        kind: "refund",
        message: null,
        order_id: Number(order.id),
        processed_at: created,
        status: "success",
        test: order.test,
      },
    ],
  };
}
