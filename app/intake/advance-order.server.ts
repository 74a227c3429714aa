import { planDelayMessages } from "~/delays/circuit-breaker.server";
import { recordOutcome } from "~/delays/record-outcome.server";
import { isLiveShipment } from "~/delays/delivery-records.server";
import { reviewDelivery, type ReviewOutcome } from "~/delays/review-delivery.server";
import { loadOrderFile, type OrderFile } from "~/orders/order-file.server";
import type { Transaction } from "~/platform/database.server";
import { promisesOf } from "~/promises/delivery-promises.server";
import { freezePromise } from "~/promises/freeze-promise.server";
import { recordJourneys } from "~/promises/record-journeys.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { KnownShop } from "~/settings/shops.server";
import { noteHappening } from "~/surveys/answer-happening.server";
import { joinResponses } from "~/surveys/join-responses.server";
import { notePraise } from "~/surveys/note-praise.server";
import { planForOrder } from "~/touchpoints/plan-for-order.server";
import { notLookedAfter } from "~/touchpoints/plan-touchpoints";
import type { OrderAsItStands } from "./order-document";

interface AdvanceOrder {
  shop: KnownShop;
  orderId: string;
  /** What Shopify told the shopper, where it was asked. */
  deliveryMethod: OrderAsItStands["deliveryMethod"] | null;
  /** The order was recorded for the first time in this transaction. */
  isNew: boolean;
  /** The records were just brought in line with Shopify; false when all we have is what webhooks told so far. */
  confirmed: boolean;
  now: Date;
}

/**
 * What follows from everything we know of an order: its promise, its touchpoints, its delay. Asked after
 * every piece of news, inside the transaction that recorded it; asking twice changes nothing.
 */
export async function advanceOrder(
  tx: Transaction,
  { shop, orderId, deliveryMethod, isNew, confirmed, now }: AdvanceOrder,
): Promise<{ outcome: ReviewOutcome["outcome"] | "not_reviewed" }> {
  const known = await loadOrderFile(tx, shop.id, orderId);
  if (!known) return { outcome: "not_reviewed" };
  const { order, shipments, touchpoints } = known;
  const { settings, liveAt } = shop;
  const { shopperKey, checkoutToken } = order;
  if (isNew && checkoutToken)
    await joinResponses(tx, { shopId: shop.id, orderId, checkoutToken, shopperKey });
  const frozen =
    isNew && order.requiresShipping
      ? await freezePromise(tx, { shopId: shop.id, order, deliveryMethod, settings, now })
      : null;
  await planForOrder(tx, { order, shipments, touchpoints, settings, liveAt, now });
  const promise = frozen?.outcome === "frozen" ? frozen.promise : promisesOf(known.promises).original;
  const { isJudged } = await recordOutcome(tx, {
    known: { ...known, promise },
    originCountry: settings.promiseRules.originCountry,
  });
  if (isJudged) await noteHappening(tx, { shopId: shop.id, orderId });
  await learnRoads(tx, { known, settings });
  const outcome = await review(tx, { shop, known, isFirstLook: frozen !== null, confirmed, now });
  // Last, as an answer does it: whoever counts praise has counted everything else before.
  if (isJudged || (known.outcome?.lateness ?? null) !== null)
    await notePraise(tx, { shopId: shop.id, orderId });
  return { outcome };
}

async function review(
  tx: Transaction,
  {
    shop,
    known,
    isFirstLook,
    confirmed,
    now,
  }: Pick<AdvanceOrder, "shop" | "confirmed" | "now"> & { known: OrderFile; isFirstLook: boolean },
): Promise<ReviewOutcome["outcome"] | "not_reviewed"> {
  const { order } = known;
  const { settings, liveAt } = shop;
  const { shopId, id: orderId } = order;
  // A cancelled order is reviewed once more, to end an incident that was running.
  const reason = notLookedAfter(order, liveAt);
  if (reason !== null && reason !== "cancelled" && reason !== "order_deleted") {
    if (liveAt === null) await tx.deliveryWatch.deleteMany({ where: { shopId, orderId } });
    return "not_reviewed";
  }
  const reviewed = await reviewDelivery(tx, {
    shopId,
    orderId,
    settings,
    now,
    confirmed,
    ...(isFirstLook ? {} : { known }),
  });
  if (reviewed.outcome === "reviewed")
    await planDelayMessages(tx, { order, touchpoints: reviewed.touchpoints, settings, now });
  return reviewed.outcome;
}

/**
 * What its parcels have travelled teaches the shop's lanes, whoever ordered them and whenever: a road is as long
 * for an order from before the shop went live. Test orders travel nowhere.
 */
async function learnRoads(
  tx: Transaction,
  { known: { order, shipments, events }, settings }: { known: OrderFile; settings: ShopSettings },
): Promise<void> {
  if (order.test || !order.requiresShipping) return;
  const scansOf = (shipmentId: string) => events.filter((event) => event.shipmentId === shipmentId);
  const live = shipments.filter(isLiveShipment);
  await recordJourneys(tx, {
    shopId: order.shopId,
    order,
    shipments: live.map((shipment) => ({ ...shipment, scans: scansOf(shipment.id) })),
    taken: shipments.filter((shipment) => !isLiveShipment(shipment)).map(({ id }) => id),
    rules: settings.promiseRules,
  });
}
