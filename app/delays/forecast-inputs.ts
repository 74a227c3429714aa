import type { Forecast } from "~/promises/forecast";

/** What a forecast rested on, so that its words can be made again when nobody remembers the day. Chance in percent. */
export function forecastInputs({
  lateChance,
  reasons,
}: Pick<Forecast, "lateChance" | "reasons">): Record<string, string | number> {
  return {
    chance: Math.round((lateChance ?? 0) * 100),
    leg: reasons.leg,
    destination: reasons.destination,
    ...(reasons.carrier && { carrier: reasons.carrier }),
    speaks: reasons.speaks,
    usualFrom: reasons.usualDays.from,
    usualTo: reasons.usualDays.to,
    elapsedDays: Math.round(reasons.elapsedDays),
  };
}
