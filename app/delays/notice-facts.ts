import type { DelayFacts } from "~/messages/message-values";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { localDateOf } from "~/promises/local-dates";
import { carrierScansOf } from "./carrier-scans";
import { noticeVariant, type NoticeVariant } from "./decide-incident";
import type { ParcelFacts, Road } from "./delivery-facts";
import { daysLate, lastSignAt } from "./expected-range";
import { optionsFor, type DelayChoice } from "./delay-options";
import type { RecordedIncident } from "./review";

export interface NoticeFacts {
  /** Whether what the message says is still true; when not, it is cancelled for that reason. */
  standing: "holds" | "moving_again" | "over";
  /** For a delay_notice; an update keeps the variant it was planned with. */
  variant: NoticeVariant;
  delay: DelayFacts;
  /** Business days after the latest promised day; null without a promise. */
  daysLate: { min: number; max: number } | null;
  options: DelayChoice[];
  timeZone: string;
}

const DAY_MS = 86_400_000;

/** What a notice or update says, from the incident as it stands when the words are written. */
export function noticeFacts({
  incident,
  parcel,
  promise,
  revised,
  road,
  now,
}: {
  incident: RecordedIncident;
  parcel: ParcelFacts | null;
  promise: DeliveryPromise | null;
  /** The dates fixed when the message was planned. */
  revised: DeliveryPromise | null;
  road: Road;
  now: Date;
}): NoticeFacts {
  const expected = revised && { earliestOn: revised.earliestOn, latestOn: revised.latestOn };
  const isSilence = incident.cause === "no_scan" || incident.cause === "no_first_scan";
  return {
    standing: incident.state === "closed" ? "over" : incident.state === "moving" ? "moving_again" : "holds",
    variant: noticeVariant(incident, { parcel }),
    delay: {
      cause: incident.cause,
      quietDays: isSilence && parcel ? Math.floor((now.getTime() - lastSignAt(parcel).getTime()) / DAY_MS) : null,
      promised: promise && { earliestOn: promise.earliestOn, latestOn: promise.latestOn },
      expected,
      nextUpdateAt: incident.nextUpdateAt,
      arrivedOn: incident.arrivedAt && localDateOf(incident.arrivedAt, road.timeZone),
    },
    daysLate: expected && daysLate({ promise, road }, expected),
    options: optionsFor({
      isClosed: incident.state === "closed",
      isShipped: parcel !== null,
      isOutForDelivery: parcel !== null && carrierScansOf(parcel.scans).at(-1)?.status === "out_for_delivery",
    }),
    timeZone: road.timeZone,
  };
}

/** Why a planned message must not go out any more; null when it may. The arrival is always worth telling. */
export function whyNotToTell(
  message: { kind: "delay_notice" | "delay_update"; variant: string },
  { standing }: Pick<NoticeFacts, "standing">,
): "moving_again" | "over" | null {
  if (message.kind === "delay_update" && message.variant === "arrived") return null;
  if (standing === "over") return "over";
  return message.kind === "delay_notice" && standing === "moving_again" ? "moving_again" : null;
}
