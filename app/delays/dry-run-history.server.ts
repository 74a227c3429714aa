import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { PastOrder as PastOrderRow } from "~/platform/prisma/client";
import { fromDateColumn } from "~/promises/local-dates";
import { readLane } from "~/promises/lane";
import { getShop } from "~/settings/shops.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { CarrierScan } from "./carrier-scans";
import type { ParcelFacts } from "./delivery-facts";
import { delayWords, type PastOrder } from "./dry-run";
import { dryRunStepLength, playStep, type DryRunStep } from "./dry-run.server";
import type { Happening } from "./play-order";

/** Whether the shop has brought a history to be played over. */
export async function hasHistory(db: Database, shopId: string): Promise<boolean> {
  return (await db.pastOrder.findFirst({ where: { shopId }, select: { orderId: true } })) !== null;
}

const calledOff = ["canceled", "unavailable"];

/**
 * Plays the next orders of the imported history by the rules of today, newest first. It ends with the last thing the
 * history tells: what had not come by then is still open.
 */
export async function dryRunHistoryStep(
  { db }: { db: Database; clock: Clock },
  { shopId, after }: { shopId: string; after: string | null },
): Promise<DryRunStep> {
  const { settings } = await getShop(db, shopId);
  const { _max: last } = await db.pastOrder.aggregate({
    where: { shopId },
    _max: { placedAt: true, handedOverAt: true, deliveredAt: true },
  });
  const endsAt = new Date(
    Math.max(Number(last.placedAt), Number(last.handedOverAt), Number(last.deliveredAt)),
  );
  const rows = await db.pastOrder.findMany({
    where: { shopId, status: { notIn: calledOff } },
    orderBy: [{ placedAt: "desc" }, { orderId: "desc" }],
    ...(after && { cursor: { shopId_orderId: { shopId, orderId: after } }, skip: 1 }),
    take: dryRunStepLength,
  });
  const past = rows.map((row) => pastOrder(row, settings));
  const next = rows.length < dryRunStepLength ? null : (rows.at(-1)?.orderId ?? null);
  return { ...(await playStep(db, past, { shopId, settings, now: endsAt })), next };
}

/** A history tells of three moments: ordered, handed over, delivered. */
function pastOrder(
  row: PastOrderRow,
  { promiseRules: rules }: Pick<ShopSettings, "promiseRules">,
): PastOrder {
  const { orderId, placedAt, handedOverAt, deliveredAt } = row;
  const lane = readLane(row.lane);
  const latestOn = fromDateColumn(row.promisedOn);
  const { timeZone } = lane;
  return {
    orderId,
    name: orderId,
    start: {
      order: { placedAt, paidAt: placedAt, exemption: null },
      promise: {
        ...{ earliestOn: latestOn, latestOn, timeZone, madeAt: placedAt },
        ...{ location: null, mayLeaveAt: null, shipBy: null },
        source: "shopify_delivery_method",
      },
      road: { rules, destinationCountry: lane.country, timeZone },
      ...{ revised: [], parcels: [], isUnshipped: true, incidents: [], messages: [] },
      lanes: new Map([
        ["", lane],
        [orderId, lane],
      ]),
      ...{ forecasts: new Map(), rhythms: new Map() },
    },
    happenings: [
      ...(handedOverAt ? [leaves(orderId, handedOverAt)] : []),
      ...(handedOverAt && deliveredAt ? [arrives(deliveredAt)] : []),
    ],
    arrivedAt: deliveredAt,
    // A history names nobody whom a rule could leave out.
    mayGet: new Set(delayWords),
  };
}

function leaves(orderId: string, at: Date): Happening {
  const scan: CarrierScan = {
    id: "1",
    status: "carrier_picked_up",
    happenedAt: at,
    etaAt: null,
    message: null,
  };
  const parcel: ParcelFacts = {
    ...{ id: orderId, createdAt: at, tracked: true, deliveredAt: null, scans: [scan] },
    carrier: { scans: true, reportsArrivals: true },
  };
  return { at, change: (records) => ({ ...records, parcels: [parcel], isUnshipped: false }) };
}

const arrives = (at: Date): Happening => ({
  at,
  change: (records) => ({
    ...records,
    parcels: records.parcels.map((parcel) => ({ ...parcel, deliveredAt: at })),
  }),
});
