// customers/* as Shopify writes them in 2026-07: no consent, no order count, no total spent.

import { inShopTime } from "../clockwork";
import type { Customer, Shop } from "../records";
import { addressBody } from "./address-body";

export function customerBody(customer: Customer, shop: Shop): Record<string, unknown> {
  return {
    ...nestedCustomerBody(customer, shop),
    created_at: inShopTime(customer.createdAt, shop.timeZone),
    updated_at: inShopTime(customer.updatedAt, shop.timeZone),
    addresses: customer.defaultAddress ? [defaultAddressBody(customer, customer.defaultAddress)] : [],
  };
}

/** The customer inside an order. */
export function nestedCustomerBody(customer: Customer, shop: Shop): Record<string, unknown> {
  return {
    id: Number(customer.id),
    created_at: inShopTime(customer.createdAt, shop.timeZone),
    updated_at: inShopTime(customer.updatedAt, shop.timeZone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    ...(customer.defaultAddress
      ? { default_address: defaultAddressBody(customer, customer.defaultAddress) }
      : {}),
  };
}

function defaultAddressBody(
  customer: Customer,
  address: NonNullable<Customer["defaultAddress"]>,
): Record<string, unknown> {
  const { latitude: _latitude, longitude: _longitude, ...rest } = addressBody(address);
  return {
    // One address a customer: its id may follow from hers.
    id: Number(customer.id) + 1,
    customer_id: Number(customer.id),
    ...rest,
    country_name: rest["country"],
    default: true,
  };
}

export function consentBody(customer: Customer, shop: Shop): Record<string, unknown> {
  return {
    customer_id: Number(customer.id),
    email_address: customer.email,
    email_marketing_consent: {
      state: customer.marketingState,
      opt_in_level: customer.marketingState === "not_subscribed" ? null : "single_opt_in",
      consent_updated_at: customer.marketingUpdatedAt
        ? inShopTime(customer.marketingUpdatedAt, shop.timeZone)
        : null,
    },
  };
}
