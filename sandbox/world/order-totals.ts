// Sums and states that Shopify derives from an order's lines, payments, refunds and shipments.

import { present } from "./context";
import type { Order, Refund, WorldState } from "./records";

export interface OrderTotals {
  subtotalCents: number;
  shippingCents: number;
  totalCents: number;
  refundedCents: number;
  currentSubtotalCents: number;
  currentTotalCents: number;
  taxCents: number;
  currentTaxCents: number;
  grams: number;
}

/** Italian VAT, contained in the prices. */
const VAT = 0.22;

export function totalsOf(state: WorldState, order: Order): OrderTotals {
  const subtotalCents = sum(order.lines, (line) => line.priceCents * line.quantity);
  const currentSubtotalCents = sum(order.lines, (line) => line.priceCents * line.currentQuantity);
  const shippingCents = order.shipping?.priceCents ?? 0;
  const refunds = refundsOf(state, order);
  const refundedCents = sum(refunds, (refund) => refund.totalCents);
  const currentTotalCents =
    currentSubtotalCents + shippingCents - sum(refunds, (refund) => refund.shippingCents);
  const totalCents = subtotalCents + shippingCents;
  return {
    subtotalCents,
    shippingCents,
    totalCents,
    refundedCents,
    currentSubtotalCents,
    currentTotalCents,
    taxCents: containedTax(totalCents),
    currentTaxCents: containedTax(currentTotalCents),
    grams: sum(order.lines, (line) => line.grams * line.quantity),
  };
}

export function containedTax(cents: number): number {
  return Math.round(cents - cents / (1 + VAT));
}

function sum<Item>(items: Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

export function refundsOf(state: WorldState, order: Order): Refund[] {
  return present(order.refundIds.map((id) => state.refunds[id]));
}

/** The webhook's financial_status; GraphQL has the same words in capitals. */
export function financialStatusOf(state: WorldState, order: Order): string {
  if (order.paidAt === null) return order.cancelledAt === null ? "pending" : "voided";
  const { refundedCents, totalCents } = totalsOf(state, order);
  if (refundedCents === 0) return "paid";
  return refundedCents >= totalCents ? "refunded" : "partially_refunded";
}

/** The webhook's fulfillment_status: null, "partial" or "fulfilled". */
export function fulfillmentStatusOf(order: Order): "fulfilled" | "partial" | null {
  if (order.lines.every((line) => line.shippedQuantity === 0)) return null;
  return order.lines.some((line) => line.openQuantity > 0) ? "partial" : "fulfilled";
}

export function requiresShipping(order: Order): boolean {
  return order.lines.some((line) => line.requiresShipping);
}
