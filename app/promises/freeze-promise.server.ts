import type { Transaction } from "~/platform/database.server";
import { insertion } from "~/platform/sql.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { countJourneys, settledUntil } from "./count-journeys.server";
import type { DeliveryPromise } from "./delivery-promise";
import { promiseRow } from "./delivery-promises.server";
import { loadForecaster } from "./forecaster.server";
import { laneOf, type RoadOrder } from "./journeys";
import { promiseByLane, shipByLane } from "./lane-promise";
import { resolvePromise, rulesByLocation, type PromiseInput } from "./resolve-promise";
import { findUsualLane } from "./usual-lane.server";

export type FreezeOutcome =
  { outcome: "frozen"; promise: DeliveryPromise } | { outcome: "already" } | { outcome: "none" };

interface FreezePromise {
  shopId: string;
  order: PromiseInput["order"] & RoadOrder & { id: string };
  deliveryMethod: PromiseInput["deliveryMethod"];
  shippingOption?: PromiseInput["shippingOption"];
  settings: Pick<ShopSettings, "promiseRules">;
  now: Date;
}

/** Writes the original promise of an order, once: what she was told when buying never changes afterwards. */
export async function freezePromise(tx: Transaction, asked: FreezePromise): Promise<FreezeOutcome> {
  const { shopId, order, deliveryMethod, shippingOption = null, settings } = asked;
  const said = resolvePromise({ deliveryMethod, shippingOption, rules: settings.promiseRules, order });
  const promise = said?.shipBy ? said : await completeByLane(tx, said, asked);
  if (promise === null) return { outcome: "none" };
  // The key decides, not a read before it: two deliveries of the same order may be applied side by side.
  const row = { ...promiseRow(promise, { shopId, orderId: order.id, sequence: 0 }) };
  const count =
    await tx.$executeRaw`INSERT INTO "DeliveryPromise" ${insertion([row])} ON CONFLICT DO NOTHING`;
  return count === 1 ? { outcome: "frozen", promise } : { outcome: "already" };
}

/**
 * Where nobody told her a day, or nobody can say when the goods have to leave, the shop's own history of the road
 * does. Not for an order we hear of when the history already knows what came after it: a promise is no hindsight.
 */
async function completeByLane(
  tx: Transaction,
  said: DeliveryPromise | null,
  { shopId, order, deliveryMethod, settings, now }: FreezePromise,
): Promise<DeliveryPromise | null> {
  const { placedAt, countryCode, requiresShipping } = order;
  const [rules = settings.promiseRules] = rulesByLocation({ rules: settings.promiseRules, deliveryMethod });
  if (!requiresShipping || countryCode === null || placedAt < settledUntil(now)) return said;
  await countJourneys(tx, shopId, now);
  const lane = await findUsualLane(tx, shopId, laneOf(order, null, rules));
  const forecaster = await loadForecaster(tx, { shopId, lanes: [lane], rules, now });
  const asked = { lane, forecaster, placedAt };
  const range = said ?? promiseByLane(asked);
  if (range === null) return null;
  const shipBy = shipByLane(range.latestOn, { ...asked, rules });
  return said ? { ...said, shipBy } : { ...range, timeZone: lane.timeZone, shipBy, madeAt: placedAt };
}
