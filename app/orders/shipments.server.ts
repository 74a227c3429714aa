import type { Transaction } from "~/platform/database.server";
import { withInstants } from "~/platform/json-rows";
import type { Shipment } from "~/platform/prisma/client";
import { assignments } from "~/platform/sql.server";
import {
  mergeShipment,
  progressOf,
  type Scan,
  type ShipmentEventPicture,
  type ShipmentPicture,
} from "./shipment-record";

/** Answers whether anything that matters to the shopper changed; most updates only repeat a scan. */
export async function recordShipment(
  tx: Transaction,
  { shopId, picture, now }: { shopId: string; picture: ShipmentPicture; now: Date },
): Promise<{ outcome: "changed" | "same" }> {
  const { shipment: known, scans } = await readShipment(tx, shopId, picture.id);
  const facts = mergeShipment(known, picture);
  const progress = progressOf(facts, scans);
  // `known` brings its keys and old progress along; only what a picture and the scans say is written.
  const columns = {
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
    ...progress,
  };
  if (!known) {
    await tx.shipment.create({ data: { shopId, id: picture.id, ...columns, recordedAt: now } });
    return { outcome: "changed" };
  }
  const changed = Object.keys(columns).filter(
    (name) => !isSame(columns[name as keyof typeof columns], known[name as keyof typeof columns]),
  );
  if (changed.length > 0) {
    await tx.$executeRaw`
      UPDATE "Shipment" SET ${assignments(columns)} WHERE "shopId" = ${shopId} AND "id" = ${picture.id}`;
  }
  return { outcome: changed.some((name) => !untold.has(name)) ? "changed" : "same" };
}

/** What changes without telling the shopper anything: most updates only repeat a scan. */
const untold: ReadonlySet<string> = new Set(["reportedStage", "reportedDeliveredAt", "changedAt"]);

const isSame = (a: string | Date | null, b: string | Date | null): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/** Scans are facts: recorded once by id, whatever order they come in, before or after their shipment. */
export async function recordShipmentEvents(
  tx: Transaction,
  { shopId, events, now }: { shopId: string; events: ShipmentEventPicture[]; now: Date },
): Promise<{ recorded: number }> {
  const { count } = await tx.shipmentEvent.createMany({
    data: events.map((event) => ({ shopId, ...event, recordedAt: now })),
    skipDuplicates: true,
  });
  if (count > 0)
    for (const id of new Set(events.map((event) => event.shipmentId))) await refreshProgress(tx, shopId, id);
  return { recorded: count };
}

/** A scan taken back, perhaps before it arrived: the mark stays so that a late copy does not count. */
export async function recordShipmentEventDeleted(
  tx: Transaction,
  { shopId, event, now }: { shopId: string; event: ShipmentEventPicture; now: Date },
): Promise<void> {
  await tx.shipmentEvent.upsert({
    where: { shopId_id: { shopId, id: event.id } },
    create: { shopId, ...event, deletedAt: now, recordedAt: now },
    update: { deletedAt: now },
  });
  await refreshProgress(tx, shopId, event.shipmentId);
}

async function refreshProgress(tx: Transaction, shopId: string, shipmentId: string): Promise<void> {
  const { shipment, scans } = await readShipment(tx, shopId, shipmentId);
  if (!shipment) return;
  const progress = assignments({ ...progressOf(shipment, scans) });
  await tx.$executeRaw`UPDATE "Shipment" SET ${progress} WHERE "shopId" = ${shopId} AND "id" = ${shipmentId}`;
}

/** A shipment as we know it with its scans, which may come before it. */
async function readShipment(
  tx: Transaction,
  shopId: string,
  shipmentId: string,
): Promise<{ shipment: Shipment | null; scans: Scan[] }> {
  const [row] = await tx.$queryRaw<Array<{ shipment: Shipment | null; scans: Scan[] }>>`
    SELECT
      (SELECT to_jsonb(s) FROM "Shipment" s WHERE s."shopId" = ${shopId} AND s."id" = ${shipmentId}) AS "shipment",
      (SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]') FROM "ShipmentEvent" e
        WHERE e."shopId" = ${shopId} AND e."shipmentId" = ${shipmentId} AND e."deletedAt" IS NULL) AS "scans"`;
  return row ? withInstants(row) : { shipment: null, scans: [] };
}
