import type { Transaction } from "~/platform/database.server";
import { insertionOf } from "~/platform/sql.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { countJourneys, settledUntil } from "./count-journeys.server";
import type { DeliveryPromise } from "./delivery-promise";
import { promiseRow } from "./delivery-promises.server";
import { loadForecaster, type Forecaster } from "./forecaster.server";
import { laneOf, type RoadOrder } from "./journeys";
import type { Lane } from "./lane";
import { promiseByLane, shipByLane } from "./lane-promise";
import {
  countedFrom,
  resolvePart,
  rulesAt,
  slowestOf,
  untoldPart,
  type OrderPart,
  type PromiseInput,
  type PromiseRules,
} from "./resolve-promise";
import { findUsualLanes } from "./usual-lanes.server";

type FreezeOutcome =
  { outcome: "frozen"; promise: DeliveryPromise } | { outcome: "already" } | { outcome: "none" };

interface OrderToPromise {
  order: PromiseInput["order"] & RoadOrder & { id: string };
  parts: PromiseInput["parts"];
}

interface FreezePromises {
  shopId: string;
  orders: OrderToPromise[];
  settings: Pick<ShopSettings, "promiseRules">;
  now: Date;
}

/**
 * Writes the original promises of a shop's orders, each once: what she was told when buying never changes afterwards.
 * By the order's id.
 */
export async function freezePromises(
  tx: Transaction,
  { shopId, orders, settings, now }: FreezePromises,
): Promise<Map<string, FreezeOutcome>> {
  const settled = settings.promiseRules;
  const said = orders.flatMap(({ order, parts }) =>
    (parts ?? [untoldPart]).map((part) => ({
      ...{ order, part, rules: rulesAt(part.location, settled) },
      promise: resolvePart(part, { order, rules: settled }),
    })),
  );
  const promises = await completeByLanes(tx, said, { shopId, now });
  const rows = [...promises].map(([orderId, promise]) =>
    promiseRow(promise, { shopId, orderId, sequence: 0 }),
  );
  const inserted = insertionOf("DeliveryPromise", rows);
  // The key decides, not a read before it: two deliveries of the same order may be applied side by side.
  const written = inserted
    ? await tx.$queryRaw<Array<{ orderId: string }>>`${inserted} ON CONFLICT DO NOTHING RETURNING "orderId"`
    : [];
  const isFrozen = new Set(written.map(({ orderId }) => orderId));
  return new Map(
    orders.map(({ order: { id } }): [string, FreezeOutcome] => {
      const promise = promises.get(id);
      if (!promise) return [id, { outcome: "none" }];
      return [id, isFrozen.has(id) ? { outcome: "frozen", promise } : { outcome: "already" }];
    }),
  );
}

/** A part of an order, with the rules it is promised by and what they promise. */
interface Said {
  order: OrderToPromise["order"];
  part: OrderPart;
  rules: PromiseRules;
  promise: DeliveryPromise | null;
}

/**
 * Where nobody told her a day, or nobody can say when the goods have to leave, the shop's own history of the road
 * does. Not for an order we hear of when the history already knows what came after it: a promise is no hindsight. By
 * the order's id, without those that are promised nothing.
 */
async function completeByLanes(
  tx: Transaction,
  said: Said[],
  { shopId, now }: { shopId: string; now: Date },
): Promise<Map<string, DeliveryPromise>> {
  const isSilent = ({ promise, order }: Said) =>
    !promise?.shipBy &&
    order.requiresShipping &&
    order.countryCode !== null &&
    order.placedAt >= settledUntil(now);
  const silent = said.filter(isSilent);
  if (silent.length > 0) await countJourneys(tx, shopId, now);
  const asked = silent.map((one) => ({ ...one, lane: laneOf(one.order, null, one.rules) }));
  const usual = await findUsualLanes(
    tx,
    shopId,
    asked.map(({ lane }) => lane),
  );
  const roads = asked.map((one, n) => ({ ...one, lane: usual[n] ?? one.lane }));
  const promised = said.filter((one) => !isSilent(one));
  for (const [rules, some] of Map.groupBy(roads, (road) => road.rules)) {
    const lanes = some.map(({ lane }) => lane);
    const forecaster = await loadForecaster(tx, { shopId, lanes, rules, now });
    for (const one of some) promised.push({ ...one, promise: completeByLane(one, forecaster) });
  }
  return new Map(
    [...Map.groupBy(promised, ({ order }) => order.id)].flatMap(([orderId, parts]) => {
      const promise = slowestOf(parts.map((part) => part.promise));
      return promise ? [[orderId, promise]] : [];
    }),
  );
}

function completeByLane(
  { order, part, rules, promise, lane }: Said & { lane: Lane },
  forecaster: Forecaster,
): DeliveryPromise | null {
  const asked = { lane, forecaster, rules, placedAt: countedFrom(part, order) };
  const range = promise ?? promiseByLane(asked);
  if (range === null) return null;
  const shipBy = part.fulfillBy ?? shipByLane(range.latestOn, asked);
  const { location, mayLeaveAt } = part;
  return { timeZone: lane.timeZone, location, mayLeaveAt, madeAt: order.placedAt, ...range, shipBy };
}
