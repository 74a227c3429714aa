import type { Database, Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { loadDeliveryRecords } from "./delivery-records.server";
import { noticeFacts, type NoticeFacts } from "./notice-facts";

/**
 * What a notice or update of an incident has to say, read when its words are written. Review the delivery just
 * before, so that the facts are today's. Null when the incident or its order is gone.
 */
export async function loadNoticeFacts(
  db: Database | Transaction,
  {
    shopId,
    delayId,
    settings,
    now,
  }: { shopId: string; delayId: string; settings: Pick<ShopSettings, "promiseRules">; now: Date },
): Promise<(NoticeFacts & { orderId: string }) | null> {
  const delay = await db.delay.findFirst({ where: { id: delayId, shopId }, select: { orderId: true } });
  if (!delay) return null;
  const { orderId } = delay;
  const records = await loadDeliveryRecords(db, { shopId, orderId, settings, now });
  const incident = records?.incidents.find((one) => one.id === delayId);
  if (!records || !incident) return null;
  const { parcels, promise, revised, road } = records;
  const parcel = parcels.find((one) => one.id === incident.shipmentId) ?? null;
  return { orderId, ...noticeFacts({ incident, parcel, promise, revised: revised.at(-1) ?? null, road, now }) };
}
