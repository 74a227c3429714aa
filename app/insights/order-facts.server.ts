import type { Delay, FollowUp, Order, Prisma } from "~/platform/prisma/client";
import { countryCalendar } from "~/promises/business-calendar";
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

/** One order with what happened to it, for a list: six reads for the whole page, whatever its length. */
export interface OrderFacts {
  order: OrderSummary;
  delivery: OrderDelivery;
  /** The open incident, else the last one. */
  delay: Delay | null;
  /** What she was told about a delay, oldest first. */
  told: Array<{ kind: string; at: Date }>;
  /** The open follow-up that is due first. */
  followUp: FollowUp | null;
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

/** In the order of the ids; ids of orders that are not (or no longer) known are left out. */
export async function listOrderFacts(
  db: Prisma.TransactionClient,
  {
    shopId,
    orderIds,
    originCountry,
    now,
  }: { shopId: string; orderIds: string[]; originCountry: string; now: Date },
): Promise<OrderFacts[]> {
  if (orderIds.length === 0) return [];
  const ofThese = { shopId, orderId: { in: orderIds } };
  const [orders, promises, parcels, delays, told, followUps] = await Promise.all([
    db.order.findMany({ where: { shopId, id: { in: orderIds } }, select: shownOfOrder }),
    db.deliveryPromise.findMany({ where: ofThese, orderBy: { sequence: "asc" } }),
    db.shipment.findMany({ where: ofThese, orderBy: { createdAt: "asc" } }),
    db.delay.findMany({ where: ofThese, orderBy: { openedAt: "asc" } }),
    db.touchpoint.findMany({
      where: { ...ofThese, state: "dispatched", kind: { in: ["delay_notice", "delay_update"] } },
      select: { orderId: true, kind: true, dispatchedAt: true },
      orderBy: { dispatchedAt: "asc" },
    }),
    db.followUp.findMany({ where: { ...ofThese, state: "open" }, orderBy: { dueAt: "asc" } }),
  ]);
  const promisesBy = byOrder<PromiseRow>(promises);
  const parcelsBy = byOrder<ParcelRow>(parcels);
  const delaysBy = byOrder<Delay>(delays);
  const toldBy = byOrder(told);
  const followUpsBy = byOrder<FollowUp>(followUps);
  const orderBy = new Map(orders.map((order) => [order.id, order]));

  return orderIds.flatMap((id): OrderFacts[] => {
    const order = orderBy.get(id);
    if (!order) return [];
    const records = {
      promises: promisesBy.get(id) ?? [],
      parcels: parcelsBy.get(id) ?? [],
      allShipped: order.fulfillmentStatus === "fulfilled",
    };
    const delivery = orderDelivery(records, countryCalendar(order.countryCode ?? originCountry), now);
    const itsDelays = delaysBy.get(id) ?? [];
    return [
      {
        order: { ...order, totalAmount: order.totalAmount.toString() },
        delivery,
        delay:
          itsDelays.findLast((delay) => openDelayStates.includes(delay.state)) ?? itsDelays.at(-1) ?? null,
        told: (toldBy.get(id) ?? []).flatMap(({ kind, dispatchedAt }) =>
          dispatchedAt ? [{ kind, at: dispatchedAt }] : [],
        ),
        followUp: followUpsBy.get(id)?.[0] ?? null,
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
