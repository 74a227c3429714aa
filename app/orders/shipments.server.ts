import type { Shipment } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import {
  mergeShipment,
  progressOf,
  type ShipmentEventPicture,
  type ShipmentPicture,
} from "./shipment-record";

export function listShipments(
  tx: Pick<Transaction, "shipment">,
  shopId: string,
  orderId: string,
): Promise<Shipment[]> {
  return tx.shipment.findMany({ where: { shopId, orderId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}

/** Answers whether anything that matters to the shopper changed; most updates only repeat a scan. */
export async function recordShipment(
  tx: Transaction,
  { shopId, picture, now }: { shopId: string; picture: ShipmentPicture; now: Date },
): Promise<{ outcome: "changed" | "same" }> {
  const known = await tx.shipment.findUnique({ where: { shopId_id: { shopId, id: picture.id } } });
  const facts = mergeShipment(known, picture);
  const progress = progressOf(facts, await scansOf(tx, shopId, picture.id));
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
  const { reportedStage: _stage, reportedDeliveredAt: _delivered, changedAt: _at, ...telling } = columns;
  const changed = Object.entries(telling).some(
    ([name, value]) => !isSame(value, known[name as keyof typeof telling]),
  );
  await tx.shipment.update({ where: { shopId_id: { shopId, id: picture.id } }, data: columns });
  return { outcome: changed ? "changed" : "same" };
}

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
  const shipment = await tx.shipment.findUnique({ where: { shopId_id: { shopId, id: shipmentId } } });
  if (!shipment) return;
  const progress = progressOf(shipment, await scansOf(tx, shopId, shipmentId));
  await tx.shipment.update({ where: { shopId_id: { shopId, id: shipmentId } }, data: { ...progress } });
}

const scansOf = (tx: Transaction, shopId: string, shipmentId: string) =>
  tx.shipmentEvent.findMany({
    where: { shopId, shipmentId, deletedAt: null },
    select: { id: true, status: true, happenedAt: true, etaAt: true },
  });
