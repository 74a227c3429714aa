import type { DelayFacts } from "~/messages/message-values";
import { dayMs } from "~/platform/durations";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { localDateOf } from "~/promises/local-dates";
import { noticeVariant, type Incident, type NoticeVariant } from "./decide-incident";
import type { ParcelFacts, Road } from "./delivery-facts";
import { daysLate, lastSignAt, stillAhead } from "./expected-range";

export interface NoticeFacts {
  /** Whether what the message says is still true; when not, it is cancelled for that reason. */
  standing: "holds" | "moving_again" | "over";
  /** For a delay_notice; an update keeps the variant it was planned with. */
  variant: NoticeVariant;
  delay: DelayFacts;
  /** Business days after the latest promised day; null without a promise. */
  daysLate: { min: number; max: number } | null;
  timeZone: string;
}

/** What a notice or update says, from the incident as it stands when the words are written. */
export function noticeFacts({
  incident,
  parcel,
  parcels,
  isUnshipped,
  promise,
  revised,
  road,
  openWish,
  now,
}: {
  incident: Incident;
  parcel: ParcelFacts | null;
  /** All of the order, and whether a part of it is in none yet. */
  parcels: ParcelFacts[];
  isUnshipped: boolean;
  promise: DeliveryPromise | null;
  /** The dates fixed when the message was planned. */
  revised: DeliveryPromise | null;
  road: Road;
  openWish: DelayFacts["openWish"];
  now: Date;
}): NoticeFacts {
  // What was said before it turned back does not hold any more.
  const holds = incident.cause === "coming_back" ? null : revised;
  const expected = stillAhead(holds, localDateOf(now, road.timeZone));
  const isSilence = incident.cause === "no_scan" || incident.cause === "no_first_scan";
  return {
    standing: incident.state === "closed" ? "over" : incident.state === "moving" ? "moving_again" : "holds",
    variant: noticeVariant(incident, { parcel }),
    delay: {
      cause: incident.cause,
      quietDays:
        isSilence && parcel ? Math.floor((now.getTime() - lastSignAt(parcel).getTime()) / dayMs) : null,
      promised: promise && { earliestOn: promise.earliestOn, latestOn: promise.latestOn },
      expected,
      nextUpdateAt: incident.nextUpdateAt,
      arrivedOn: incident.arrivedAt && localDateOf(incident.arrivedAt, road.timeZone),
      partly: partlyArrived(parcels, isUnshipped),
      openWish,
    },
    daysLate: expected && daysLate({ promise, road }, expected),
    timeZone: road.timeZone,
  };
}

function partlyArrived(parcels: ParcelFacts[], isUnshipped: boolean): DelayFacts["partly"] {
  const arrived = parcels.filter(({ deliveredAt }) => deliveredAt !== null).length;
  if (arrived === 0 || (arrived === parcels.length && !isUnshipped)) return null;
  return { arrived, of: isUnshipped ? null : parcels.length };
}
