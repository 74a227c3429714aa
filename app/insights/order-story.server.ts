import { listForecasts, type OrderForecast } from "~/delays/list-forecasts.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { DeliveryPromise } from "~/platform/prisma/client";
import { fromDateColumn } from "~/promises/local-dates";
import { rulesAt, transitRuleFor } from "~/promises/resolve-promise";
import { shownGoodwill, type ShownGoodwill } from "~/recovery/shown-goodwill";
import { getShop, type KnownShop } from "~/settings/shops.server";
import { listOpenFollowUps, type ListedFollowUp } from "~/surveys/follow-ups.server";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";
import { storyEntries, type PromiseEntry, type StoryEntry } from "./story-entries";

export interface OrderStory {
  facts: OrderFacts;
  /** What the lanes say of it today; null once it has come, or where nobody can say. */
  forecast: OrderForecast | null;
  entries: StoryEntry[];
  /** What makes it good; null where nothing was ever proposed. */
  goodwill: ShownGoodwill | null;
  /** The open ones. */
  followUps: ListedFollowUp[];
}

/** Everything we know about one order, in the order it happened; null when the order is not known. */
export async function readOrderStory(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<OrderStory | null> {
  const now = clock.now();
  const shop = await getShop(db, shopId);
  const [facts] = await listOrderFacts(db, { shopId, orderIds: [orderId], settings: shop.settings, now });
  if (!facts) return null;

  const ofIt = { shopId, orderId };
  const [promises, shipments, scans, decisions, touchpoints] = await Promise.all([
    db.deliveryPromise.findMany({ where: ofIt, orderBy: { sequence: "asc" } }),
    db.shipment.findMany({ where: ofIt }),
    db.shipmentEvent.findMany({ where: { ...ofIt, deletedAt: null } }),
    db.decision.findMany({ where: ofIt, orderBy: [{ at: "asc" }, { id: "asc" }] }),
    db.touchpoint.findMany({ where: ofIt }),
  ]);
  const [messages, answers, refunds, returns, resolvedFollowUps, followUps, replies, cards, goodwill] =
    await Promise.all([
      db.message.findMany({ where: ofIt }),
      db.surveyResponse.findMany({ where: ofIt }),
      db.refund.findMany({ where: ofIt }),
      db.return.findMany({ where: ofIt }),
      db.followUp.findMany({ where: { ...ofIt, state: "resolved" } }),
      listOpenFollowUps(db, { shopId, now, orderId }),
      db.followUpReply.findMany({ where: ofIt }),
      db.cardPrint.findMany({ where: ofIt }),
      db.goodwill.findUnique({ where: { shopId_orderId: ofIt } }),
    ]);
  const entries = storyEntries({
    facts,
    promises: promises.map((row) => promiseEntry(row, facts.order, shop)),
    shipments,
    scans,
    decisions,
    touchpoints,
    messages,
    answers,
    refunds,
    returns,
    resolvedFollowUps,
    replies,
    cards,
  });
  const asked = { shopId, orderIds: facts.delivery.arrivedOn ? [] : [orderId], settings: shop.settings, now };
  const forecast = (await listForecasts(db, asked)).get(orderId) ?? null;
  return {
    facts,
    forecast,
    entries,
    goodwill: goodwill && shownGoodwill(goodwill, facts.order),
    followUps,
  };
}

function promiseEntry(row: DeliveryPromise, order: OrderFacts["order"], shop: KnownShop): PromiseEntry {
  const { sequence, source, location, shipBy, madeAt } = row;
  return {
    sequence,
    earliestOn: fromDateColumn(row.earliestOn),
    latestOn: fromDateColumn(row.latestOn),
    source,
    location,
    shipBy,
    madeAt,
    rule: source === "promise_rules" ? ruleBehind(row, order, shop) : null,
  };
}

/** The rules of today explain a promise only when they have not been touched since. */
function ruleBehind(
  { madeAt, location }: DeliveryPromise,
  order: OrderFacts["order"],
  shop: KnownShop,
): PromiseEntry["rule"] {
  if (shop.settingsUpdatedAt && shop.settingsUpdatedAt > madeAt) return null;
  const rules = rulesAt(location, shop.settings.promiseRules);
  const transit = transitRuleFor(order, rules);
  return transit && { handlingDays: rules.handlingDays, minDays: transit.minDays, maxDays: transit.maxDays };
}
