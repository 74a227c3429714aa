import type { LiquidValueName } from "~/messages/liquid-values";
import type { TouchpointKind } from "~/touchpoints/touchpoint-kinds";

const always = [
  "shopper.first_name",
  "order.number",
  "shop.name",
  "shop.signature",
  "promise.when",
  "promise.latest",
] as const satisfies readonly LiquidValueName[];

const ofDelays = [
  "delay.lateness",
  "delay.cause",
  "delay.expected_when",
  "delay.promised_due",
  "delay.next_update",
  "delay.arrived",
] as const satisfies readonly LiquidValueName[];

const ofGoodwill = [
  "goodwill.cause",
  "goodwill.worth",
  "goodwill.code",
  "goodwill.expires",
] as const satisfies readonly LiquidValueName[];

/** The values worth offering: buttons and choices are set below the words by themselves. */
export function insertableValues(
  kind: TouchpointKind,
): ReadonlyArray<(typeof always)[number] | (typeof ofDelays)[number] | (typeof ofGoodwill)[number]> {
  if (kind === "recovery_offer") return [...always, ...ofGoodwill];
  return kind.startsWith("delay") ? [...always, ...ofDelays] : always;
}
