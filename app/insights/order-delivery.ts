import { stillAhead } from "~/delays/expected-range";
import { latenessOf } from "~/delays/lateness";
import type { BusinessCalendar } from "~/promises/business-calendar";
import { fromDateColumn, localDateOf } from "~/promises/local-dates";

// What became of the promise made with one order, from its records. Several parcels count as one delivery:
// it has arrived when the last of them has.

export interface PromiseRow {
  sequence: number;
  earliestOn: Date;
  latestOn: Date;
  source: string;
  timeZone: string;
  shipBy: Date | null;
  madeAt: Date;
}

/** What a page shows of a parcel. */
export type ShownParcel = Pick<ParcelRow, "carrier" | "trackingNumber" | "trackingUrl" | "stage">;

export interface ParcelRow {
  status: string;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  stage: string | null;
  stageAt: Date | null;
  etaAt: Date | null;
}

export interface DateRange {
  earliestOn: string;
  latestOn: string;
}

export interface OrderDelivery {
  /** The original promise; null when none was made. */
  promised: DateRange | null;
  /** A revised promise, else the carrier's guess where it differs; null once arrived, or once its last day is over. */
  expected: DateRange | null;
  /** Local date of the last parcel's arrival; null while any is still travelling. */
  arrivedOn: string | null;
  /** Business days, signed; counted to now while it has not arrived. Null without a promise. */
  lateness: number | null;
  /** The parcel to look at: the one that moved last. */
  parcel: ShownParcel | null;
}

// A cancelled label is no parcel: the goods travel on another one.
const deadStatuses: readonly string[] = ["cancelled", "error", "failure"];

/** What was promised, what is expected, and how late it is, over all parcels of the order: by her days and her clock. */
export function orderDelivery(
  { promises, parcels, allShipped }: { promises: PromiseRow[]; parcels: ParcelRow[]; allShipped: boolean },
  where: { calendar: BusinessCalendar; timeZone: string },
  now: Date,
): OrderDelivery {
  const original = promises.find((promise) => promise.sequence === 0) ?? null;
  const newest = promises.reduce<PromiseRow | null>(
    (last, promise) => (last && last.sequence > promise.sequence ? last : promise),
    null,
  );
  const alive = parcels.filter((parcel) => !deadStatuses.includes(parcel.status));
  const timeZone = original?.timeZone ?? where.timeZone;
  const arrivedAt = allShipped && alive.length > 0 ? lastOf(alive.map((parcel) => parcel.deliveredAt)) : null;
  const arrivedOn = arrivedAt && localDateOf(arrivedAt, timeZone);
  const promised = original && rangeOf(original);
  const parcel =
    [...alive].sort((a, b) => (b.stageAt?.getTime() ?? 0) - (a.stageAt?.getTime() ?? 0))[0] ?? null;
  const named = newest && newest.sequence > 0 ? rangeOf(newest) : etaOf(parcel, timeZone);
  return {
    promised,
    expected: arrivedOn ? null : stillAhead(named, localDateOf(now, timeZone)),
    arrivedOn,
    lateness: latenessOf(promised && { ...promised, timeZone }, { arrivedAt, calendar: where.calendar, now }),
    parcel: parcel && shownOf(parcel),
  };
}

function shownOf({ carrier, trackingNumber, trackingUrl, stage }: ParcelRow): ShownParcel {
  return { carrier, trackingNumber, trackingUrl, stage };
}

/** The latest of all; null when one is missing. */
function lastOf(instants: Array<Date | null>): Date | null {
  return instants.reduce((last, instant) =>
    last === null || instant === null ? null : instant > last ? instant : last,
  );
}

function rangeOf(promise: PromiseRow): DateRange {
  return { earliestOn: fromDateColumn(promise.earliestOn), latestOn: fromDateColumn(promise.latestOn) };
}

function etaOf(parcel: ParcelRow | null, timeZone: string): DateRange | null {
  if (!parcel?.etaAt) return null;
  const on = localDateOf(parcel.etaAt, timeZone);
  return { earliestOn: on, latestOn: on };
}
