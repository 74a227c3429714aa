/** One webhook Shopify owes the app: the body is fixed when the thing happens, however late it is delivered. */
export interface Emission {
  topic: string;
  /** Raw JSON, exactly what is signed and sent. */
  body: string;
  /** Shared by all deliveries of one action (X-Shopify-Event-Id). */
  eventId: string;
  webhookId: string;
  /** The numeric order id as text, null for what is not about one order. */
  orderId: string | null;
  triggeredAt: string;
}
