import type { DelayWord } from "~/delays/dry-run";
import { tallyNotices } from "~/delays/dry-run-tally";
import { listOrdersOfStep, playOrders } from "~/delays/dry-run.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { settingsWith } from "~/settings/save-shop-settings.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { getShop, type KnownShop } from "~/settings/shops.server";
import { listConditionFacts } from "~/touchpoints/condition-facts.server";
import { hasOptedIn } from "~/touchpoints/opted-in";
import { catalogue, touchpointKinds } from "~/touchpoints/touchpoint-kinds";
import { isUntried, type TriedKind } from "./tried-kinds";
import { dryRunShopper, type PastPurchase, type PastShopper, type PlayedKind } from "./dry-run-shopper";

/** One step of a touchpoint's dry run. Nothing is written. */
export interface TouchpointDryStep {
  /** Orders looked at. */
  orders: number;
  sent: number;
  /** Of the notices: sent before the promised day was over; null for kinds that warn of nothing. */
  beforeLate: number | null;
  /** Of the notices: about a parcel that came as promised; null as above. */
  needless: number | null;
  /** Held back because the shopper was asked or written to too recently. */
  byCap: number;
  /** Held back by anything else. */
  otherwise: number;
  /** The settings as written are out of range: it was counted by those saved. */
  isAsSaved: boolean;
  next: string | null;
}

/** The kinds a past can be played for; the editors of the others say why not. */
export const triedKinds = touchpointKinds.filter((kind) => !isUntried(kind));

interface DryRunTouchpoint {
  shopId: string;
  kind: TriedKind;
  /** The settings as they stand in the form, saved or not. */
  patch: Record<string, unknown>;
  after: string | null;
}

/** What one touchpoint would have sent to the next orders of the last 60 days, newest first, had it been on. */
export async function dryRunTouchpointStep(
  deps: { db: Database; clock: Clock },
  { shopId, kind, patch, after }: DryRunTouchpoint,
): Promise<TouchpointDryStep> {
  const shop = await getShop(deps.db, shopId);
  const wanted = settingsWith(shop.settings, patch);
  const settings = wanted.outcome === "good" ? wanted.settings : shop.settings;
  const { orders, since, next } = await listOrdersOfStep(deps, { shopId, after });
  const counted =
    kind === "delay_notice" || kind === "delay_update"
      ? await countDelayWords(deps, { shop, kind, settings, orders })
      : await countOthers(deps, { shop, kind, settings, orders, since });
  return { orders: orders.length, ...counted, isAsSaved: wanted.outcome === "refused", next };
}

type Counted = Pick<TouchpointDryStep, "sent" | "beforeLate" | "needless" | "byCap" | "otherwise">;

interface Count {
  shop: KnownShop;
  settings: ShopSettings;
  orders: Order[];
}

async function countDelayWords(
  deps: { db: Database; clock: Clock },
  { shop, kind, settings, orders }: Count & { kind: DelayWord },
): Promise<Counted> {
  const shipped = orders.filter(({ requiresShipping }) => requiresShipping);
  const played = await playOrders(deps, { shopId: shop.id, orders: shipped, settings });
  const { notices, updates, heldBack } = played;
  const held = { byCap: 0, otherwise: heldBack[kind] };
  if (kind === "delay_update") return { sent: updates, beforeLate: null, needless: null, ...held };
  const { beforeLate, needless } = tallyNotices(notices);
  return { sent: notices.length, beforeLate, needless, ...held };
}

const capRules: ReadonlySet<string> = new Set(["pressure_cap", "survey_recently", "asked_lately"]);

async function countOthers(
  { db, clock }: { db: Database; clock: Clock },
  { shop, kind, settings, orders, since }: Count & { kind: PlayedKind; since: Date },
): Promise<Counted> {
  const shoppers = await listPastShoppers(db, { shop, kind, orders, since });
  const ids = new Set(orders.map(({ id }) => id));
  const played = shoppers
    .flatMap((shopper) => dryRunShopper(shopper, { kind, settings, now: clock.now() }))
    .filter(({ orderId }) => ids.has(orderId));
  const heldBack = played.flatMap(({ heldBackBy }) => heldBackBy ?? []);
  const byCap = heldBack.filter((rule) => capRules.has(rule)).length;
  return {
    sent: played.length - heldBack.length,
    beforeLate: null,
    needless: null,
    byCap,
    otherwise: heldBack.length - byCap,
  };
}

/** The shoppers behind some orders with all they ordered in the time: the cap is over a shopper, not over an order. */
async function listPastShoppers(
  db: Database,
  { shop, kind, orders, since }: { shop: KnownShop; kind: PlayedKind; orders: Order[]; since: Date },
): Promise<PastShopper[]> {
  const { id: shopId, timeZone } = shop;
  const purpose = catalogue[kind].class;
  const keys = [...new Set(orders.flatMap(({ shopperKey }) => shopperKey ?? []))];
  const hers = await db.order.findMany({
    where: { shopId, shopperKey: { in: keys }, placedAt: { gte: since }, test: false, deletedAt: null },
  });
  const all = [...hers, ...orders.filter(({ shopperKey }) => shopperKey === null)];
  const of = { shopId, orderId: { in: all.map(({ id }) => id) } };
  const [facts, shipments, outs, visits, customers, unsubscribed, delays, returns, followUps] =
    await Promise.all([
      listConditionFacts(db, { shopId, orders: all }),
      db.shipment.findMany({ where: of }),
      db.shipmentEvent.findMany({
        where: { ...of, status: "out_for_delivery", deletedAt: null },
        orderBy: { happenedAt: "asc" },
        distinct: ["shipmentId"],
      }),
      db.pageVisit.findMany({
        where: { shopId, checkoutToken: { in: all.flatMap(({ checkoutToken }) => checkoutToken ?? []) } },
      }),
      db.customer.findMany({
        where: { shopId, id: { in: all.flatMap(({ customerId }) => customerId ?? []) } },
        select: { id: true, emailConsent: true },
      }),
      db.unsubscription.findMany({ where: { shopId, shopperKey: { in: keys }, purpose } }),
      db.delay.findMany({ where: of }),
      db.return.findMany({ where: { ...of, damage: true } }),
      db.followUp.findMany({ where: of }),
    ]);
  const consents = new Map(customers.map(({ id, emailConsent }) => [id, emailConsent]));
  const visitedAt = new Map(visits.map((visit) => [visit.checkoutToken, visit.shownAt]));
  const purchaseOf = (order: Order): PastPurchase => ({
    ...order,
    timeZone: order.timeZone ?? timeZone,
    optedIn: hasOptedIn(purpose, {
      atCheckout: order.marketingConsent,
      since: consents.get(order.customerId ?? "") ?? null,
    }),
    conditions: facts.get(order.id) ?? {
      ...{ countryCode: null, tags: [], firstOrder: false, totalAmount: 0, products: [] },
    },
    shipments: shipments.filter(({ orderId }) => orderId === order.id),
    outForDelivery: outs
      .filter(({ orderId }) => orderId === order.id)
      .map(({ shipmentId, happenedAt }) => ({ shipmentId, at: happenedAt })),
    visitedAt: visitedAt.get(order.checkoutToken ?? "") ?? null,
  });
  const troubles = [
    ...delays.map((row) => ({ ...row, about: "incident" as const, from: row.openedAt, until: row.closedAt })),
    ...returns.map((row) => ({ ...row, about: "return" as const, from: row.openedAt, until: row.closedAt })),
    ...followUps.map((row) => ({
      ...row,
      ...{ about: "follow_up" as const, from: row.openedAt, until: row.resolvedAt },
    })),
  ];
  const groups = new Map<string, Order[]>();
  for (const order of all) {
    const key = order.shopperKey ?? `order/${order.id}`;
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return [...groups].map(([key, group]) => ({
    purchases: group.map(purchaseOf),
    unsubscribed: unsubscribed.some(({ shopperKey }) => shopperKey === key),
    troubles: troubles.filter(({ orderId }) => group.some(({ id }) => id === orderId)),
  }));
}
