/** Every topic the app acts on, as Shopify spells it. `shopify.app.toml` subscribes to exactly these (tested). */
export const handledTopics = [
  "orders/create",
  "orders/updated",
  "orders/paid",
  "orders/fulfilled",
  "orders/partially_fulfilled",
  "orders/cancelled",
  "orders/edited",
  "orders/delete",
  "fulfillments/create",
  "fulfillments/update",
  "fulfillment_events/create",
  "fulfillment_events/delete",
  "refunds/create",
  "returns/request",
  "returns/approve",
  "returns/close",
  "returns/cancel",
  "returns/update",
  "customers/create",
  "customers/update",
  "customers/delete",
  "customers/merge",
  "customers/purchasing_summary",
  "customers_email_marketing_consent/update",
  "customers_marketing_consent/update",
  "app/uninstalled",
  "app/scopes_update",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
] as const;

export type HandledTopic = (typeof handledTopics)[number];

/** Whether we know what to do with a topic; others are kept as unreadable. */
export const isHandledTopic = (topic: string): topic is HandledTopic =>
  (handledTopics as readonly string[]).includes(topic);
