import type { Shipment } from "~/platform/prisma/client";

/** The line of steps every shopper sees, from buying to holding it. */
export const deliverySteps = ["ordered", "prepared", "on_its_way", "out_for_delivery", "arrived"] as const;
export type DeliveryStep = (typeof deliverySteps)[number];

/** Where a parcel is, in the few words a shopper has for it. */
export type Whereabouts = DeliveryStep | "attempt_failed" | "ready_for_pickup" | "undeliverable";

/** Everything the words about one parcel are chosen from. */
export type ParcelSigns = Pick<Shipment, "stage" | "handedOverAt" | "deliveredAt" | "trackingNumber">;

/**
 * Where one parcel is. A label alone says "prepared"; without a tracking number nobody will ever scan it, and
 * what the shop calls sent is on its way.
 */
export function whereaboutsOf({
  stage,
  handedOverAt,
  deliveredAt,
  trackingNumber,
}: ParcelSigns): Whereabouts {
  if (deliveredAt !== null) return "arrived";
  switch (stage) {
    case "attempted_delivery":
      return "attempt_failed";
    case "ready_for_pickup":
      return "ready_for_pickup";
    case "out_for_delivery":
      return "out_for_delivery";
    case "failure":
      return "undeliverable";
    default:
      return handedOverAt !== null || trackingNumber === null ? "on_its_way" : "prepared";
  }
}

/** How far along the line that is. */
export function stepOf(whereabouts: Whereabouts): DeliveryStep {
  if (whereabouts === "attempt_failed" || whereabouts === "ready_for_pickup") return "out_for_delivery";
  return whereabouts === "undeliverable" ? "on_its_way" : whereabouts;
}

/**
 * Where an order of several parcels is: with the one furthest behind, because it has arrived when all of it has.
 * Without any parcel it is being prepared.
 */
export function furthestBehind(parcels: readonly Whereabouts[]): Whereabouts {
  return (
    parcels.reduce<Whereabouts | null>(
      (last, one) => (last === null || rankOf(one) < rankOf(last) ? one : last),
      null,
    ) ?? "ordered"
  );
}

const rankOf = (whereabouts: Whereabouts): number => deliverySteps.indexOf(stepOf(whereabouts));
