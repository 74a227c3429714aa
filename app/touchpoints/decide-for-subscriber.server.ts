import type { Transaction } from "~/platform/database.server";
import { hourMs } from "~/platform/durations";
import type { Touchpoint } from "~/platform/prisma/client";
import type { KnownShop } from "~/settings/shops.server";
import { listArrivalsFor } from "./arrivals-for.server";
import { listConditionFacts } from "./condition-facts.server";
import { decideTouchpoint, type DecisionFacts, type TouchpointDecision } from "./decide-touchpoint";
import { calmShopper, loadShoppers } from "./decision-facts.server";
import { loadSubscriber, type Subscriber } from "./subscriber.server";
import { conditionsOf, type ConditionFacts } from "./touchpoint-conditions";
import type { TouchpointKind } from "./touchpoint-kinds";

interface ForSubscriber {
  /** One that no order brought. */
  touchpoint: Touchpoint;
  shop: KnownShop;
  now: Date;
}

/** What becomes of a planned touchpoint that no order brought, if it falls due now. */
export async function decideForSubscriber(
  tx: Transaction,
  { touchpoint, shop, now }: ForSubscriber,
): Promise<{ decision: TouchpointDecision; subscriber: Subscriber }> {
  const subscriber = await loadSubscriber(tx, touchpoint);
  const { email, tags, timeZone, consent } = subscriber;
  const shoppers = await loadShoppers(tx, [{ touchpoint, order: subscriber, shop, now }]);
  const kind = touchpoint.kind as TouchpointKind;
  const isDigest = kind === "new_arrivals";
  const { settings } = shop;
  const facts: DecisionFacts = {
    ...{ kind, dueAt: touchpoint.dueAt, settings },
    channel: email === null ? { outcome: "none", rule: "no_address" } : { outcome: "email" },
    shop: { live: shop.liveAt !== null, uninstalled: shop.uninstalledAt !== null },
    // There is none, so nothing about it can hold her mail back.
    order: {
      ...{ email, tags, optedIn: consent.state === "subscribed", timeZone: timeZone ?? shop.timeZone },
      ...{
        test: false,
        imported: false,
        cancelled: false,
        deleted: false,
        fullyRefunded: false,
        held: false,
      },
      ...{ countryCode: null, firstOrder: false, totalAmount: 0, products: [] },
    },
    ...{ arrived: false, delay: null, isGiven: false, parcel: null, purchases: null, packing: null },
    isThanked: kind === "welcome" && (await isThanked(tx, subscriber)),
    isNothingNew: isDigest && (await listArrivalsFor(tx, { ...subscriber, settings, now })).length === 0,
    lastOrder: conditionsOf(settings.touchpoints, kind).length > 0 ? await lastOrderOf(tx, subscriber) : null,
    variant: "default",
    shopper: shoppers.get(touchpoint.id) ?? calmShopper,
  };
  return { decision: decideTouchpoint(facts, now), subscriber };
}

/** Her newest order that was not taken back, as conditions look at it. */
async function lastOrderOf(
  tx: Transaction,
  { shopId, customerId, shopperKey }: Subscriber,
): Promise<ConditionFacts | null> {
  const hers = [customerId === null ? [] : { customerId }, shopperKey === null ? [] : { shopperKey }].flat();
  const order = await tx.order.findFirst({
    where: { shopId, OR: hers, cancelledAt: null, deletedAt: null, test: false },
    orderBy: { placedAt: "desc" },
  });
  if (!order) return null;
  return (await listConditionFacts(tx, { shopId, orders: [order] })).get(order.id) ?? null;
}

/** An order within the hour of her subscribing has its thank-you note, which left or will. */
async function isThanked(
  tx: Transaction,
  { shopId, customerId, shopperKey, consent }: Subscriber,
): Promise<boolean> {
  if (consent.at === null) return false;
  const since = new Date(consent.at.getTime() - hourMs);
  const until = new Date(consent.at.getTime() + hourMs);
  const notes = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Touchpoint" t JOIN "Order" o ON o."shopId" = t."shopId" AND o."id" = t."orderId"
    WHERE t."shopId" = ${shopId} AND t."kind" = 'thank_you_note'
      AND t."state" IN ('planned', 'dispatching', 'dispatched')
      AND (o."shopperKey" = ${shopperKey} OR o."customerId" = ${customerId})
      AND o."placedAt" BETWEEN ${since} AND ${until} LIMIT 1`;
  return notes.length > 0;
}
