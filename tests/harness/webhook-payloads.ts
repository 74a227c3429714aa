// Payloads as Shopify's webhooks carry them, of one order: Marta's #1043, from Milan to Palermo.

const orderId = "5710043000001043";

const iso = (at: string | Date): string => new Date(at).toISOString().replace(".000Z", "Z");

export const paidOrder = {
  id: Number(orderId),
  admin_graphql_api_id: `gid://shopify/Order/${orderId}`,
  name: "#1043",
  email: "marta@example.com",
  contact_email: "marta@example.com",
  phone: null,
  created_at: "2026-06-12T09:00:00Z",
  processed_at: "2026-06-12T09:00:00Z",
  updated_at: "2026-06-12T09:00:05Z",
  cancelled_at: null as string | null,
  financial_status: "paid",
  fulfillment_status: null as string | null,
  test: false,
  customer: {
    id: 701,
    admin_graphql_api_id: "gid://shopify/Customer/701",
    first_name: "Marta",
    last_name: "Bianchi",
    email: "marta@example.com",
    phone: null,
  } as object | null,
  billing_address: { first_name: "Marta", last_name: "Bianchi", name: "Marta Bianchi", phone: null },
  shipping_address: {
    first_name: "Marta",
    last_name: "Bianchi",
    name: "Marta Bianchi",
    phone: null,
    country_code: "IT",
    province_code: "PA",
    city: "Palermo",
    zip: "90100",
  },
  customer_locale: "it-IT",
  currency: "EUR",
  total_price: "49.90",
  checkout_token: "checkout-1043",
  order_status_url: "https://acme.myshopify.com/orders/status-1043",
  tags: "",
  buyer_accepts_marketing: true,
  note_attributes: [] as Array<{ name: string; value: string }>,
  shipping_lines: [{ title: "Standard" }],
  line_items: [
    {
      id: 88001,
      product_id: 7701,
      variant_id: 4401,
      title: "Vaso Alba",
      sku: "VASO-ALBA",
      quantity: 1,
      requires_shipping: true,
    },
  ],
  fulfillments: [],
  refunds: [],
};

export const marta = { orderId, shipmentId: "61043" };

export const aFulfillment = (updatedAt: string, shipmentStatus: string | null = null) => ({
  id: Number(marta.shipmentId),
  admin_graphql_api_id: `gid://shopify/Fulfillment/${marta.shipmentId}`,
  order_id: Number(orderId),
  name: "#1043.1",
  status: "success",
  created_at: "2026-06-15T08:00:00Z",
  updated_at: iso(updatedAt),
  tracking_company: "BRT",
  tracking_number: "BRT1043",
  tracking_url: "https://brt.example/1043",
  shipment_status: shipmentStatus,
  location_id: 1,
});

export const aScan = (id: number, status: string, happenedAt: string) => ({
  id,
  admin_graphql_api_id: `gid://shopify/FulfillmentEvent/${String(id)}`,
  fulfillment_id: Number(marta.shipmentId),
  order_id: Number(orderId),
  status,
  message: null,
  happened_at: iso(happenedAt),
  estimated_delivery_at: null,
  city: null,
  country: "IT",
});

/** Shopify's own answer about #1043, as the Admin API gives it. */
export function asItStands(particulars: object = {}) {
  const money = { shopMoney: { amount: "49.90" } };
  return {
    id: `gid://shopify/Order/${orderId}`,
    name: "#1043",
    email: "marta@example.com",
    phone: null,
    createdAt: "2026-06-12T09:00:00Z",
    processedAt: "2026-06-12T09:00:00Z",
    updatedAt: "2026-06-12T09:00:05Z",
    cancelledAt: null,
    test: false,
    customerLocale: "it-IT",
    currencyCode: "EUR",
    customerAcceptsMarketing: true,
    requiresShipping: true,
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: "UNFULFILLED",
    tags: [],
    checkoutToken: "checkout-1043",
    statusPageUrl: null,
    subtotalLineItemsQuantity: 1,
    totalPriceSet: money,
    customAttributes: [],
    customer: null,
    shippingAddress: null,
    billingAddress: null,
    shippingLine: null,
    fulfillments: [],
    fulfillmentOrders: { nodes: [] },
    refunds: [],
    lineItems: {
      nodes: [
        {
          id: "gid://shopify/LineItem/88001",
          title: "Vaso Alba",
          sku: "VASO-ALBA",
          quantity: 1,
          product: { id: "gid://shopify/Product/7701" },
          variant: { id: "gid://shopify/ProductVariant/4401" },
        },
      ],
      pageInfo: { hasNextPage: false },
    },
    ...particulars,
  };
}
