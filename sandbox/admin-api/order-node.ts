import { orderStatusUrl } from "../world/bodies/order-body";
import { financialStatusOf, fulfillmentStatusOf, requiresShipping, totalsOf } from "../world/order-totals";
import type { Order, ShippingLine } from "../world/records";
import { addressNode } from "./address-node";
import type { GraphNode, PageArguments } from "./connection";
import { connection } from "./connection";
import { gid, money, moneyBag } from "./gid";
import { lineItemNode } from "./line-item-node";
import { metafieldFields } from "./metafields";
import { returnStatusOf } from "./return-node";
import type { NodeMaker } from "./node-maker";

export function orderNode(make: NodeMaker, order: Order): GraphNode {
  const { world } = make;
  const totals = totalsOf(world.state, order);
  const bag = (cents: number) => moneyBag(cents, order);
  const open = () => order.lines.some((line) => line.openQuantity > 0);
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    confirmationNumber: order.confirmationNumber,
    confirmed: true,
    createdAt: order.placedAt,
    processedAt: order.placedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: order.closedAt !== null,
    closedAt: order.closedAt,
    test: order.test,
    note: order.note,
    tags: () => [...order.tags].sort(),
    email: order.email,
    phone: order.phone,
    customerLocale: order.customerLocale,
    customerAcceptsMarketing: order.buyerAcceptsMarketing,
    checkoutToken: order.checkoutToken,
    cartToken: order.cartToken,
    sourceName: order.sourceName,
    statusPageUrl: orderStatusUrl(world.state, order),
    customAttributes: order.noteAttributes.map(({ name, value }) => ({ key: name, value })),
    paymentGatewayNames: [order.test ? "bogus" : "shopify_payments"],
    currencyCode: order.currency,
    presentmentCurrencyCode: order.currency,
    displayFinancialStatus: financialStatusOf(world.state, order).toUpperCase(),
    displayFulfillmentStatus: displayStatus(order),
    returnStatus: () => returnStatusOf(world.returnsOf(order.id)),
    requiresShipping: requiresShipping(order),
    fulfillable: () => open() && order.cancelledAt === null,
    fullyPaid: order.paidAt !== null,
    unpaid: order.paidAt === null,
    refundable: order.paidAt !== null && totals.refundedCents < totals.totalCents,
    restockable: false,
    edited: false,
    taxesIncluded: true,
    dutiesIncluded: false,
    capturable: false,
    merchantEditable: true,
    merchantEditableErrors: [],
    totalPriceSet: bag(totals.totalCents),
    originalTotalPriceSet: bag(totals.totalCents),
    currentTotalPriceSet: bag(totals.currentTotalCents),
    subtotalPriceSet: bag(totals.subtotalCents),
    currentSubtotalPriceSet: bag(totals.currentSubtotalCents),
    totalShippingPriceSet: bag(totals.shippingCents),
    totalRefundedSet: bag(totals.refundedCents),
    totalTaxSet: bag(totals.taxCents),
    currentTotalTaxSet: bag(totals.currentTaxCents),
    totalDiscountsSet: bag(0),
    totalReceivedSet: bag(order.paidAt === null ? 0 : totals.totalCents),
    totalOutstandingSet: bag(order.paidAt === null ? totals.totalCents : 0),
    netPaymentSet: bag(order.paidAt === null ? 0 : totals.totalCents - totals.refundedCents),
    totalPrice: (totals.totalCents / 100).toFixed(2),
    totalWeight: String(totals.grams),
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    billingAddressMatchesShippingAddress: () =>
      JSON.stringify(order.billingAddress) === JSON.stringify(order.shippingAddress),
    shippingAddress: () =>
      order.shippingAddress ? addressNode(order.shippingAddress, `${order.id}1`) : null,
    displayAddress: () => (order.shippingAddress ? addressNode(order.shippingAddress, `${order.id}1`) : null),
    billingAddress: () => (order.billingAddress ? addressNode(order.billingAddress, `${order.id}2`) : null),
    customer: () => {
      const customer = order.customerId === null ? null : world.findCustomer(order.customerId);
      return customer ? make.customer(customer) : null;
    },
    shippingLine: () => (order.shipping ? shippingLineNode(order, order.shipping) : null),
    shippingLines: (args: PageArguments) =>
      connection(order.shipping ? [order.shipping] : [], args, (line) => shippingLineNode(order, line)),
    lineItems: (args: PageArguments) =>
      connection(order.lines, args, (line) => lineItemNode(make.world.listProducts(), order, line)),
    fulfillments: (args: { first?: number | null }) =>
      world
        .fulfillmentsOf(order.id)
        .slice(0, args.first ?? undefined)
        .map((fulfillment) => make.fulfillment(fulfillment)),
    fulfillmentsCount: { count: order.fulfillmentIds.length, precision: "EXACT" },
    fulfillmentOrders: (args: PageArguments) =>
      connection(world.fulfillmentOrdersOf(order.id), args, (item) => make.fulfillmentOrder(item)),
    refunds: (args: { first?: number | null }) =>
      world
        .refundsOf(order.id)
        .slice(0, args.first ?? undefined)
        .map((refund) => make.refund(refund)),
    returns: (args: PageArguments) =>
      connection(world.returnsOf(order.id), args, (found) => make.return(found)),
    ...metafieldFields({ type: "Order", id: order.id, metafields: order.metafields }),
  };
}

function displayStatus(order: Order): string {
  const status = fulfillmentStatusOf(order);
  if (status === null) return "UNFULFILLED";
  return status === "partial" ? "PARTIALLY_FULFILLED" : "FULFILLED";
}

function shippingLineNode(order: Order, line: ShippingLine): GraphNode {
  return {
    __typename: "ShippingLine",
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.code,
    source: "shopify",
    carrierIdentifier: null,
    custom: false,
    isRemoved: false,
    price: (line.priceCents / 100).toFixed(2),
    originalPriceSet: moneyBag(line.priceCents, order),
    discountedPriceSet: moneyBag(line.priceCents, order),
    currentDiscountedPriceSet: moneyBag(line.priceCents, order),
    originalPrice: money(line.priceCents, order.currency),
  };
}
