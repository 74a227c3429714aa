import type { DateRange, DelayCause } from "~/messages/message-values";
import {
  addBusinessDays,
  businessDayFrom,
  businessDaysBetween,
  deliveryCalendar,
  shopCalendar,
} from "~/promises/business-calendar";
import { laterOf, localDateOf } from "~/promises/local-dates";
import { carrierScansOf, newestEta } from "./carrier-scans";
import { destinationDays, type DeliveryFacts, type Road } from "./delivery-facts";

/** Of a parcel on its way back to the shop no date is known. */
type Dated = Exclude<DelayCause, "coming_back">;

/**
 * Dates further apart than this help nobody to be at home; a parcel they are said of may well never come. Two weeks of
 * business days; our choice.
 */
const mostDaysApart = 10;

/**
 * The dates a notice gives her instead of the promised ones, in her own days. The carrier's ETA when it is
 * still ahead and not made stale by what went wrong since; else the promise moved by what we have seen, and
 * never sooner than 1-2 business days from now, because tomorrow is the soonest a parcel in trouble comes.
 * Null where the dates would lie too far apart: then the words say that there is no new date yet.
 */
export function expectedRange(facts: DeliveryFacts, cause: DelayCause, now: Date): DateRange | null {
  if (cause === "coming_back") return null;
  return rangeByEta(facts, { isDoubted: isAboutPromise(cause), now }) ?? rangeWithoutEta(facts, cause, now);
}

/**
 * The dates an update gives her: what the carrier has said since the message of `toldAt`, what she was told while that
 * still holds, else a new range, where there is one.
 */
export function updatedRange(
  facts: DeliveryFacts,
  cause: DelayCause,
  { now, toldAt }: { now: Date; toldAt: Date | null },
): DateRange | null {
  if (cause === "coming_back") return null;
  const today = localDateOf(now, facts.road.timeZone);
  const isAhead = facts.told !== null && facts.told.latestOn > today;
  const eta = facts.parcel && newestEta(facts.parcel.scans);
  const isOld = eta !== null && toldAt !== null && eta.givenAt <= toldAt;
  return (
    rangeByEta(facts, { isDoubted: isOld && isAboutPromise(cause), now }) ??
    (isAhead && facts.told ? facts.told : rangeWithoutEta(facts, cause, now))
  );
}

/** What is left of dates fixed earlier; once the last of them has passed they are no news. */
export function stillAhead(range: DateRange | null, today: string): DateRange | null {
  if (range === null || range.latestOn < today) return null;
  return { earliestOn: laterOf(range.earliestOn, today), latestOn: range.latestOn };
}

function rangeWithoutEta(facts: DeliveryFacts, cause: Dated, now: Date): DateRange | null {
  const range = rangeByForecast(facts, cause);
  if (range === null) return rangeByLateness(facts, cause, now);
  return canBeNamed(range, facts.road) ? range : null;
}

/** Whether dates lie close enough together to tell them to anybody. */
export function canBeNamed({ earliestOn, latestOn }: DateRange, road: Road): boolean {
  // Asked of every line of a list: months are not gone through day by day.
  return latestOn < addBusinessDays(earliestOn, mostDaysApart + 1, destinationDays(road).calendar);
}

/**
 * From the ETA's day to the business day after it, one day of slack for a date that has already moved. An ETA
 * after the promise is believed while it lies ahead; one within it only as the carrier's last word, and not where
 * the notice says that it will not come in time.
 */
function rangeByEta(
  { parcel, road, promise }: DeliveryFacts,
  { isDoubted, now }: { isDoubted: boolean; now: Date },
): DateRange | null {
  const eta = parcel && newestEta(parcel.scans);
  if (!parcel || !eta) return null;
  const etaOn = localDateOf(eta.etaAt, road.timeZone);
  if (etaOn < localDateOf(now, road.timeZone)) return null;
  const last = carrierScansOf(parcel.scans).at(-1);
  const isLastWord = last === undefined || last.happenedAt <= eta.givenAt;
  const isPastPromise = promise === null || etaOn > promise.latestOn;
  if (!isPastPromise && (isDoubted || !isLastWord)) return null;
  const earliestOn = businessDayFrom(etaOn, deliveryCalendar(road.destinationCountry));
  return { earliestOn, latestOn: addBusinessDays(earliestOn, 1, destinationDays(road).calendar) };
}

/**
 * Where the shop knows the road, its own history gives the dates of a parcel that is slow without a reason: the
 * middle three of five cases, from the first business day after the promise, because that is what the notice is
 * about. Where something is known to have gone wrong the history of ordinary parcels is no guide.
 */
function rangeByForecast({ forecast, promise, road }: DeliveryFacts, cause: Dated): DateRange | null {
  const isOnlyOver = cause === "promise_passed" && forecast?.reasons.speaks === "lane";
  if (!forecast || !promise || !(isSlow(cause) || isOnlyOver)) return null;
  const { calendar } = destinationDays(road);
  const today = localDateOf(forecast.askedAt, road.timeZone);
  const soonest = addBusinessDays(laterOf(promise.latestOn, today), 1, calendar);
  const earliestOn = businessDayFrom(laterOf(forecast.arrival.p20On, soonest), calendar);
  const latestOn = businessDayFrom(
    laterOf(forecast.arrival.p80On, addBusinessDays(earliestOn, 1, calendar)),
    calendar,
  );
  return { earliestOn, latestOn };
}

/** Late by what its road says, and not by anything that was seen to go wrong. */
function isSlow(cause: Dated): boolean {
  return cause === "slow_on_its_way" || cause === "slow_to_leave";
}

function rangeByLateness(facts: DeliveryFacts, cause: Dated, now: Date): DateRange {
  const { calendar } = destinationDays(facts.road);
  const today = localDateOf(now, facts.road.timeZone);
  const [least, most] = businessDaysLate(facts, cause, now);
  const soonest = addBusinessDays(today, 1, calendar);
  // Where nothing was promised there is nothing to move: days are counted from today.
  const from = isAboutPromise(cause) ? (facts.promise?.latestOn ?? today) : today;
  const earliestOn = laterOf(addBusinessDays(from, least, calendar), soonest);
  const latestOn = laterOf(addBusinessDays(from, most, calendar), addBusinessDays(earliestOn, 1, calendar));
  return { earliestOn, latestOn };
}

/** After a failed attempt the carrier comes again within days, whatever was promised; all else is told of the promise. */
function isAboutPromise(cause: Dated): boolean {
  return cause !== "attempt_failed" && cause !== "address_problem";
}

/** How many business days later than the last promised day it typically comes, least and most. */
function businessDaysLate(facts: DeliveryFacts, cause: Dated, now: Date): [number, number] {
  switch (cause) {
    case "unshipped": {
      // A day not shipped is a day later at the door; it leaves today at the soonest, tomorrow more likely.
      const late = unshippedDays(facts, now);
      return [late, late + 1];
    }
    case "no_first_scan":
    case "no_scan":
      // A scan a day is usual, so the first quiet day cost nothing.
      return [1, Math.max(2, quietBusinessDays(facts, now) - 1)];
    case "promise_passed": {
      const unshipped = facts.parcel === null ? unshippedDays(facts, now) : 0;
      return [Math.max(1, unshipped), Math.max(2, unshipped + 1)];
    }
    case "address_problem":
      // She has to answer first.
      return [2, 4];
    case "carrier_reported":
    case "attempt_failed":
    case "eta_moved":
    case "slow_to_leave":
    case "slow_on_its_way":
      return [1, 2];
  }
}

function unshippedDays({ promise, road }: DeliveryFacts, now: Date): number {
  const { rules } = road;
  if (!promise?.shipBy) return 1;
  const [shipByOn, today] = [localDateOf(promise.shipBy, rules.timeZone), localDateOf(now, rules.timeZone)];
  return Math.max(1, businessDaysBetween(shipByOn, today, shopCalendar(rules)));
}

function quietBusinessDays({ parcel, road }: DeliveryFacts, now: Date): number {
  if (!parcel) return 0;
  const { calendar, timeZone } = destinationDays(road);
  return businessDaysBetween(localDateOf(lastSignAt(parcel), timeZone), localDateOf(now, timeZone), calendar);
}

/** The last time anybody said anything of a parcel: its last scan, or the label. */
export function lastSignAt(parcel: NonNullable<DeliveryFacts["parcel"]>): Date {
  return carrierScansOf(parcel.scans).at(-1)?.happenedAt ?? parcel.createdAt;
}

/** Business days an expected range lies after the latest promised day, least and most; null without a promise. */
export function daysLate(
  { promise, road }: Pick<DeliveryFacts, "promise" | "road">,
  expected: DateRange,
): { min: number; max: number } | null {
  if (promise === null) return null;
  const { calendar } = destinationDays(road);
  const late = (on: string) => Math.max(0, businessDaysBetween(promise.latestOn, on, calendar));
  return { min: late(expected.earliestOn), max: late(expected.latestOn) };
}
