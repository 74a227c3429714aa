import type { Database, Transaction } from "~/platform/database.server";
import type { Order, Shipment } from "~/platform/prisma/client";
import type { DelayChoice } from "~/orders/delay-choice";
import { optionsFor } from "./delay-options";
import { isLiveShipment } from "./delivery-records.server";

/** What she can still choose for an incident, from how its order stands. */
export async function listOpenOptions(
  db: Database | Transaction,
  { shopId, orderId, state }: { shopId: string; orderId: string; state: string },
): Promise<DelayChoice[]> {
  const order = await db.order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: { cancelledAt: true, deletedAt: true },
  });
  const shipments = await db.shipment.findMany({
    where: { shopId, orderId },
    select: { status: true, stage: true },
  });
  return openOptions({ order, shipments, state });
}

/** The same, where the order has just been read. */
export function openOptions({
  order,
  shipments,
  state,
}: {
  order: Pick<Order, "cancelledAt" | "deletedAt"> | null;
  shipments: Array<Pick<Shipment, "status" | "stage">>;
  state: string;
}): DelayChoice[] {
  const parcels = shipments.filter(isLiveShipment);
  return optionsFor({
    isClosed: state === "closed" || !order || order.cancelledAt !== null || order.deletedAt !== null,
    isShipped: parcels.length > 0,
    isOutForDelivery: parcels.some(({ stage }) => stage === "out_for_delivery"),
  });
}
