import { ageAtHazard } from "./arrival-curve";
import { businessDayFrom, businessDayUntil, deliveryCalendar, shopCalendar } from "./business-calendar";
import { businessTimeOf } from "./business-time";
import type { DeliveryPromise } from "./delivery-promise";
import { forecastArrival } from "./forecast";
import type { Forecaster } from "./forecaster.server";
import type { Lane } from "./lane";
import { instantOf, laterOf, plusDays } from "./local-dates";
import { firstHandlingDay, type PromiseRules } from "./resolve-promise";

interface Asked {
  lane: Lane;
  forecaster: Pick<Forecaster, "curves" | "odds" | "ranges">;
  placedAt: Date;
}

/**
 * What the road itself promises: nine parcels in ten have come by the last day, handling included, on a day somebody
 * delivers there. Null while too few parcels have travelled there to say "usually".
 */
export function promiseByLane({
  lane,
  forecaster,
  placedAt,
}: Asked): Pick<DeliveryPromise, "earliestOn" | "latestOn" | "source"> | null {
  if (!isKnownRoad({ lane, forecaster })) return null;
  const orderedAt = placedAt.getTime();
  const goods = { lane, orderedAt, handedOverAt: null, stage: null, promiseEndsAt: null };
  const { arrival } = forecastArrival(goods, { ...forecaster, now: orderedAt });
  const calendar = deliveryCalendar(lane.country);
  return {
    earliestOn: businessDayFrom(arrival.p20On, calendar),
    latestOn: businessDayFrom(arrival.p90On, calendar),
    source: "lane_history",
  };
}

/**
 * Ship-by where the rules have no transit for a road: the cut-off of the last working day from which four parcels in
 * five of that road still come by the last promised day. Never before the shop could have started; null while too
 * few parcels have travelled there.
 */
export function shipByLane(
  latestOn: string,
  { lane, forecaster, placedAt, rules }: Asked & { rules: PromiseRules },
): Date | null {
  if (!isKnownRoad({ lane, forecaster })) return null;
  const transitDays = ageAtHazard(forecaster.curves.curve("transit", lane), -Math.log(0.2));
  const clock = businessTimeOf(lane.country, lane.timeZone);
  const endsAt = clock.at(clock.endOfDate(latestOn));
  const working = shopCalendar(rules);
  const startsOn = firstHandlingDay(placedAt, rules);
  const leavesAt = (on: string) => instantOf(on, rules.cutOff, rules.timeZone);
  let leavesOn = businessDayUntil(latestOn, working);
  while (leavesOn > startsOn && clock.at(leavesAt(leavesOn).getTime()) + transitDays > endsAt)
    leavesOn = businessDayUntil(plusDays(leavesOn, -1), working);
  return leavesAt(laterOf(leavesOn, startsOn));
}

function isKnownRoad({ lane, forecaster }: Pick<Asked, "lane" | "forecaster">): boolean {
  return forecaster.curves.curve("transit", lane).speaks !== "prior";
}
