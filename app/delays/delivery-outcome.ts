import { isFailedAttempt } from "~/orders/shipment-record";
import { dayMs } from "~/platform/durations";
import type { BusinessCalendar } from "~/promises/business-calendar";
import { promiseEndsAt, type DeliveryPromise } from "~/promises/delivery-promise";
import { localDateOf } from "~/promises/local-dates";
import { latenessOf } from "./lateness";

/** What became of an order's original promise, as far as is known now. */
export interface OutcomeOfPromise {
  promisedOn: string;
  country: string;
  carrier: string;
  /** The location that packed it; "" where it is not known. */
  originId: string;
  arrivedOn: string | null;
  /** Signed business days; null while a parcel is under way. 0 and less kept the promise. */
  lateness: number | null;
  inFull: boolean;
  /** The carrier tried a parcel of it in vain, as far as the scans say. */
  failedAttempt: boolean;
  noticedAt: Date | null;
  /** Whole days between the first notice and the end of the promised day; negative when it came after. */
  leadDays: number | null;
}

export interface OutcomeFacts {
  order: {
    countryCode: string | null;
    test: boolean;
    imported: boolean;
    requiresShipping: boolean;
    cancelledAt: Date | null;
    deletedAt: Date | null;
    fullyRefundedAt: Date | null;
    fulfillmentStatus: string | null;
  };
  promise: Pick<DeliveryPromise, "earliestOn" | "latestOn" | "timeZone"> | null;
  /** In the order of their labels. */
  shipments: ReadonlyArray<SentParcel>;
  /** Without those taken back. */
  scans: ReadonlyArray<{ shipmentId: string; status: string; happenedAt: Date }>;
  /** When the first delay notice went out. */
  noticedAt: Date | null;
  /** When something of the order was first refunded. */
  refundedAt: Date | null;
  calendar: BusinessCalendar;
}

interface SentParcel {
  id: string;
  status: string;
  carrier: string | null;
  originId: string | null;
  deliveredAt: Date | null;
}

const deadStatuses: readonly string[] = ["cancelled", "error", "failure"];

/**
 * On time is judged by the last of the parcels sent, against the promise made at the purchase. In full: everything
 * ordered was sent and nothing refunded before it arrived. Null for orders that are no test of a promise: none was
 * made, nothing is shipped, or the order was taken back before it arrived.
 */
export function outcomeOf(facts: OutcomeFacts): OutcomeOfPromise | null {
  const { order, promise, noticedAt, calendar } = facts;
  if (!promise || !order.requiresShipping || order.test || order.imported) return null;
  if (order.cancelledAt || order.deletedAt) return null;
  const sent = facts.shipments.filter(({ status }) => !deadStatuses.includes(status));
  const arrivedAt = sent.length === 0 ? null : lastOf(sent.map(({ deliveredAt }) => deliveredAt));
  if (order.fullyRefundedAt && !arrivedAt) return null;
  const isWhole = facts.refundedAt === null || (arrivedAt !== null && facts.refundedAt > arrivedAt);
  return {
    promisedOn: promise.latestOn,
    country: order.countryCode ?? "",
    carrier: sent.find(({ carrier }) => carrier)?.carrier ?? "",
    originId: sent.find(({ originId }) => originId)?.originId ?? "",
    arrivedOn: arrivedAt && localDateOf(arrivedAt, promise.timeZone),
    lateness: arrivedAt && latenessOf(promise, { arrivedAt, calendar, now: arrivedAt }),
    inFull: arrivedAt !== null && order.fulfillmentStatus === "fulfilled" && isWhole,
    failedAttempt: sent.some((parcel) => wasTriedInVain(parcel, facts.scans)),
    noticedAt,
    leadDays: noticedAt && Math.floor((promiseEndsAt(promise).getTime() - noticedAt.getTime()) / dayMs),
  };
}

/** A scan that says so counts while the parcel had not arrived: what a carrier tidies up afterwards tells nothing. */
function wasTriedInVain({ id, deliveredAt }: SentParcel, scans: OutcomeFacts["scans"]): boolean {
  return scans.some(
    ({ shipmentId, status, happenedAt }) =>
      shipmentId === id && isFailedAttempt(status) && (deliveredAt === null || happenedAt < deliveredAt),
  );
}

/** The latest of all; null when one is missing. */
function lastOf(instants: Array<Date | null>): Date | null {
  return instants.reduce((last, instant) =>
    last === null || instant === null ? null : instant > last ? instant : last,
  );
}

/** How an outcome is counted: what is not known yet stands at zero, and what is beyond all sense at its edge. */
export interface OutcomeCell {
  promisedOn: string;
  country: string;
  carrier: string;
  originId: string;
  arrived: boolean;
  lateness: number;
  inFull: boolean;
  failedAttempt: boolean;
  noticed: boolean;
  leadDays: number;
}

const edges = { lateness: 30, leadDays: 30 };
const within = (value: number | null, edge: number): number => Math.max(-edge, Math.min(edge, value ?? 0));

/** The cell of the sums an outcome is counted in; more than thirty days late, early or ahead count as thirty. */
export function cellOf(outcome: OutcomeOfPromise): OutcomeCell {
  const { promisedOn, country, carrier, originId, lateness, inFull, failedAttempt, noticedAt, leadDays } =
    outcome;
  return {
    promisedOn,
    country,
    carrier,
    originId,
    arrived: lateness !== null,
    lateness: within(lateness, edges.lateness),
    inFull,
    failedAttempt,
    noticed: noticedAt !== null,
    leadDays: within(leadDays, edges.leadDays),
  };
}
