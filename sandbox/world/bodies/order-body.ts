// orders/* as Shopify writes them in 2026-07. All order topics carry the whole order as it is at that moment.

import { inShopTime } from "../clockwork";
import { moneySet, amountOf } from "../money";
import { containedTax, financialStatusOf, fulfillmentStatusOf, refundsOf, totalsOf } from "../order-totals";
import type { Order, ShippingLine, WorldState } from "../records";
import { fulfillmentsOf, present } from "../context";
import { addressBody } from "./address-body";
import { nestedCustomerBody } from "./customer-body";
import { fulfillmentBody } from "./fulfillment-body";
import { lineBody } from "./line-body";
import { refundBody } from "./refund-body";
import { returnBody } from "./return-body";

export function orderStatusUrl(state: WorldState, order: Order): string {
  return `${state.shop.storefrontUrl}/${state.shop.id}/orders/${order.token}/authenticate?key=${order.confirmationNumber.toLowerCase()}`;
}

export function orderBody(state: WorldState, order: Order): Record<string, unknown> {
  const { shop } = state;
  const at = (instant: string | null) => (instant === null ? null : inShopTime(instant, shop.timeZone));
  const customer = order.customerId === null ? undefined : state.customers[order.customerId];
  return {
    id: Number(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: 580111,
    browser_ip: "203.0.113.24",
    buyer_accepts_marketing: order.buyerAcceptsMarketing,
    cancel_reason: order.cancelReason,
    cancelled_at: at(order.cancelledAt),
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    client_details: null,
    closed_at: at(order.closedAt),
    confirmation_number: order.confirmationNumber,
    confirmed: true,
    contact_email: order.email,
    created_at: at(order.placedAt),
    currency: order.currency,
    ...amounts(state, order),
    customer_locale: order.customerLocale,
    device_id: null,
    discount_codes: [],
    duties_included: false,
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatusOf(state, order),
    fulfillment_status: fulfillmentStatusOf(order),
    landing_site: "/",
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: "MTY4NDEyMDMwMTcz",
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.noteAttributes,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: orderStatusUrl(state, order),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: [order.test ? "bogus" : "shopify_payments"],
    phone: order.phone,
    po_number: null,
    presentment_currency: order.currency,
    processed_at: at(order.placedAt),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: order.test,
    token: order.token,
    updated_at: at(order.updatedAt),
    user_id: null,
    billing_address: order.billingAddress ? addressBody(order.billingAddress) : null,
    customer: customer ? nestedCustomerBody(customer, shop) : null,
    discount_applications: [],
    fulfillments: fulfillmentsOf(state, order).map((fulfillment) => fulfillmentBody(state, fulfillment)),
    line_items: order.lines.map((line) => lineBody(order, line)),
    payment_terms: null,
    refunds: refundsOf(state, order).map((refund) => refundBody(state, refund)),
    returns: present(order.returnIds.map((id) => state.returns[id])).map((found) => returnBody(state, found)),
    shipping_address: order.shippingAddress ? addressBody(order.shippingAddress) : null,
    shipping_lines: order.shipping ? [shippingLineBody(order, order.shipping)] : [],
  };
}

function amounts(state: WorldState, order: Order): Record<string, unknown> {
  const totals = totalsOf(state, order);
  const priced = (name: string, cents: number) => ({
    [name]: amountOf(cents),
    [`${name}_set`]: moneySet(cents, order.currency),
  });
  return {
    current_shipping_price_set: moneySet(totals.shippingCents, order.currency),
    ...priced("current_subtotal_price", totals.currentSubtotalCents),
    current_total_additional_fees_set: null,
    ...priced("current_total_discounts", 0),
    current_total_duties_set: null,
    ...priced("current_total_price", totals.currentTotalCents),
    ...priced("current_total_tax", totals.currentTaxCents),
    ...priced("subtotal_price", totals.subtotalCents),
    total_cash_rounding_payment_adjustment_set: moneySet(0, order.currency),
    total_cash_rounding_refund_adjustment_set: moneySet(0, order.currency),
    ...priced("total_discounts", 0),
    ...priced("total_line_items_price", totals.subtotalCents),
    total_outstanding: amountOf(order.paidAt === null ? totals.totalCents : 0),
    ...priced("total_price", totals.totalCents),
    total_shipping_price_set: moneySet(totals.shippingCents, order.currency),
    ...priced("total_tax", totals.taxCents),
    total_tip_received: "0.00",
    total_weight: totals.grams,
  };
}

function shippingLineBody(order: Order, shipping: ShippingLine): Record<string, unknown> {
  return {
    id: Number(shipping.id),
    carrier_identifier: null,
    code: shipping.code,
    current_discounted_price_set: moneySet(shipping.priceCents, order.currency),
    discounted_price: amountOf(shipping.priceCents),
    discounted_price_set: moneySet(shipping.priceCents, order.currency),
    is_removed: false,
    phone: null,
    price: amountOf(shipping.priceCents),
    price_set: moneySet(shipping.priceCents, order.currency),
    requested_fulfillment_service_id: null,
    source: "shopify",
    title: shipping.title,
    tax_lines: [
      {
        channel_liable: false,
        price: amountOf(containedTax(shipping.priceCents)),
        price_set: moneySet(containedTax(shipping.priceCents), order.currency),
        rate: 0.22,
        title: "IVA",
      },
    ],
    discount_allocations: [],
  };
}
