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

const ofProducts = ["product.title"] as const satisfies readonly LiquidValueName[];

/** Where no order is what it is about. */
const ofShopper = [
  "shopper.first_name",
  "shop.name",
  "shop.signature",
] as const satisfies readonly LiquidValueName[];

type Insertable =
  | (typeof always)[number]
  | (typeof ofDelays)[number]
  | (typeof ofGoodwill)[number]
  | (typeof ofProducts)[number]
  | "reward.code";

/** The values worth offering: buttons and choices are set below the words by themselves. */
export function insertableValues(kind: TouchpointKind): readonly Insertable[] {
  if (kind === "recovery_offer") return [...always, ...ofGoodwill];
  if (kind === "replenishment" || kind === "new_arrivals") return [...ofShopper, ...ofProducts];
  if (kind === "vip_reward" || kind === "welcome") return [...ofShopper, "reward.code"];
  if (kind === "win_back" || kind === "surprise") return ofShopper;
  if (kind === "product_follow_up") return [...always, ...ofProducts];
  return kind.startsWith("delay") ? [...always, ...ofDelays] : always;
}
