import { dayMs, minuteMs } from "~/platform/durations";
import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointKind } from "./touchpoint-kinds";

// Which contacts an order deserves, from what is known of it now. Asked again after every piece of news:
// the answer is a function of the records, so the order in which they came does not matter.

export interface PlannableOrder {
  placedAt: Date;
  paidAt: Date | null;
  cancelledAt: Date | null;
  fullyRefundedAt: Date | null;
  deletedAt: Date | null;
  test: boolean;
  imported: boolean;
  requiresShipping: boolean;
  fulfillmentStatus: string | null;
  countryCode: string | null;
}

export interface PlannableShipment {
  id: string;
  status: string;
  createdAt: Date;
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  stage: string | null;
  stageAt: Date | null;
}

export interface PlannedTouchpoint {
  kind: TouchpointKind;
  /** The parcel it is about; null for the order as a whole. */
  shipmentId: string | null;
  step: number;
  channel: "email" | "thank_you_page";
  dueAt: Date;
}

/** Why an order gets no touchpoints at all. */
export type NotLookedAfter =
  "not_live" | "placed_before_live" | "imported" | "test_order" | "cancelled" | "order_deleted";

export type TouchpointPlan =
  | { outcome: "looked_after"; touchpoints: PlannedTouchpoint[] }
  | { outcome: "not_looked_after"; reason: NotLookedAfter };

// A shopper comes back to the thank-you page within a day or never; then the question on it has lapsed.
const pageQuestionLapsesMs = dayMs;

// A parcel with scans and no delivery scan is on its way or lost; asking "how was it?" needs an arrival.
const waitForArrivalDays = 60;

interface PlanFacts {
  order: PlannableOrder;
  shipments: PlannableShipment[];
  settings: ShopSettings;
  liveAt: Date | null;
}

export function planTouchpoints({ order, shipments, settings, liveAt }: PlanFacts): TouchpointPlan {
  const reason = notLookedAfter(order, liveAt);
  if (reason) return { outcome: "not_looked_after", reason };
  const touchpoints: PlannedTouchpoint[] = [];
  const { thank_you_note, nps_survey } = settings.touchpoints;
  if (order.paidAt) {
    const dueAt = new Date(order.paidAt.getTime() + thank_you_note.afterMinutes * minuteMs);
    touchpoints.push({ kind: "thank_you_note", shipmentId: null, step: 0, channel: "email", dueAt });
  }
  if (nps_survey.enabled) {
    const dueAt = new Date(order.placedAt.getTime() + pageQuestionLapsesMs);
    touchpoints.push({ kind: "nps_survey", shipmentId: null, step: 0, channel: "thank_you_page", dueAt });
  }
  const invitationDueAt = invitationDue(order, shipments, settings);
  if (invitationDueAt) {
    touchpoints.push({
      kind: "feedback_invitation",
      shipmentId: null,
      step: 0,
      channel: "email",
      dueAt: invitationDueAt,
    });
  }
  const followUpDueAt = followUpDue(order, shipments, settings);
  if (followUpDueAt) {
    const planned = { kind: "product_follow_up", shipmentId: null, step: 0, channel: "email" } as const;
    touchpoints.push({ ...planned, dueAt: followUpDueAt });
  }
  if (settings.touchpoints.arrival_notice.enabled) touchpoints.push(...arrivalNotices(shipments));
  return { outcome: "looked_after", touchpoints };
}

/** Going live never touches orders placed before it; test, imported, cancelled and deleted orders get nothing. */
export function notLookedAfter(order: PlannableOrder, liveAt: Date | null): NotLookedAfter | null {
  if (!liveAt) return "not_live";
  if (order.placedAt < liveAt) return "placed_before_live";
  if (order.imported) return "imported";
  if (order.test) return "test_order";
  if (order.deletedAt) return "order_deleted";
  if (order.cancelledAt) return "cancelled";
  return null;
}

/** One for every parcel the courier has on board today. */
function arrivalNotices(shipments: PlannableShipment[]): PlannedTouchpoint[] {
  return shipments
    .filter(isOutForDelivery)
    .flatMap(({ id: shipmentId, stageAt: dueAt }) =>
      dueAt ? [{ kind: "arrival_notice", shipmentId, step: 0, channel: "email", dueAt }] : [],
    );
}

/** On the courier's van, as far as the last scan tells. */
export const isOutForDelivery = (
  shipment: Pick<PlannableShipment, "status" | "stage" | "deliveredAt">,
): boolean => isSent(shipment) && shipment.stage === "out_for_delivery" && shipment.deliveredAt === null;

/**
 * After the last parcel of the order arrived. Where no carrier ever scanned a parcel, a fixed time after
 * shipping stands in for the arrival; where one did, its delivery scan is waited for.
 */
function invitationDue(
  order: PlannableOrder,
  shipments: PlannableShipment[],
  settings: ShopSettings,
): Date | null {
  const rules = settings.touchpoints.feedback_invitation;
  const sent = shipments.filter((shipment) => isSent(shipment));
  if (!order.requiresShipping || order.fulfillmentStatus !== "fulfilled" || sent.length === 0) return null;
  const domestic = order.countryCode === null || order.countryCode === settings.promiseRules.originCountry;
  const withoutScans = domestic ? rules.afterShippingDomesticDays : rules.afterShippingInternationalDays;
  const dueTimes = sent.map((shipment) => {
    if (shipment.deliveredAt) return shipment.deliveredAt.getTime() + rules.afterDeliveryDays * dayMs;
    const waitDays = isScanned(shipment) ? waitForArrivalDays : withoutScans;
    return (shipment.handedOverAt ?? shipment.createdAt).getTime() + waitDays * dayMs;
  });
  return new Date(Math.max(...dueTimes));
}

/** Counted from the last parcel's delivery scan: without one nobody knows whether she has anything to get on with. */
function followUpDue(
  order: PlannableOrder,
  shipments: PlannableShipment[],
  { touchpoints }: ShopSettings,
): Date | null {
  const { enabled, afterDeliveryDays } = touchpoints.product_follow_up;
  const arrivals = shipments.filter(isSent).map(({ deliveredAt }) => deliveredAt?.getTime() ?? null);
  if (!enabled || order.fulfillmentStatus !== "fulfilled" || arrivals.length === 0) return null;
  const known = arrivals.filter((at) => at !== null);
  return known.length < arrivals.length ? null : new Date(Math.max(...known) + afterDeliveryDays * dayMs);
}

const deadStatuses: ReadonlySet<string> = new Set(["cancelled", "error", "failure"]);
export const isSent = (shipment: { status: string }): boolean => !deadStatuses.has(shipment.status);

const labelStages: ReadonlySet<string> = new Set(["label_purchased", "label_printed"]);
const isScanned = (shipment: PlannableShipment): boolean =>
  shipment.stage !== null && !labelStages.has(shipment.stage);

/** Every parcel of the order is known to have arrived, or no carrier would ever tell us. */
export function mayHaveArrived(shipments: PlannableShipment[]): boolean {
  return shipments.filter(isSent).every((shipment) => shipment.deliveredAt !== null || !isScanned(shipment));
}
