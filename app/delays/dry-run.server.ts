import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import type { Order, Prisma, Shipment, ShipmentEvent } from "~/platform/prisma/client";
import { loadForecaster } from "~/promises/forecaster.server";
import { lanesOf } from "~/promises/journeys";
import { promisesOf } from "~/promises/delivery-promises.server";
import { rulesAt } from "~/promises/resolve-promise";
import { timeZoneOf } from "~/promises/time-zone-of";
import { getShop } from "~/settings/shops.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { listConditionFacts } from "~/touchpoints/condition-facts.server";
import { isBlocked } from "~/touchpoints/decide-touchpoint";
import { failedCondition, type ConditionFacts } from "~/touchpoints/touchpoint-conditions";
import type { Exemption, ParcelFacts } from "./delivery-facts";
import { isLiveShipment } from "./delivery-records.server";
import { delayWords, dryRunOrder, type DelayWord, type PastOrder } from "./dry-run";
import type { DryNotice } from "./dry-run-tally";
import type { Happening } from "./play-order";

/** How far the dry run looks back. */
export const dryRunDays = 60;

/** No further back than this many orders: the newest say most, and the page is read while it counts. */
export const dryRunOrders = 5_000;

// A step takes some hundred milliseconds, so that the server answers others in between.
export const dryRunStepLength = 100;

/** One step of a dry run: what the rules would have made of the next orders. Nothing is written. */
export interface DryRunStep {
  orders: number;
  late: number;
  updates: number;
  /** Not sent for want of an address, or by conditions or the blocklist. */
  heldBack: Record<DelayWord, number>;
  notices: DryNotice[];
  lateUnwarned: Array<{ orderId: string; name: string }>;
  /** Where the next step begins; null after the last. */
  next: string | null;
}

/** The dry run of the shop's rules as they are saved. */
export async function dryRunStep(
  deps: { db: Database; clock: Clock },
  { shopId, after }: { shopId: string; after: string | null },
): Promise<DryRunStep> {
  const { settings } = await getShop(deps.db, shopId);
  const { orders, next } = await listOrdersOfStep(deps, { shopId, after });
  const shipped = orders.filter(({ requiresShipping }) => requiresShipping);
  return { ...(await playOrders(deps, { shopId, orders: shipped, settings })), next };
}

/** The next orders of the last 60 days, newest first, and where the step after them begins. */
export async function listOrdersOfStep(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, after }: { shopId: string; after: string | null },
): Promise<{ orders: Order[]; since: Date; next: string | null }> {
  const since = new Date(clock.now().getTime() - dryRunDays * dayMs);
  const orders = await db.order.findMany({
    where: { shopId, placedAt: { gte: since }, test: false, deletedAt: null, ...(after && behind(after)) },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
    take: dryRunStepLength,
  });
  const last = orders.at(-1);
  const next =
    last && orders.length === dryRunStepLength ? `${last.placedAt.toISOString()} ${last.id}` : null;
  return { orders, since, next };
}

/** By the instant itself, which the index finds: asked by the order, a million are read for every step. */
function behind(place: string): Prisma.OrderWhereInput {
  const [at = "", id = ""] = place.split(" ");
  const placedAt = new Date(at);
  if (Number.isNaN(placedAt.getTime())) return {};
  return {
    AND: [
      { placedAt: { lte: placedAt } },
      { OR: [{ placedAt: { lt: placedAt } }, { placedAt, id: { lt: id } }] },
    ],
  };
}

/** Plays some orders of the shop from their beginning until now by the rules given. */
export async function playOrders(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, orders, settings }: { shopId: string; orders: Order[]; settings: ShopSettings },
): Promise<Omit<DryRunStep, "next">> {
  const now = clock.now();
  const past = await listPastOrders(db, { shopId, orders, settings, now });
  return playStep(db, past, { shopId, settings, now });
}

/** Plays a step's orders up to an instant, the lanes read once for all of them. */
export async function playStep(
  db: Database,
  past: PastOrder[],
  { shopId, settings, now }: { shopId: string; settings: ShopSettings; now: Date },
): Promise<Omit<DryRunStep, "next">> {
  const lanes = past.flatMap(({ start }) => [...start.lanes.values()]);
  const forecaster = await loadForecaster(db, { shopId, lanes, rules: settings.promiseRules, now });
  const played = past.map((order) => dryRunOrder(order, { rules: settings, forecaster, now }));
  return {
    orders: past.length,
    late: played.filter(({ isLate }) => isLate).length,
    updates: played.reduce((sum, { updates }) => sum + updates, 0),
    heldBack: {
      delay_notice: played.reduce((sum, { heldBack }) => sum + heldBack.delay_notice, 0),
      delay_update: played.reduce((sum, { heldBack }) => sum + heldBack.delay_update, 0),
    },
    notices: played.flatMap(({ notices }) => notices),
    lateUnwarned: played.flatMap(({ lateUnwarned }) => lateUnwarned ?? []),
  };
}

/** Orders with what happened to them, each at the time it happened: what came late by webhook counts from then. */
async function listPastOrders(
  db: Database,
  { shopId, orders, settings, now }: { shopId: string; orders: Order[]; settings: ShopSettings; now: Date },
): Promise<PastOrder[]> {
  const ofThese = { shopId, orderId: { in: orders.map(({ id }) => id) } };
  const [shipments, events, promises, habits, conditions] = await Promise.all([
    db.shipment.findMany({ where: ofThese, orderBy: { createdAt: "asc" } }),
    db.shipmentEvent.findMany({ where: { ...ofThese, deletedAt: null } }),
    db.deliveryPromise.findMany({ where: { ...ofThese, sequence: 0 } }),
    listHabits(db, shopId, now),
    listConditionFacts(db, { shopId, orders }),
  ]);
  const shipmentsOf = byOrder(shipments.filter(isLiveShipment));
  const eventsOf = byOrder(events);
  const promiseOf = byOrder(promises);
  return orders.map((order) => {
    const { original: promise } = promisesOf(promiseOf.get(order.id) ?? []);
    const rules = rulesAt(promise?.location ?? null, settings.promiseRules);
    const parcels = (shipmentsOf.get(order.id) ?? []).map((shipment) => ({
      shipment,
      scans: (eventsOf.get(order.id) ?? []).filter(({ shipmentId }) => shipmentId === shipment.id),
      carrier: habits.get(shipment.carrier) ?? { scans: false, reportsArrivals: false },
    }));
    const arrivals = parcels.map(({ shipment }) => shipment.deliveredAt?.getTime() ?? null);
    const hasArrived = order.fulfillmentStatus === "fulfilled" && arrivals.length > 0;
    return {
      orderId: order.id,
      name: order.name,
      start: {
        order: { placedAt: order.placedAt, paidAt: null, exemption: null },
        promise,
        road: {
          rules,
          destinationCountry: order.countryCode ?? rules.originCountry,
          timeZone:
            promise?.timeZone ??
            order.timeZone ??
            timeZoneOf(order.countryCode, order.provinceCode) ??
            rules.timeZone,
        },
        ...{
          revised: [],
          parcels: [],
          isUnshipped: true,
          incidents: [],
          messages: [],
          lanes: lanesOf(
            order,
            parcels.map(({ shipment }) => shipment),
            rules,
          ),
          forecasts: new Map(),
          rhythms: new Map(),
        },
      },
      happenings: [...orderHappenings(order), ...parcelHappenings(order, parcels)],
      arrivedAt: hasArrived && !arrivals.includes(null) ? new Date(Math.max(...arrivals.map(Number))) : null,
      mayGet: new Set(wordsFor(order, conditions.get(order.id) ?? null, settings)),
    };
  });
}

/** Who gets no notice hears of nothing else either. */
function wordsFor(
  order: Order,
  conditions: ConditionFacts | null,
  { touchpoints, blocklist }: ShopSettings,
): DelayWord[] {
  if (!conditions || (order.email === null && order.phone === null)) return [];
  if (isBlocked(blocklist, { ...order, products: conditions.products })) return [];
  const refused = delayWords.findIndex((kind) => failedCondition(touchpoints[kind].conditions, conditions));
  return refused < 0 ? [...delayWords] : delayWords.slice(0, refused);
}

function orderHappenings({ paidAt, cancelledAt, fullyRefundedAt }: Order): Happening[] {
  const ends = (at: Date | null, exemption: Exemption): Happening[] =>
    at ? [{ at, change: (records) => ({ ...records, order: { ...records.order, exemption } }) }] : [];
  const paid: Happening[] = paidAt
    ? [{ at: paidAt, change: (records) => ({ ...records, order: { ...records.order, paidAt } }) }]
    : [];
  return [...paid, ...ends(cancelledAt, "cancelled"), ...ends(fullyRefundedAt, "refunded")];
}

interface PastParcel {
  shipment: Shipment;
  scans: ShipmentEvent[];
  carrier: ParcelFacts["carrier"];
}

function parcelHappenings(order: Order, parcels: PastParcel[]): Happening[] {
  return parcels.flatMap(({ shipment, scans, carrier }, index): Happening[] => {
    const { id, createdAt, deliveredAt, trackingNumber } = shipment;
    const isLast = index === parcels.length - 1;
    const none: ParcelFacts = {
      id,
      createdAt,
      tracked: trackingNumber !== null,
      deliveredAt: null,
      scans: [],
      carrier,
    };
    const learn = (at: Date, news: (parcel: ParcelFacts) => ParcelFacts): Happening => ({
      at,
      change: (records) => ({
        ...records,
        parcels: [
          ...records.parcels.filter((one) => one.id !== id),
          news(records.parcels.find((one) => one.id === id) ?? none),
        ],
      }),
    });
    const leaves = learn(createdAt, (parcel) => parcel);
    return [
      {
        at: createdAt,
        change: (records) => ({
          ...leaves.change(records),
          isUnshipped: !isLast || order.fulfillmentStatus === "partial",
        }),
      },
      ...scans.map((scan) =>
        learn(scan.happenedAt, (parcel) => ({ ...parcel, scans: [...parcel.scans, scan] })),
      ),
      ...(deliveredAt ? [learn(deliveredAt, (parcel) => ({ ...parcel, deliveredAt }))] : []),
    ];
  });
}

/** Which carriers report scans and arrivals at all, by everything this shop has seen of them in the time. */
async function listHabits(
  db: Database,
  shopId: string,
  now: Date,
): Promise<Map<string | null, ParcelFacts["carrier"]>> {
  const since = new Date(now.getTime() - dryRunDays * dayMs);
  const rows = await db.shipment.groupBy({
    by: ["carrier"],
    where: { shopId, createdAt: { gte: since } },
    _count: { handedOverAt: true, deliveredAt: true },
  });
  return new Map(
    rows.map(({ carrier, _count }) => [
      carrier,
      { scans: _count.handedOverAt > 0, reportsArrivals: _count.deliveredAt > 0 },
    ]),
  );
}

function byOrder<Row extends { orderId: string }>(rows: Row[]): Map<string, Row[]> {
  const map = new Map<string, Row[]>();
  for (const row of rows) map.set(row.orderId, [...(map.get(row.orderId) ?? []), row]);
  return map;
}
