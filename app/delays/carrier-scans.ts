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

/** Whether the scan shows the parcel on its way to her and not in trouble. */
export function isMovement(scan: CarrierScan): boolean {
  return movingStatuses.has(scan.status) && !isComingBack(scan);
}

/**
 * Carriers have no status for a parcel that goes back, only free text, which any status may carry; these are the words
 * for it in the languages they write. What they say of a parcel that would go back, or waits for her, is no such thing.
 */
export function isComingBack({ status, message }: Pick<CarrierScan, "status" | "message">): boolean {
  if (message === null || status === "ready_for_pickup") return false;
  return returnWords.test(message) && !/\b(?:will|would|if|unless|after|se|sarà|dopo)\b/i.test(message);
}

const returnWords =
  /\breturn(?:ed|ing)? (?:back )?to (?:the )?(?:sender|shipper|merchant)|\bal mittente\b|an (?:den )?absender zurück|zurück an (?:den )?absender|retour(?:n[ée])? à l['’]exp[ée]diteur|al remitente|ao remetente|retour (?:naar )?afzender/i;

/** The carrier's newest guess and when it was given, whatever kind of scan carried it. */
export function newestEta(scans: CarrierScan[]): { etaAt: Date; givenAt: Date } | null {
  const last = scans
    .filter((scan) => scan.etaAt !== null)
    .sort(byTime)
    .at(-1);
  return last?.etaAt ? { etaAt: last.etaAt, givenAt: last.happenedAt } : null;
}
