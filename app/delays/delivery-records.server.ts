import type { Database, Transaction } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import type { Delay, Order, Shipment, ShipmentEvent } from "~/platform/prisma/client";
import { loadOrderFile, type OrderFile } from "~/orders/order-file.server";
import { promisesOf } from "~/promises/delivery-promises.server";
import { lanesOf } from "~/promises/journeys";
import { rulesAt } from "~/promises/resolve-promise";
import { timeZoneOf } from "~/promises/time-zone-of";
import type { ShopSettings } from "~/settings/shop-settings";
import { carrierScansOf } from "./carrier-scans";
import type { ClosedReason, IncidentState } from "./decide-incident";
import { delayKindOf } from "./delay-kinds";
import { delayCauseOf } from "./delay-causes";
import type { Exemption, ParcelFacts } from "./delivery-facts";
import type { DeliveryRecords, RecordedIncident } from "./review";
import type { DelayMessage } from "./told";

interface LoadDelivery {
  settings: Pick<ShopSettings, "promiseRules">;
  now: Date;
}

/** Reads all that a look at an order's delivery is decided from; null for an order we do not know yet. */
export async function loadDeliveryRecords(
  db: Database | Transaction,
  { shopId, orderId, ...of }: LoadDelivery & { shopId: string; orderId: string },
): Promise<DeliveryRecords | null> {
  const file = await loadOrderFile(db, shopId, orderId);
  return file && readDeliveryRecords(db, file, of);
}

/** The same from the order's file, where the caller has just read it. */
export async function readDeliveryRecords(
  db: Database | Transaction,
  file: OrderFile,
  { settings, now }: LoadDelivery,
): Promise<DeliveryRecords> {
  const { order, shipments, events, delays, touchpoints } = file;
  const promises = promisesOf(file.promises);
  const live = shipments.filter(isLiveShipment);
  const parcels: ParcelFacts[] = [];
  for (const shipment of live) {
    const scans = events.filter((event) => event.shipmentId === shipment.id);
    parcels.push(await parcelOf(db, { shipment, scans, now }));
  }
  const rules = rulesAt(promises.original?.location ?? null, settings.promiseRules);
  const isAnnounced =
    carrierScansOf(events.filter((event) => !shipments.some((one) => one.id === event.shipmentId))).length >
    0;
  return {
    order: { placedAt: order.placedAt, paidAt: order.paidAt, exemption: exemptionOf(order) },
    promise: promises.original,
    revised: promises.revised,
    road: {
      rules,
      destinationCountry: order.countryCode ?? rules.originCountry,
      // Where she is now: who gave another address is written to, and given hours, by its clock.
      timeZone:
        order.timeZone ??
        promises.original?.timeZone ??
        timeZoneOf(order.countryCode, order.provinceCode) ??
        rules.timeZone,
    },
    parcels,
    // A scan may come before its shipment does: then the goods have left, though we cannot say how. Of an order that
    // is fulfilled without a parcel the goods were taken off, and what is left of it is a gift card.
    isUnshipped:
      order.fulfillmentStatus === "partial" ||
      (live.length === 0 && !isAnnounced && order.fulfillmentStatus !== "fulfilled"),
    incidents: delays.map(recordedIncident),
    lanes: lanesOf(order, live, rules),
    forecasts: new Map(),
    rhythms: new Map(),
    messages: touchpoints.flatMap(
      ({ kind, delayId, state, plannedAt, claimedAt, dispatchedAt }): DelayMessage[] =>
        delayId === null || (kind !== "delay_notice" && kind !== "delay_update")
          ? []
          : [
              {
                kind,
                delayId,
                state,
                plannedAt,
                claimedAt,
                dispatchedAt,
              },
            ],
    ),
  };
}

/** A parcel that counts: a cancelled one never existed for the shopper. */
export function isLiveShipment({ status }: Pick<Shipment, "status">): boolean {
  return status !== "cancelled" && status !== "error" && status !== "failure";
}

function exemptionOf(order: Order): Exemption | null {
  if (order.test) return "test";
  if (order.imported) return "imported";
  if (order.deletedAt) return "deleted";
  if (order.cancelledAt) return "cancelled";
  if (order.fullyRefundedAt) return "refunded";
  return order.requiresShipping ? null : "no_shipping";
}

async function parcelOf(
  db: Database | Transaction,
  { shipment, scans, now }: { shipment: Shipment; scans: ShipmentEvent[]; now: Date },
): Promise<ParcelFacts> {
  const { id, createdAt, deliveredAt, trackingNumber } = shipment;
  const isSilent = deliveredAt === null && carrierScansOf(scans).length === 0;
  return {
    id,
    createdAt,
    tracked: trackingNumber !== null,
    deliveredAt,
    scans,
    // Only a parcel without a scan of its own needs to know what its carrier is wont to do.
    carrier: isSilent ? await habitsOf(db, { shipment, now }) : { scans: true, reportsArrivals: true },
  };
}

// Habits of two months; the last three days are left out, because webhooks may come late and in any order,
// and the answer must not depend on which of them is here already.
const HABIT_DAYS = 60;
const SETTLING_DAYS = 3;

/** What this shop saw of a carrier on its other parcels in the last 60 days. */
async function habitsOf(
  db: Database | Transaction,
  { shipment, now }: { shipment: Shipment; now: Date },
): Promise<ParcelFacts["carrier"]> {
  const within = { gte: daysBefore(now, HABIT_DAYS), lte: daysBefore(now, SETTLING_DAYS) };
  const others = { shopId: shipment.shopId, carrier: shipment.carrier, id: { not: shipment.id } };
  const select = { id: true } as const;
  const scanned = await db.shipment.findFirst({ where: { ...others, handedOverAt: within }, select });
  const arrived = await db.shipment.findFirst({ where: { ...others, deliveredAt: within }, select });
  return { scans: scanned !== null, reportsArrivals: arrived !== null };
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * dayMs);

const incidentStates = ["open", "warned", "moving", "closed"] as const satisfies readonly IncidentState[];

/** A row as the pure files read it. Throws on words we never wrote. */
export function recordedIncident(delay: Delay): RecordedIncident {
  const state = incidentStates.find((one) => one === delay.state);
  if (state === undefined) throw new Error(`Unknown state ${delay.state} of delay ${delay.id}`);
  return {
    id: delay.id,
    shipmentId: delay.shipmentId,
    incident: {
      kind: delayKindOf(delay.kind),
      cause: delayCauseOf(delay.cause),
      state,
      kindSince: delay.kindSince,
      silenceDays: delay.silenceDays,
      noticesSent: delay.noticesSent,
      lastNoticeAt: delay.lastNoticeAt,
      nextUpdateAt: delay.nextUpdateAt,
      movingAt: delay.movingAt,
      arrivedAt: delay.arrivedAt,
      closedAt: delay.closedAt,
      // Only compared, and only written by decideIncident.
      closedReason: delay.closedReason as ClosedReason | null,
    },
  };
}
