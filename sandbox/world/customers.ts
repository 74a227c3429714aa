import { later, nextId, wholeSecond } from "./clockwork";
import type { WorldContext } from "./context";
import { announce, getCustomer, instantOf } from "./context";
import { consentBody, customerBody } from "./bodies/customer-body";
import type { ConsentInput, PlaceOrderInput } from "./inputs";
import type { Address, Customer } from "./records";

const byEmail = new WeakMap<Record<string, Customer>, Map<string, string>>();

/** Lookup by e-mail, built once per world: thousands of orders ask for it. */
function emailIndex(context: WorldContext): Map<string, string> {
  const { customers } = context.state;
  let index = byEmail.get(customers);
  if (!index) {
    index = new Map();
    for (const customer of Object.values(customers)) {
      if (customer.email) index.set(customer.email.toLowerCase(), customer.id);
    }
    byEmail.set(customers, index);
  }
  return index;
}

export function findCustomerByEmail(context: WorldContext, email: string): Customer | null {
  const id = emailIndex(context).get(email.toLowerCase());
  return id === undefined ? null : (context.state.customers[id] ?? null);
}

export interface KnownCustomer {
  customer: Customer;
  isNew: boolean;
  consentChanged: boolean;
}

/** Shopify recognises a shopper by her e-mail address and subscribes her when she ticks the box at checkout. */
export function recognizeCustomer(
  context: WorldContext,
  input: PlaceOrderInput & { email: string },
  { at, address }: { at: Date; address: Address | null },
): KnownCustomer {
  const known = findCustomerByEmail(context, input.email);
  const customer = known ?? newCustomer(context, input, at);
  customer.defaultAddress ??= address;
  const subscribes = input.acceptsMarketing === true && customer.marketingState !== "subscribed";
  if (subscribes) {
    customer.marketingState = "subscribed";
    customer.marketingUpdatedAt = wholeSecond(at);
  }
  if (known && subscribes) customer.updatedAt = later(customer.updatedAt, at);
  return { customer, isNew: known === null, consentChanged: subscribes };
}

function newCustomer(context: WorldContext, input: PlaceOrderInput & { email: string }, at: Date): Customer {
  const customer: Customer = {
    id: nextId(context.state, "customer"),
    email: input.email,
    phone: input.phone ?? null,
    firstName: input.firstName,
    lastName: input.lastName,
    locale: input.locale,
    note: null,
    tags: [],
    marketingState: "not_subscribed",
    marketingUpdatedAt: null,
    defaultAddress: null,
    orderIds: [],
    metafields: [],
    createdAt: wholeSecond(input.customerSince ?? at),
    updatedAt: wholeSecond(at),
  };
  const index = emailIndex(context);
  context.state.customers[customer.id] = customer;
  index.set(input.email.toLowerCase(), customer.id);
  return customer;
}

export function updateCustomerConsent(
  context: WorldContext,
  customerId: string,
  input: ConsentInput,
): Customer {
  const customer = getCustomer(context.state, customerId);
  const at = instantOf(context, input.at);
  customer.marketingState = input.state;
  customer.marketingUpdatedAt = wholeSecond(at);
  customer.updatedAt = later(customer.updatedAt, at);
  announce(context, at, [
    {
      topic: "customers_email_marketing_consent/update",
      body: consentBody(customer, context.state.shop),
    },
    { topic: "customers/update", body: customerBody(customer, context.state.shop) },
  ]);
  return customer;
}
