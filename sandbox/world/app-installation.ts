// The app comes, changes its scopes, leaves; and the privacy requests that may follow it out of the door.

import { nextNumber, wholeSecond } from "./clockwork";
import type { WorldContext } from "./context";
import { announce, getCustomer, instantOf, send } from "./context";

export function installApp(context: WorldContext, input: { at?: Date; scopes: string[] }): void {
  const { installation } = context.state;
  if (installation.installedAt === null || installation.uninstalledAt !== null) {
    installation.installedAt = wholeSecond(instantOf(context, input.at));
  }
  installation.uninstalledAt = null;
  installation.scopes = input.scopes;
  context.onChange();
}

export function uninstallApp(context: WorldContext, input: { at?: Date } = {}): void {
  const { shop, installation } = context.state;
  const at = instantOf(context, input.at);
  announce(context, at, [
    {
      topic: "app/uninstalled",
      body: {
        id: Number(shop.id),
        name: shop.name,
        email: shop.email,
        domain: shop.domain,
        country: shop.countryCode,
        city: shop.locations[0]?.city ?? null,
        primary_locale: shop.primaryLocale,
        country_code: shop.countryCode,
        country_name: shop.countryName,
        currency: shop.currency,
        customer_email: shop.email,
        iana_timezone: shop.timeZone,
        plan_display_name: shop.plan,
        plan_name: shop.plan.toLowerCase(),
        myshopify_domain: shop.domain,
        updated_at: wholeSecond(at),
      },
    },
  ]);
  installation.uninstalledAt = wholeSecond(at);
}

export function changeScopes(context: WorldContext, scopes: string[], input: { at?: Date } = {}): void {
  const { shop, installation } = context.state;
  const at = instantOf(context, input.at);
  const previous = installation.scopes;
  installation.scopes = scopes;
  announce(context, at, [
    {
      topic: "app/scopes_update",
      body: {
        id: nextNumber(context.state, "scopes update"),
        shop_id: `gid://shopify/Shop/${shop.id}`,
        previous,
        current: scopes,
        updated_at: wholeSecond(at),
      },
    },
  ]);
}

function privacyBody(context: WorldContext, customerId: string) {
  const { shop } = context.state;
  const customer = getCustomer(context.state, customerId);
  return {
    shop_id: Number(shop.id),
    shop_domain: shop.domain,
    customer: { id: Number(customer.id), email: customer.email, phone: customer.phone },
    orders: customer.orderIds.map(Number),
  };
}

export function requestCustomerData(
  context: WorldContext,
  customerId: string,
  input: { at?: Date } = {},
): void {
  const { orders, ...body } = privacyBody(context, customerId);
  send(context, instantOf(context, input.at), [
    {
      topic: "customers/data_request",
      body: {
        ...body,
        orders_requested: orders,
        data_request: { id: nextNumber(context.state, "data request") },
      },
    },
  ]);
}

export function redactCustomer(context: WorldContext, customerId: string, input: { at?: Date } = {}): void {
  const { orders, ...body } = privacyBody(context, customerId);
  send(context, instantOf(context, input.at), [
    { topic: "customers/redact", body: { ...body, orders_to_redact: orders } },
  ]);
}

/** Shopify asks for it 48 hours after an uninstall. */
export function redactShop(context: WorldContext, input: { at?: Date } = {}): void {
  const { shop } = context.state;
  send(context, instantOf(context, input.at), [
    { topic: "shop/redact", body: { shop_id: Number(shop.id), shop_domain: shop.domain } },
  ]);
}
