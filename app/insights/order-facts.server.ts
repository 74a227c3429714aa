import type { Delay, Order, Prisma } from "~/platform/prisma/client";
import { countryCalendar } from "~/promises/business-calendar";
import type { ShopSettings } from "~/settings/shop-settings";
import { openDelayStates } from "./open-delay-states";
import { orderDelivery, type OrderDelivery, type ParcelRow, type PromiseRow } from "./order-delivery";

/** What a page shows of an order; her addresses stay where they are. */
export interface OrderSummary extends Pick<
  Order,
  | "id"
  | "name"
  | "firstName"
  | "lastName"
  | "city"
  | "countryCode"
  | "currency"
  | "placedAt"
  | "paidAt"
  | "cancelledAt"
  | "fullyRefundedAt"
  | "fulfillmentStatus"
  | "requiresShipping"
  | "gift"
  | "shippingMethod"
  | "heldAt"
> {
  totalAmount: string;
}

/** One order with what happened to it, for a list: seven reads for the whole page, whatever its length. */
export interface OrderFacts {
  order: OrderSummary;
  delivery: OrderDelivery;
  /** The open incident, else the last one. */
  delay: Pick<Delay, "kind" | "state"> | null;
  /** What she was told about a delay, oldest first. */
  told: Array<{ kind: string; at: Date }>;
  /** A follow-up is open. */
  needsYou: boolean;
  /** Percent, as the last look at what is under way found it; null where nobody looks for one. */
  lateChance: number | null;
  /** That chance is as high as the merchant calls at risk. */
  isLikelyLate: boolean;
}

const shownOfOrder = {
  id: true,
  name: true,
  firstName: true,
  lastName: true,
  city: true,
  countryCode: true,
  currency: true,
  placedAt: true,
  paidAt: true,
  cancelledAt: true,
  fullyRefundedAt: true,
  fulfillmentStatus: true,
  requiresShipping: true,
  gift: true,
  shippingMethod: true,
  heldAt: true,
  totalAmount: true,
} as const satisfies Prisma.OrderSelect;

interface AskedOrders {
  shopId: string;
  orderIds: string[];
  settings: Pick<ShopSettings, "promiseRules" | "delays" | "quietHours">;
  now: Date;
}

/** In the order of the ids; ids of orders that are not (or no longer) known are left out. */
export async function listOrderFacts(
  db: Prisma.TransactionClient,
  asked: AskedOrders,
): Promise<OrderFacts[]> {
  if (asked.orderIds.length === 0) return [];
  const ofThese = { shopId: asked.shopId, orderId: { in: asked.orderIds } };
  const [deliveries, delays, followUps, watches] = await Promise.all([
    listDeliveries(db, asked),
    db.delay.findMany({
      where: ofThese,
      select: { orderId: true, kind: true, state: true },
      orderBy: { openedAt: "asc" },
    }),
    db.followUp.findMany({ where: { ...ofThese, state: "open" }, select: { orderId: true } }),
    db.deliveryWatch.findMany({ where: ofThese, select: { orderId: true, lateChance: true } }),
  ]);
  const chances = new Map(watches.map(({ orderId, lateChance }) => [orderId, lateChance]));
  const delaysBy = byOrder(delays);
  const needingYou = new Set(followUps.map(({ orderId }) => orderId));
  return deliveries.map((one) => {
    const itsDelays = delaysBy.get(one.order.id) ?? [];
    const delay = itsDelays.findLast(({ state }) => openDelayStates.includes(state)) ?? itsDelays.at(-1);
    const lateChance = chances.get(one.order.id) ?? null;
    return {
      ...one,
      lateChance,
      isLikelyLate: lateChance !== null && lateChance >= asked.settings.delays.predictedLateThreshold,
      delay: delay ? { kind: delay.kind, state: delay.state } : null,
      needsYou: needingYou.has(one.order.id),
    };
  });
}

/** The same without what is open, for a list that tells only how it went. */
export async function listDeliveries(
  db: Prisma.TransactionClient,
  { shopId, orderIds, settings, now }: AskedOrders,
): Promise<Array<Pick<OrderFacts, "order" | "delivery" | "told">>> {
  if (orderIds.length === 0) return [];
  const ofThese = { shopId, orderId: { in: orderIds } };
  const [orders, promises, parcels, told] = await Promise.all([
    db.order.findMany({
      where: { shopId, id: { in: orderIds } },
      select: { ...shownOfOrder, timeZone: true },
    }),
    db.deliveryPromise.findMany({ where: ofThese, orderBy: { sequence: "asc" } }),
    db.shipment.findMany({ where: ofThese, orderBy: { createdAt: "asc" } }),
    db.touchpoint.findMany({
      where: { ...ofThese, state: "dispatched", kind: { in: ["delay_notice", "delay_update"] } },
      select: { orderId: true, kind: true, dispatchedAt: true },
      orderBy: { dispatchedAt: "asc" },
    }),
  ]);
  const promisesBy = byOrder<PromiseRow>(promises);
  const parcelsBy = byOrder<ParcelRow>(parcels);
  const toldBy = byOrder(told);
  const orderBy = new Map(orders.map((order) => [order.id, order]));
  return orderIds.flatMap((id) => {
    const found = orderBy.get(id);
    if (!found) return [];
    const { timeZone, ...order } = found;
    const records = {
      promises: promisesBy.get(id) ?? [],
      parcels: parcelsBy.get(id) ?? [],
      allShipped: order.fulfillmentStatus === "fulfilled",
    };
    return [
      {
        order: { ...order, totalAmount: order.totalAmount.toString() },
        delivery: orderDelivery(
          records,
          {
            calendar: countryCalendar(order.countryCode ?? settings.promiseRules.originCountry),
            timeZone: timeZone ?? settings.promiseRules.timeZone,
          },
          now,
        ),
        told: (toldBy.get(id) ?? []).flatMap(({ kind, dispatchedAt }) =>
          dispatchedAt ? [{ kind, at: dispatchedAt }] : [],
        ),
      },
    ];
  });
}

function byOrder<Row>(rows: ReadonlyArray<Row & { orderId: string | null }>): Map<string, Row[]> {
  const map = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.orderId === null) continue;
    const list = map.get(row.orderId);
    if (list) list.push(row);
    else map.set(row.orderId, [row]);
  }
  return map;
}
