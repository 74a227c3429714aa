import type { Order, OrderLine, Product } from "../world/records";
import type { GraphNode } from "./connection";
import { gid, moneyBag } from "./gid";

export function lineItemNode(products: Product[], order: Order, line: OrderLine): GraphNode {
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: line.openQuantity,
    fulfillableQuantity: line.openQuantity,
    nonFulfillableQuantity: line.quantity - line.openQuantity,
    fulfillmentStatus: line.shippedQuantity > 0 && line.openQuantity === 0 ? "fulfilled" : "unfulfilled",
    requiresShipping: line.requiresShipping,
    isGiftCard: false,
    taxable: true,
    merchantEditable: true,
    restockable: false,
    vendor: "Fior di Casa",
    variantTitle: null,
    image: null,
    customAttributes: [],
    originalUnitPriceSet: moneyBag(line.priceCents, order),
    discountedUnitPriceSet: moneyBag(line.priceCents, order),
    originalTotalSet: moneyBag(line.priceCents * line.quantity, order),
    discountedTotalSet: moneyBag(line.priceCents * line.quantity, order),
    totalDiscountSet: moneyBag(0, order),
    product:
      line.productId === null
        ? null
        : { __typename: "Product", id: gid("Product", line.productId), title: line.title },
    variant:
      line.variantId === null
        ? null
        : {
            __typename: "ProductVariant",
            id: gid("ProductVariant", line.variantId),
            sku: line.sku,
            title: "Default Title",
            inventoryQuantity: products.find(({ variantId }) => variantId === line.variantId)?.stock ?? null,
            inventoryPolicy: "DENY",
          },
  };
}
