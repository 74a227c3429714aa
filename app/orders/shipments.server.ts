import type { Transaction } from "~/platform/database.server";
import { withInstants } from "~/platform/json-rows";
import type { Shipment } from "~/platform/prisma/client";
import { insertionOf, together, updatesOf } from "~/platform/sql.server";
import {
  mergeShipment,
  progressOf,
  type Scan,
  type ShipmentEventPicture,
  type ShipmentFacts,
  type ShipmentPicture,
} from "./shipment-record";

interface ShipmentNews {
  shopId: string;
  /** Several of one shipment add up. */
  pictures: ShipmentPicture[];
  /** Facts: kept once by their id, whatever order they come in, before or after their shipment. */
  scans: ShipmentEventPicture[];
  /** Perhaps before they arrived: the mark stays, so that a late copy does not count. */
  takenBack: ShipmentEventPicture[];
  now: Date;
}

/**
 * Records what is told of a shop's shipments, under the locks of their orders. Answers which of them changed in anything
 * that matters to the shopper; most updates only repeat a scan.
 */
export async function recordShipments(tx: Transaction, news: ShipmentNews): Promise<Set<string>> {
  const { shopId, pictures, scans, takenBack, now } = news;
  await recordScans(tx, news);
  const ids = [...pictures.map(({ id }) => id), ...[...scans, ...takenBack].map((scan) => scan.shipmentId)];
  if (ids.length === 0) return new Set();
  const known = await readShipments(tx, shopId, [...new Set(ids)]);
  const picturesOf = Map.groupBy(pictures, ({ id }) => id);
  const created = [];
  const changed = [];
  const told = new Set<string>();
  for (const { id, shipment, scans: seen } of known) {
    const facts = (picturesOf.get(id) ?? []).reduce<ShipmentFacts | null>(mergeShipment, shipment);
    if (!facts) continue;
    const columns = { ...columnsOf(facts), ...progressOf(facts, seen) };
    const names = Object.keys(columns) as Array<keyof typeof columns>;
    const news = shipment ? names.filter((name) => !isSame(columns[name], shipment[name])) : names;
    if (!shipment) created.push({ shopId, id, ...columns, recordedAt: now });
    else if (news.length > 0) changed.push({ shopId, id, ...columns });
    if (news.some((name) => !untold.has(name))) told.add(id);
  }
  const writes = [insertionOf("Shipment", created), ...updatesOf("Shipment", changed, ["shopId", "id"])];
  if (created.length + changed.length > 0) await tx.$executeRaw(together(writes));
  return told;
}

/** What is known brings its keys and old progress along; only what a picture says is written. */
const columnsOf = (facts: ShipmentFacts) => ({
  orderId: facts.orderId,
  name: facts.name,
  status: facts.status,
  carrier: facts.carrier,
  trackingNumber: facts.trackingNumber,
  trackingUrl: facts.trackingUrl,
  originId: facts.originId,
  createdAt: facts.createdAt,
  reportedStage: facts.reportedStage,
  reportedDeliveredAt: facts.reportedDeliveredAt,
  changedAt: facts.changedAt,
});

/** What changes without telling the shopper anything: most updates only repeat a scan. */
const untold: ReadonlySet<string> = new Set(["reportedStage", "reportedDeliveredAt", "changedAt"]);

const isSame = (a: string | Date | null, b: string | Date | null): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

async function recordScans(
  tx: Transaction,
  { shopId, scans, takenBack, now }: Pick<ShipmentNews, "shopId" | "scans" | "takenBack" | "now">,
): Promise<void> {
  const told = insertionOf(
    "ShipmentEvent",
    scans.map((scan) => ({ shopId, ...scan, recordedAt: now })),
  );
  if (told) await tx.$executeRaw`${told} ON CONFLICT DO NOTHING`;
  const marks = new Map(
    takenBack.map((scan) => [scan.id, { shopId, ...scan, deletedAt: now, recordedAt: now }]),
  );
  const marked = insertionOf("ShipmentEvent", [...marks.values()]);
  if (marked)
    await tx.$executeRaw`${marked} ON CONFLICT ("shopId", "id") DO UPDATE SET "deletedAt" = excluded."deletedAt"`;
}

/** Shipments as we know them with their scans, which may come before them. */
async function readShipments(
  tx: Transaction,
  shopId: string,
  ids: string[],
): Promise<Array<{ id: string; shipment: Shipment | null; scans: Scan[] }>> {
  const rows = await tx.$queryRaw<Array<{ id: string; shipment: Shipment | null; scans: Scan[] }>>`
    SELECT k."id",
      (SELECT to_jsonb(s) FROM "Shipment" s WHERE s."shopId" = ${shopId} AND s."id" = k."id") AS "shipment",
      (SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]') FROM "ShipmentEvent" e
        WHERE e."shopId" = ${shopId} AND e."shipmentId" = k."id" AND e."deletedAt" IS NULL) AS "scans"
    FROM unnest(${ids}::text[]) AS k ("id")`;
  return rows.map(withInstants);
}
