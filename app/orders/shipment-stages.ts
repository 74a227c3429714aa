/** Stages that only happen once the carrier holds the parcel. */
export const carriedStages = [
  "carrier_picked_up",
  "in_transit",
  "delayed",
  "out_for_delivery",
  "attempted_delivery",
  "ready_for_pickup",
  "failure",
  "delivered",
] as const;

/** Shopify's FulfillmentEventStatus, as scans are kept. The first three only say that the carrier was told of a parcel. */
export const shipmentStages = ["label_purchased", "label_printed", "confirmed", ...carriedStages] as const;

export const handedOverStages: ReadonlySet<string> = new Set(carriedStages);
