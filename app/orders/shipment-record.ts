import { handedOverStages } from "./shipment-stages";

// A shipment as its fulfillment and its carrier's scans tell it, in whatever order they arrive.

/** Whether a scan tells of an attempt in vain: the parcel will not come by itself any more. */
export const isFailedAttempt = (status: string): boolean =>
  status === "attempted_delivery" || status === "failure";

export interface ShipmentPicture {
  id: string;
  orderId: string;
  name: string | null;
  status: string;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  originId: string | null;
  createdAt: Date;
  reportedStage: string | null;
  /** When this picture proves it delivered: an upper bound. */
  deliveredBy: Date | null;
  changedAt: Date;
}

export interface ShipmentEventPicture {
  id: string;
  shipmentId: string;
  orderId: string;
  status: string;
  happenedAt: Date;
  etaAt: Date | null;
  message: string | null;
  city: string | null;
  country: string | null;
}

export interface Scan {
  id: string;
  status: string;
  happenedAt: Date;
  etaAt: Date | null;
}

export interface ShipmentFacts extends Omit<ShipmentPicture, "deliveredBy"> {
  reportedDeliveredAt: Date | null;
}

/** The newest picture wins; the earliest proof of delivery is kept. */
export function mergeShipment(known: ShipmentFacts | null, picture: ShipmentPicture): ShipmentFacts {
  const { deliveredBy, ...seen } = picture;
  if (!known) return { ...seen, reportedDeliveredAt: deliveredBy };
  const [newest, older] = picture.changedAt >= known.changedAt ? [seen, known] : [known, seen];
  const proofs = [known.reportedDeliveredAt, deliveredBy].filter((proof) => proof !== null);
  return {
    ...newest,
    originId: newest.originId ?? older.originId,
    reportedDeliveredAt: proofs.length === 0 ? null : new Date(Math.min(...proofs.map(Number))),
  };
}

export interface ShipmentProgress {
  stage: string | null;
  stageAt: Date | null;
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  etaAt: Date | null;
}

/**
 * Where the parcel is, by the scans' own times. A parcel that was delivered stays delivered, whatever
 * straggles in with a later clock; without any delivery scan the fulfillment's own word counts.
 */
export function progressOf(
  shipment: Pick<ShipmentFacts, "reportedStage" | "reportedDeliveredAt">,
  scans: Scan[],
): ShipmentProgress {
  const ordered = [...scans].sort(byTime);
  const delivered = ordered.find((scan) => scan.status === "delivered");
  const deliveredAt = delivered?.happenedAt ?? shipment.reportedDeliveredAt;
  const last = delivered ?? ordered.at(-1);
  const stage = deliveredAt ? "delivered" : (last?.status ?? shipment.reportedStage);
  return {
    stage,
    stageAt: deliveredAt ?? last?.happenedAt ?? null,
    handedOverAt: ordered.find((scan) => handedOverStages.has(scan.status))?.happenedAt ?? null,
    deliveredAt,
    etaAt: ordered.findLast((scan) => scan.etaAt !== null)?.etaAt ?? null,
  };
}

/** By the scan's own time; two of the same instant by Shopify's number, so that the order they are told in never matters. */
export function byTime(a: Pick<Scan, "id" | "happenedAt">, b: Pick<Scan, "id" | "happenedAt">): number {
  return a.happenedAt.getTime() - b.happenedAt.getTime() || compareIds(a.id, b.id);
}

const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
