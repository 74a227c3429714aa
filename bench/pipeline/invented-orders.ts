import { dayMs } from "~/platform/durations";
import { orderBodies } from "../intake/order-body";

export interface InventedOrder {
  id: string;
  shopId: string;
  at: string;
}

// Shopify's order ids have thirteen digits.
const firstId = 5_710_000_000_000;

/** The n-th order, placed now in one of the shops. */
export const inventOrder = (number: number, shopIds: readonly string[]): InventedOrder => ({
  id: String(firstId + number),
  shopId: shopIds[number % shopIds.length] ?? "",
  at: new Date().toISOString(),
});

const person = { first_name: "Marta", last_name: "Bianchi", name: "Marta Bianchi", phone: null };
const address = { ...person, country_code: "IT", province_code: "PA", city: "Palermo", zip: "90100" };

const line = {
  id: 14_800_000_001,
  product_id: 7_710_000_000_001,
  variant_id: 44_120_553_700_097,
  title: "Vaso Alba",
  sku: "VASO-ALBA",
  quantity: 1,
  requires_shipping: true,
};
const lineNode = {
  id: `gid://shopify/LineItem/${String(line.id)}`,
  title: line.title,
  sku: line.sku,
  quantity: line.quantity,
  product: { id: `gid://shopify/Product/${String(line.product_id)}` },
  variant: { id: `gid://shopify/ProductVariant/${String(line.variant_id)}` },
};

const sample = JSON.parse(orderBodies().trimmed) as Record<string, unknown>;

/** orders/create of it as it reaches us: Shopify's own sample with the fields we ask for, paid and on its way to Palermo. */
export function webhookOf({ id, at }: InventedOrder): Buffer {
  const email = `shopper${id}@posta.example`;
  const customer = { id: Number(id) + 1, ...person, email };
  return Buffer.from(
    JSON.stringify({
      ...sample,
      id: Number(id),
      admin_graphql_api_id: `gid://shopify/Order/${id}`,
      name: `#${id}`,
      email,
      contact_email: email,
      created_at: at,
      processed_at: at,
      updated_at: at,
      cancelled_at: null,
      financial_status: "paid",
      fulfillment_status: null,
      test: false,
      customer,
      billing_address: address,
      shipping_address: address,
      customer_locale: "it-IT",
      checkout_token: `checkout-${id}`,
      line_items: [line],
      fulfillments: [],
      refunds: [],
    }),
  );
}

/** The same order as the Admin API tells it (intake/order-document.ts). */
export function adminOrderOf({ id, at }: InventedOrder): object {
  const { first_name: firstName, last_name: lastName, name } = person;
  return {
    id: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    email: `shopper${id}@posta.example`,
    phone: null,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    test: false,
    customerLocale: "it-IT",
    currencyCode: "EUR",
    customerAcceptsMarketing: true,
    requiresShipping: true,
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: "UNFULFILLED",
    tags: [],
    checkoutToken: `checkout-${id}`,
    statusPageUrl: null,
    subtotalLineItemsQuantity: 1,
    totalPriceSet: { shopMoney: { amount: "49.90" } },
    customAttributes: [],
    customer: {
      id: `gid://shopify/Customer/${String(Number(id) + 1)}`,
      firstName,
      lastName,
      numberOfOrders: "2",
    },
    shippingAddress: {
      name,
      firstName,
      lastName,
      phone: null,
      countryCodeV2: "IT",
      provinceCode: "PA",
      city: "Palermo",
      zip: "90100",
    },
    billingAddress: { name, firstName, lastName },
    shippingLine: { title: "Standard" },
    fulfillments: [],
    fulfillmentOrders: { nodes: [] },
    refunds: [],
    lineItems: { nodes: [lineNode], pageInfo: { hasNextPage: false } },
  };
}

const openedAt = Date.now();

/** When the parcels under way were ordered and handed over, and the day by which they should have come. */
export const shipmentTimes = () => ({
  placedAt: new Date(openedAt - 9 * dayMs),
  handedOverAt: new Date(openedAt - 1.5 * dayMs),
  promisedOn: new Date(openedAt - 3 * dayMs).toISOString().slice(0, 10),
});

const carriers = ["BRT", "GLS", "DHL", "Poste Italiane"];

/** The order of a parcel under way, as the Admin API tells it: what bench/sweep/open-shipments.ts has written of it. */
export function adminShipmentOf(number: number, shopIds: readonly string[]): object {
  const { id, shopId } = inventOrder(number, shopIds);
  const { placedAt, handedOverAt } = shipmentTimes();
  const at = handedOverAt.toISOString();
  return {
    ...adminOrderOf({ id, shopId, at: placedAt.toISOString() }),
    updatedAt: at,
    displayFulfillmentStatus: "FULFILLED",
    fulfillments: [
      {
        id: `gid://shopify/Fulfillment/6${id}`,
        name: `#${number}-F1`,
        status: "SUCCESS",
        createdAt: at,
        updatedAt: at,
        deliveredAt: null,
        displayStatus: "IN_TRANSIT",
        requiresShipping: true,
        trackingInfo: [{ company: carriers[number % 4] ?? null, number: `T${number}`, url: null }],
        location: null,
        events: {
          nodes: [
            {
              id: `gid://shopify/FulfillmentEvent/7${id}`,
              status: "IN_TRANSIT",
              happenedAt: at,
              estimatedDeliveryAt: null,
              message: null,
              city: "Bologna",
              country: "IT",
            },
          ],
        },
      },
    ],
  };
}
