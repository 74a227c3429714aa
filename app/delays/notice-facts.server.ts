import type { OpenWish } from "~/messages/message-values";
import type { Database, Transaction } from "~/platform/database.server";
import type { OrderFile } from "~/orders/order-file.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { loadDeliveryRecords, readDeliveryRecords } from "./delivery-records.server";
import { isDelayChoice, type DelayChoice } from "~/orders/delay-choice";
import { listOpenOptions, openOptions } from "./open-options.server";
import { noticeFacts, type NoticeFacts } from "./notice-facts";

interface LoadNotice {
  shopId: string;
  delayId: string;
  settings: Pick<ShopSettings, "promiseRules">;
  /** The order's file, where the caller has just read it. */
  known?: OrderFile;
  now: Date;
}

interface ChoiceSoFar {
  chosen: DelayChoice | null;
  openWish: OpenWish | null;
}

/**
 * What a notice or update of an incident has to say, read when its words are written. Review the delivery just
 * before, so that the facts are today's. Null when the incident or its order is gone.
 */
export async function loadNoticeFacts(
  db: Database | Transaction,
  { shopId, delayId, settings, known, now }: LoadNotice,
): Promise<(NoticeFacts & Pick<ChoiceSoFar, "chosen"> & { orderId: string; options: DelayChoice[] }) | null> {
  const delay =
    known?.delays.find(({ id }) => id === delayId) ??
    (await db.delay.findFirst({ where: { id: delayId, shopId }, select: { orderId: true, choice: true } }));
  if (!delay) return null;
  const { orderId } = delay;
  const records = known
    ? await readDeliveryRecords(db, known, { settings, now })
    : await loadDeliveryRecords(db, { shopId, orderId, settings, now });
  const recorded = records?.incidents.find((one) => one.id === delayId);
  if (!records || !recorded) return null;
  const { parcels, isUnshipped, promise, revised, road } = records;
  const parcel = parcels.find((one) => one.id === recorded.shipmentId) ?? null;
  const { state } = recorded.incident;
  const options = known
    ? openOptions({ ...known, state })
    : await listOpenOptions(db, { shopId, orderId, state });
  const { chosen, openWish } = await choiceSoFar(db, { shopId, delayId, choice: delay.choice });
  return {
    ...{ orderId, options, chosen },
    ...noticeFacts({
      incident: recorded.incident,
      parcel,
      parcels,
      isUnshipped,
      promise,
      revised: revised.at(-1) ?? null,
      road,
      openWish,
      now,
    }),
  };
}

async function choiceSoFar(
  db: Database | Transaction,
  { shopId, delayId, choice }: { shopId: string; delayId: string; choice: string | null },
): Promise<ChoiceSoFar> {
  const chosen = isDelayChoice(choice) ? choice : null;
  if (chosen === null || chosen === "wait") return { chosen, openWish: null };
  const open = await db.followUp.count({ where: { shopId, delayId, state: "open" } });
  return { chosen, openWish: open > 0 ? chosen : null };
}
