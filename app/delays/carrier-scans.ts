import { byTime } from "~/orders/shipment-record";
import { handedOverStages } from "~/orders/shipment-stages";

/** One carrier scan, as far as delays read it. Status is FulfillmentEventStatus in lower case. */
export interface CarrierScan {
  id: string;
  status: string;
  happenedAt: Date;
  etaAt: Date | null;
  message: string | null;
}

const movingStatuses: ReadonlySet<string> = new Set([
  "carrier_picked_up",
  "in_transit",
  "out_for_delivery",
  "ready_for_pickup",
]);

/** The scans that prove the carrier has the parcel, in the order they happened; a scan told twice counts once. */
export function carrierScansOf(scans: CarrierScan[]): CarrierScan[] {
  const known = new Map(
    scans.filter((scan) => handedOverStages.has(scan.status)).map((scan) => [scan.id, scan]),
  );
  return [...known.values()].sort(byTime);
}

/** Whether the scan shows the parcel on its way and not in trouble. */
export function isMovement(scan: CarrierScan): boolean {
  return movingStatuses.has(scan.status);
}

/** The carrier's newest guess and when it was given, whatever kind of scan carried it. */
export function newestEta(scans: CarrierScan[]): { etaAt: Date; givenAt: Date } | null {
  const last = scans
    .filter((scan) => scan.etaAt !== null)
    .sort(byTime)
    .at(-1);
  return last?.etaAt ? { etaAt: last.etaAt, givenAt: last.happenedAt } : null;
}
