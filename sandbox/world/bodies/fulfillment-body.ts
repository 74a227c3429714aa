import { inShopTime } from "../clockwork";
import { getOrder } from "../context";
import type { Fulfillment, FulfillmentEvent, WorldState } from "../records";
import { addressBody } from "./address-body";
import { lineBody } from "./line-body";

/** fulfillments/*: no delivered_at and no estimate in here, only shipment_status. */
export function fulfillmentBody(state: WorldState, fulfillment: Fulfillment): Record<string, unknown> {
  const { timeZone } = state.shop;
  const order = getOrder(state, fulfillment.orderId);
  const { trackingNumber, trackingUrl } = fulfillment;
  return {
    id: Number(fulfillment.id),
    order_id: Number(order.id),
    status: fulfillment.status,
    created_at: inShopTime(fulfillment.createdAt, timeZone),
    service: "manual",
    updated_at: inShopTime(fulfillment.updatedAt, timeZone),
    tracking_company: fulfillment.carrier,
    shipment_status: fulfillment.shipmentStatus,
    location_id: Number(fulfillment.locationId),
    origin_address: null,
    email: order.email,
    destination: order.shippingAddress ? addressBody(order.shippingAddress) : null,
    line_items: fulfillment.lines.flatMap(({ lineId, quantity }) => {
      const line = order.lines.find((candidate) => candidate.id === lineId);
      return line ? [{ ...lineBody(order, line), quantity }] : [];
    }),
    tracking_number: trackingNumber,
    tracking_numbers: trackingNumber === null ? [] : [trackingNumber],
    tracking_url: trackingUrl,
    tracking_urls: trackingUrl === null ? [] : [trackingUrl],
    receipt: {},
    name: fulfillment.name,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
  };
}

export function fulfillmentEventBody(state: WorldState, event: FulfillmentEvent): Record<string, unknown> {
  const { shop } = state;
  const created = inShopTime(event.createdAt, shop.timeZone);
  return {
    id: Number(event.id),
    fulfillment_id: Number(event.fulfillmentId),
    status: event.status,
    message: event.message,
    happened_at: inShopTime(event.happenedAt, shop.timeZone),
    city: event.city,
    province: null,
    country: event.countryCode,
    zip: event.zip,
    address1: null,
    latitude: null,
    longitude: null,
    shop_id: Number(shop.id),
    created_at: created,
    updated_at: created,
    estimated_delivery_at: event.estimatedDeliveryAt
      ? inShopTime(event.estimatedDeliveryAt, shop.timeZone)
      : null,
    order_id: Number(event.orderId),
    admin_graphql_api_id: `gid://shopify/FulfillmentEvent/${event.id}`,
  };
}
