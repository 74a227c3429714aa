import { z } from "zod";

// Shopify's webhook payloads, API 2026-07: only what we read, everything else is let through unread.

const digits = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d+$/, "is not a numeric id"));

const gidTail = z
  .string()
  .regex(/^gid:\/\/shopify\/\w+\/\d+$/)
  .transform((gid) => gid.slice(gid.lastIndexOf("/") + 1));

export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const text = z
  .string()
  .trim()
  .transform((value) => value || null)
  .nullish()
  .transform((value) => value ?? null);
const whenever = instant.nullish().transform((value) => value ?? null);

/** A resource's id: Shopify rounds nothing in its gid, so that is the one to trust. */
const identified = { id: digits, admin_graphql_api_id: gidTail.optional() };
export const idOf = (resource: { id: string; admin_graphql_api_id?: string | undefined }): string =>
  resource.admin_graphql_api_id ?? resource.id;

const person = z.object({ first_name: text, last_name: text, name: text, phone: text });
const address = person.extend({ country_code: text, province_code: text, city: text, zip: text });

const money = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/));

const fulfillment = z.object({
  ...identified,
  order_id: digits,
  name: text,
  status: z.string().default("success"),
  created_at: instant,
  updated_at: instant,
  tracking_company: text,
  tracking_number: text,
  tracking_url: text,
  shipment_status: text,
  location_id: digits.nullish(),
  // What cannot be read of its lines takes no parcel away.
  line_items: z.array(z.object({ requires_shipping: z.boolean() })).catch([]),
});

const refund = z.object({
  ...identified,
  order_id: digits,
  created_at: instant,
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), amount: money })).default([]),
});

const orderLine = z.object({
  id: digits.optional(),
  product_id: digits.nullish(),
  variant_id: digits.nullish(),
  title: text,
  sku: text,
  quantity: z.number().int(),
  requires_shipping: z.boolean().default(true),
});

export const payloads = {
  order: z.object({
    ...identified,
    name: z.string(),
    email: text,
    contact_email: text,
    phone: text,
    created_at: instant,
    processed_at: whenever,
    updated_at: instant,
    cancelled_at: whenever,
    financial_status: text,
    fulfillment_status: z.enum(["partial", "fulfilled", "restocked"]).nullish().catch(null),
    test: z.boolean().default(false),
    customer: person
      .extend({ ...identified, email: text, orders_count: z.number().int().nullish() })
      .nullish(),
    billing_address: person.nullish(),
    shipping_address: address.nullish(),
    customer_locale: text,
    currency: z.string(),
    total_price: money,
    checkout_token: text,
    order_status_url: text,
    tags: z.string().default(""),
    buyer_accepts_marketing: z.boolean().nullish(),
    note_attributes: z.array(z.object({ name: z.string(), value: z.coerce.string() })).default([]),
    shipping_lines: z.array(z.object({ title: text })).default([]),
    line_items: z.array(orderLine).default([]),
    fulfillments: z.array(fulfillment).default([]),
    refunds: z.array(refund).default([]),
  }),
  deleted: z.object(identified),
  fulfillment,
  fulfillmentEvent: z.object({
    ...identified,
    fulfillment_id: digits,
    order_id: digits,
    status: z.string(),
    happened_at: instant,
    estimated_delivery_at: whenever,
    message: text,
    city: text,
    country: text,
  }),
  refund,
  return: z
    .object({
      ...identified,
      status: z.enum(["requested", "open", "closed", "declined", "canceled"]),
      order: z.object(identified).optional(),
      order_id: digits.optional(),
      return_line_items: z.array(z.object({ return_reason: text })).nullish(),
    })
    .refine((value) => value.order !== undefined || value.order_id !== undefined, "names no order"),
  customer: z.object({
    ...identified,
    email: text,
    phone: text,
    first_name: text,
    last_name: text,
    locale: text,
    tags: z.string().optional(),
    updated_at: instant,
  }),
  emailConsent: z.object({
    customer_id: digits,
    email_marketing_consent: z
      .object({ state: z.string().nullable(), consent_updated_at: whenever })
      .nullable(),
  }),
  smsConsent: z.object({
    ...identified,
    sms_marketing_consent: z
      .object({ state: z.string().nullable(), consent_updated_at: whenever })
      .nullable(),
  }),
  purchases: z.object({
    customerId: gidTail,
    numberOfOrders: z.coerce.number().int(),
    amountSpent: z.object({ amount: money }),
  }),
  merge: z.object({
    admin_graphql_api_customer_kept_id: gidTail,
    admin_graphql_api_customer_deleted_id: gidTail,
    status: z.string(),
  }),
  redactCustomer: z.object({
    customer: z.object({ id: digits.optional(), email: text, phone: text }),
    orders_to_redact: z.array(digits).default([]),
  }),
  dataRequest: z.object({
    customer: z.object({ id: digits.optional(), email: text }),
    orders_requested: z.array(digits).default([]),
    data_request: z.object({ id: digits }),
  }),
  scopes: z.object({ previous: z.array(z.string()).default([]), current: z.array(z.string()) }),
  anything: z.object({}),
} as const;

export type OrderPayload = z.output<typeof payloads.order>;
export type FulfillmentPayload = z.output<typeof fulfillment>;
export type RefundPayload = z.output<typeof refund>;
