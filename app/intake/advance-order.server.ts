import { planDelayMessages } from "~/delays/circuit-breaker.server";
import { recordOutcomes } from "~/delays/record-outcome.server";
import { isLiveShipment } from "~/delays/delivery-records.server";
import { reviewDeliveries, type ReviewOutcome } from "~/delays/review-delivery.server";
import { loadOrderFile, loadOrderFiles, type OrderFile } from "~/orders/order-file.server";
import type { Transaction } from "~/platform/database.server";
import { promiseRow, promisesOf } from "~/promises/delivery-promises.server";
import { freezePromises } from "~/promises/freeze-promise.server";
import { recordJourneys } from "~/promises/record-journeys.server";
import { rulesAt } from "~/promises/resolve-promise";
import type { KnownShop } from "~/settings/shops.server";
import { noteHappening } from "~/surveys/answer-happening.server";
import { joinResponses } from "~/surveys/join-responses.server";
import { notePraise } from "~/surveys/note-praise.server";
import { planForOrders } from "~/touchpoints/plan-for-order.server";
import { notLookedAfter } from "~/touchpoints/plan-touchpoints";
import type { OrderAsItStands } from "./order-document";

/** An order of which something was told, or that has fallen due. */
export interface AdvancedOrder {
  orderId: string;
  /** What Shopify tells of its parts, where it was asked. */
  parts: OrderAsItStands["parts"];
  /** The order was recorded for the first time in this transaction. */
  isNew: boolean;
  /** The records were just brought in line with Shopify; false when all we have is what webhooks told so far. */
  confirmed: boolean;
}

interface AdvanceOrders {
  shop: KnownShop;
  orders: AdvancedOrder[];
  now: Date;
}

export type AdvanceOutcome = ReviewOutcome["outcome"] | "not_reviewed";

/**
 * What follows from everything we know of a shop's orders: their promises, their touchpoints, their delays. Asked after
 * every piece of news, inside the transaction that recorded it and under the orders' locks; asking twice changes
 * nothing. By the order's id.
 */
export async function advanceOrders(
  tx: Transaction,
  { shop, orders, now }: AdvanceOrders,
): Promise<Map<string, AdvanceOutcome>> {
  const { id: shopId, settings, liveAt } = shop;
  const known = await loadFiles(
    tx,
    shopId,
    orders.map(({ orderId }) => orderId),
  );
  const found = orders.flatMap((one) => {
    const file = known.get(one.orderId);
    return file ? [{ ...one, file }] : [];
  });
  const advanced = await takeUp(tx, { shop, found, now });
  await planForOrders(tx, { shopId, orders: advanced.map(({ file }) => file), settings, liveAt, now });
  const judged = await recordOutcomes(tx, {
    known: advanced.map(({ file }) => ({ ...file, promise: promisesOf(file.promises).original })),
    originCountry: settings.promiseRules.originCountry,
  });
  await noteHappening(tx, { shopId, orderIds: [...judged] });
  await learnRoads(tx, { advanced, shop });
  const outcomes = await review(tx, { advanced, shop, now });
  // Last, as an answer does it: whoever counts praise has counted everything else before.
  const arrived = advanced.filter(
    ({ orderId, file }) => judged.has(orderId) || (file.outcome?.lateness ?? null) !== null,
  );
  await notePraise(tx, { shopId, orderIds: arrived.map(({ orderId }) => orderId) });
  return outcomes;
}

/**
 * What was answered before orders we had not known joins them, and what was promised is written down. Answers all of
 * them, with that promise in their files.
 */
async function takeUp(
  tx: Transaction,
  { shop: { id: shopId, settings }, found, now }: { shop: KnownShop; found: Advanced[]; now: Date },
): Promise<Advanced[]> {
  const fresh = found.filter(({ isNew }) => isNew);
  await joinResponses(tx, {
    shopId,
    orders: fresh.map(({ orderId, file: { order } }) => ({
      ...{ orderId, checkoutToken: order.checkoutToken, shopperKey: order.shopperKey },
    })),
  });
  const frozen = await freezePromises(tx, {
    ...{ shopId, settings, now },
    orders: fresh
      .filter(({ file: { order } }) => order.requiresShipping)
      .map(({ parts, file: { order } }) => ({ order, parts })),
  });
  return found.map((one) => {
    const { orderId, file } = one;
    const promise = frozen.get(orderId);
    if (promise?.outcome !== "frozen") return one;
    const original = promiseRow(promise.promise, { shopId, orderId, sequence: 0 });
    return { ...one, file: { ...file, promises: [original, ...file.promises] } };
  });
}

type Advanced = AdvancedOrder & { file: OrderFile };

/** By the order's id. */
async function loadFiles(
  tx: Transaction,
  shopId: string,
  orderIds: string[],
): Promise<Map<string, OrderFile>> {
  const [first, ...others] = orderIds;
  if (first === undefined) return new Map();
  const files =
    others.length === 0
      ? [await loadOrderFile(tx, shopId, first)]
      : await loadOrderFiles(tx, shopId, orderIds);
  return new Map(files.flatMap((file) => (file ? [[file.order.id, file] as const] : [])));
}

async function review(
  tx: Transaction,
  { advanced, shop, now }: { advanced: Advanced[]; shop: KnownShop; now: Date },
): Promise<Map<string, AdvanceOutcome>> {
  const { id: shopId, settings, liveAt } = shop;
  // A cancelled order is reviewed once more, to end an incident that was running.
  const isLookedAt = ({ file }: Advanced) => {
    const reason = notLookedAfter(file.order, liveAt);
    return reason === null || reason === "cancelled" || reason === "order_deleted";
  };
  const looks = advanced.filter(isLookedAt);
  const others = advanced.filter((one) => !isLookedAt(one)).map(({ orderId }) => orderId);
  if (liveAt === null && others.length > 0)
    await tx.deliveryWatch.deleteMany({ where: { shopId, orderId: { in: others } } });
  const reviewed = await reviewDeliveries(
    tx,
    { shopId, settings, now },
    looks.map(({ file, confirmed }) => ({ known: file, confirmed })),
  );
  const told = looks.flatMap(({ file: { order } }, index) => {
    const one = reviewed[index];
    return one?.outcome === "reviewed" ? [{ order, touchpoints: one.touchpoints }] : [];
  });
  await planDelayMessages(tx, { shopId, told, settings, now });
  return new Map([
    ...others.map((orderId) => [orderId, "not_reviewed"] as const),
    ...looks.map(({ orderId }, index) => [orderId, reviewed[index]?.outcome ?? "not_reviewed"] as const),
  ]);
}

/**
 * What their parcels have travelled teaches the shop's lanes, whoever ordered them and whenever: a road is as long
 * for an order from before the shop went live. Test orders travel nowhere.
 */
async function learnRoads(
  tx: Transaction,
  { advanced, shop: { id: shopId, settings } }: { advanced: Advanced[]; shop: KnownShop },
): Promise<void> {
  const travelling = advanced.filter(({ file: { order } }) => !order.test && order.requiresShipping);
  await recordJourneys(tx, {
    shopId,
    orders: travelling.map(({ file: { order, shipments, events, promises } }) => {
      const { location = null, mayLeaveAt = null } = promisesOf(promises).original ?? {};
      return {
        ...{ order, mayLeaveAt, rules: rulesAt(location, settings.promiseRules) },
        shipments: shipments.filter(isLiveShipment).map((shipment) => ({
          ...shipment,
          scans: events.filter((event) => event.shipmentId === shipment.id),
        })),
        taken: shipments.filter((shipment) => !isLiveShipment(shipment)).map(({ id }) => id),
      };
    }),
  });
}
