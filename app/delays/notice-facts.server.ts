import type { Database, Transaction } from "~/platform/database.server";
import type { OrderFile } from "~/orders/order-file.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { loadDeliveryRecords } from "./delivery-records.server";
import type { DelayChoice } from "./delay-options";
import { listOpenOptions } from "./open-options.server";
import { noticeFacts, type NoticeFacts } from "./notice-facts";

interface LoadNotice {
  shopId: string;
  delayId: string;
  settings: Pick<ShopSettings, "promiseRules">;
  /** The order's file, where the caller has just read it. */
  known?: OrderFile;
  now: Date;
}

/**
 * What a notice or update of an incident has to say, read when its words are written. Review the delivery just
 * before, so that the facts are today's. Null when the incident or its order is gone.
 */
export async function loadNoticeFacts(
  db: Database | Transaction,
  { shopId, delayId, settings, known, now }: LoadNotice,
): Promise<(NoticeFacts & { orderId: string; options: DelayChoice[] }) | null> {
  const orderId = known?.order.id ?? (await orderOf(db, { shopId, delayId }));
  if (orderId === undefined) return null;
  const records = await loadDeliveryRecords(db, { shopId, orderId, settings, now, ...(known && { known }) });
  const recorded = records?.incidents.find((one) => one.id === delayId);
  if (!records || !recorded) return null;
  const { parcels, promise, revised, road } = records;
  const parcel = parcels.find((one) => one.id === recorded.shipmentId) ?? null;
  const options = await listOpenOptions(db, { shopId, orderId, state: recorded.incident.state });
  return {
    orderId,
    options,
    ...noticeFacts({
      incident: recorded.incident,
      parcel,
      promise,
      revised: revised.at(-1) ?? null,
      road,
      now,
    }),
  };
}

async function orderOf(
  db: Database | Transaction,
  { shopId, delayId }: Pick<LoadNotice, "shopId" | "delayId">,
): Promise<string | undefined> {
  const delay = await db.delay.findFirst({ where: { id: delayId, shopId }, select: { orderId: true } });
  return delay?.orderId;
}
