import { isFailedAttempt } from "~/orders/shipment-record";
import { addBusinessDaysTo, countryCalendar, shopCalendar } from "~/promises/business-calendar";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { instantOf, laterOf, localDateOf, plusDays } from "~/promises/local-dates";
import { carrierScansOf, isComingBack, newestEta } from "./carrier-scans";
import { isWorse, type DelayRules, type FoundDelay } from "./delay-kinds";
import {
  destinationDays,
  givenUpAt,
  latestKnownOn,
  type DeliveryFacts,
  type DeliveryForecast,
  type ParcelFacts,
} from "./delivery-facts";
import { forecastSpeaksFrom, isForecastDay, isPredictedLate } from "./predicted-late";

// "The morning after": early enough to come before her question, late enough to be read awake.
const OVERDUE_TIME = "08:00";

/** The worst kind of delay that holds now; null when nothing is wrong, it has arrived, or it is not watched. */
export function findDelay(facts: DeliveryFacts, rules: DelayRules, now: Date): FoundDelay | null {
  if (now >= givenUpAt(facts)) return null;
  const worst = possibleDelays(facts, rules)
    .filter((delay) => delay.since <= now)
    .reduce<FoundDelay | null>(
      (worse, delay) => (worse === null || isWorse(delay.kind, worse.kind) ? delay : worse),
      null,
    );
  // What is seen says more than what is likely: the forecast speaks where nothing else does.
  return worst ?? predictedLate(facts, rules);
}

/** Every kind that holds, or will from `since` on unless something happens first: what the next look waits for. */
export function possibleDelays(facts: DeliveryFacts, rules: DelayRules): FoundDelay[] {
  const { order, parcel } = facts;
  if (order.exemption !== null || parcel?.deliveredAt) return [];
  const possible = parcel
    ? [
        unscanned(facts, parcel, rules),
        stalled(facts, parcel, rules),
        trouble(parcel),
        etaPastPromise(facts, parcel),
      ]
    : [unshipped(facts, rules)];
  return [...possible, overdue(facts)].filter((delay) => delay !== null);
}

/**
 * Not handed over a business day (setting) after ship-by, never within 24 hours of the order or its payment.
 * An unpaid order is not late: nobody ships it.
 */
function unshipped({ order, promise, road }: DeliveryFacts, rules: DelayRules): FoundDelay | null {
  if (!promise?.shipBy || !order.paidAt) return null;
  const where = { calendar: shopCalendar(road.rules), timeZone: road.rules.timeZone };
  const graceEndsAt = addBusinessDaysTo(promise.shipBy, rules.unshippedGraceDays, where);
  return { kind: "unshipped", cause: "unshipped", since: laterOf(graceEndsAt, forecastSpeaksFrom(order)) };
}

/**
 * A label without a carrier scan for 3 business days (setting) of the origin. Only for a tracked parcel of a
 * carrier whose scans this shop has seen on other parcels: with the rest, no scan is the rule.
 */
function unscanned({ road }: DeliveryFacts, parcel: ParcelFacts, rules: DelayRules): FoundDelay | null {
  if (!parcel.tracked || !parcel.carrier.scans || carrierScansOf(parcel.scans).length > 0) return null;
  const where = { calendar: countryCalendar(road.rules.originCountry), timeZone: road.rules.timeZone };
  return {
    kind: "unscanned",
    cause: "no_first_scan",
    since: addBusinessDaysTo(parcel.createdAt, rules.unscannedDays, where),
  };
}

/**
 * No new scan for longer than such parcels are usually silent; while too few have told, for 3 business days (5
 * international; settings). Business days are the destination's. Needs a scan after the one of the hand-over: where
 * hand-over and arrival are all a carrier reports, silence between them is ordinary, and `overdue` speaks. A parcel
 * waiting at a pick-up point stands still because it is there.
 */
function stalled(
  { road, rhythm, silenceDays }: DeliveryFacts,
  parcel: ParcelFacts,
  rules: DelayRules,
): FoundDelay | null {
  const scans = carrierScansOf(parcel.scans);
  const last = scans.at(-1);
  if (last === undefined || scans.length < 2 || last.status === "ready_for_pickup") return null;
  const isDomestic = road.destinationCountry === road.rules.originCountry;
  const setting = isDomestic ? rules.stalledDomesticDays : rules.stalledInternationalDays;
  const days = silenceDays ?? rhythm?.days ?? setting;
  return {
    kind: "stalled",
    cause: "no_scan",
    since: addBusinessDaysTo(last.happenedAt, days, destinationDays(road)),
    usualSilence: { days, rhythm },
  };
}

/** What the carrier's last scan says of itself: delayed, attempted, failed, going back. A later scan takes it back. */
function trouble(parcel: ParcelFacts): FoundDelay | null {
  const last = carrierScansOf(parcel.scans).at(-1);
  if (last === undefined) return null;
  const since = last.happenedAt;
  if (isComingBack(last)) return { kind: "failed_attempt", cause: "coming_back", since };
  if (last.status === "delayed") return { kind: "carrier_delayed", cause: "carrier_reported", since };
  if (!isFailedAttempt(last.status)) return null;
  const cause = isAboutAddress(last.message) ? "address_problem" : "attempt_failed";
  return { kind: "failed_attempt", cause, since };
}

/** Carriers give the reason in free text only; these are the words for an address in the languages they write. */
function isAboutAddress(message: string | null): boolean {
  return /address|indirizzo|adress|direcci[oó]n|endere[cç]o|adres\b/i.test(message ?? "");
}

/** The carrier's newest ETA lies after the last day she counts on. */
function etaPastPromise(facts: DeliveryFacts, parcel: ParcelFacts): FoundDelay | null {
  const eta = newestEta(parcel.scans);
  const latestOn = latestKnownOn(facts);
  if (eta === null || latestOn === null || isWaitingForHer(parcel)) return null;
  if (localDateOf(eta.etaAt, facts.road.timeZone) <= latestOn) return null;
  return { kind: "eta_past_promise", cause: "eta_moved", since: eta.givenAt };
}

/**
 * The morning after the last day she counts on: the promised one, or the one a notice told her. Says nothing of
 * an unpaid order, nor of a parcel whose arrival nobody would report: without a scan of its own and with a
 * carrier that never reported an arrival to this shop, every parcel would look overdue. Goods she paid for when the
 * promise had passed have a day to leave.
 */
function overdue(facts: DeliveryFacts): FoundDelay | null {
  const latestOn = latestKnownOn(facts);
  if (latestOn === null || !isWatchable(facts)) return null;
  const morningAfter = instantOf(plusDays(latestOn, 1), OVERDUE_TIME, facts.road.timeZone);
  const since = facts.parcel ? morningAfter : laterOf(morningAfter, forecastSpeaksFrom(facts.order));
  return { kind: "overdue", cause: "promise_passed", since };
}

/**
 * The lanes say that it will probably come after the original promise, on a day when that is worth saying. Only
 * as true as the look it was asked at. Not of a parcel whose arrival nobody would report.
 */
function predictedLate(facts: DeliveryFacts, rules: DelayRules): FoundDelay | null {
  const { forecast, promise, road, order, parcel } = facts;
  if (order.exemption !== null || parcel?.deliveredAt || !promise || !forecast || !isWatchable(facts))
    return null;
  if (forecast.askedAt < forecastSpeaksFrom(order) || isGuessWithinShipBy(forecast, promise)) return null;
  const today = localDateOf(forecast.askedAt, road.timeZone);
  const { calendar } = destinationDays(road);
  if (!isForecastDay({ today, promisedOn: promise.latestOn, calendar }, rules)) return null;
  if (forecast.lateChance === null || !isPredictedLate(forecast.lateChance, rules)) return null;
  return {
    kind: "predicted_late",
    cause: forecast.reasons.leg === "handling" ? "slow_to_leave" : "slow_on_its_way",
    since: forecast.askedAt,
    forecast,
  };
}

/**
 * A shop that has not shown yet how fast it ships is believed what it says of itself: before ship-by, what parcels do
 * elsewhere is no reason to warn of goods that are made to order in ten days.
 */
function isGuessWithinShipBy({ askedAt, reasons }: DeliveryForecast, { shipBy }: DeliveryPromise): boolean {
  return reasons.leg === "handling" && reasons.speaks === "prior" && shipBy !== null && askedAt < shipBy;
}

/** Whether silence means anything: the goods are paid and with us, or the carrier is one that reports. */
export function isWatchable({ order, parcel }: Pick<DeliveryFacts, "order" | "parcel">): boolean {
  if (parcel === null) return order.paidAt !== null;
  const isReported = carrierScansOf(parcel.scans).length > 0 || parcel.carrier.reportsArrivals;
  return isReported && !isWaitingForHer(parcel);
}

function isWaitingForHer(parcel: ParcelFacts): boolean {
  return carrierScansOf(parcel.scans).at(-1)?.status === "ready_for_pickup";
}
