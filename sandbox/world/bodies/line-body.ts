import { amountOf, moneySet } from "../money";
import type { Order, OrderLine } from "../records";

/** A line as orders, shipments and refunds carry it. */
export function lineBody(order: Order, line: OrderLine): Record<string, unknown> {
  return {
    id: Number(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.openQuantity,
    fulfillment_service: "manual",
    fulfillment_status: lineStatus(line),
    gift_card: false,
    grams: line.grams,
    name: line.title,
    price: amountOf(line.priceCents),
    price_set: moneySet(line.priceCents, order.currency),
    product_exists: line.productId !== null,
    product_id: line.productId === null ? null : Number(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: "0.00",
    total_discount_set: moneySet(0, order.currency),
    variant_id: line.variantId === null ? null : Number(line.variantId),
    variant_inventory_management: null,
    variant_title: null,
    vendor: "Fior di Casa",
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}

function lineStatus(line: OrderLine): "fulfilled" | "partial" | null {
  if (line.shippedQuantity === 0) return null;
  return line.openQuantity > 0 ? "partial" : "fulfilled";
}
