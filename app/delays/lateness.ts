import { businessDaysBetween, type BusinessCalendar } from "~/promises/business-calendar";
import { isPromiseKept, promiseEndsAt, type DeliveryPromise } from "~/promises/delivery-promise";
import { localDateOf } from "~/promises/local-dates";

/**
 * Signed business days between the original promise and the arrival, or now while it is under way: 0 within
 * the promised range, below zero before its first day, above zero after its last one. Broken is broken: a
 * Saturday after a promised Friday counts 1 although no business day has passed. Null without a promise.
 */
export function latenessOf(
  promise: Pick<DeliveryPromise, "earliestOn" | "latestOn" | "timeZone"> | null,
  { arrivedAt, calendar, now }: { arrivedAt: Date | null; calendar: BusinessCalendar; now: Date },
): number | null {
  if (promise === null) return null;
  const at = arrivedAt ?? now;
  const on = localDateOf(at, promise.timeZone);
  if (!isPromiseKept(promise, at)) return Math.max(1, businessDaysBetween(promise.latestOn, on, calendar));
  if (arrivedAt === null || on >= promise.earliestOn) return 0;
  return Math.min(-1, businessDaysBetween(promise.earliestOn, on, calendar));
}

/** Whether the promise is broken: by the arrival, or because its last day is over without one. */
export function isLate(
  promise: Pick<DeliveryPromise, "latestOn" | "timeZone"> | null,
  { arrivedAt, now }: { arrivedAt: Date | null; now: Date },
): boolean {
  return promise !== null && (arrivedAt ?? now) >= promiseEndsAt(promise);
}
