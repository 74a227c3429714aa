import type { LaneJourney } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { isSilence } from "./lane";
import { laneOf, travelledLegs, type RoadOrder, type RoadShipment } from "./journeys";

/**
 * Writes down what an order's parcels have travelled, in the transaction that learned of it; the sums take it up
 * from there, once (count-journeys.server.ts). Orders from before the shop went live teach as well as any; a
 * shipment taken back (`taken`) stops counting as under way. The caller holds the order's lock.
 */
export async function recordJourneys(
  tx: Transaction,
  {
    shopId,
    order,
    shipments,
    taken,
    rules,
  }: {
    shopId: string;
    order: RoadOrder & { id: string };
    shipments: RoadShipment[];
    taken: string[];
    rules: Pick<ShopSettings["promiseRules"], "originCountry" | "timeZone">;
  },
): Promise<void> {
  const travelled = shipments.flatMap((shipment) =>
    travelledLegs(order, shipment).map((leg) => ({ shipment, ...leg })),
  );
  if (travelled.length === 0 && taken.length === 0) return;
  const known = await tx.$queryRaw<LaneJourney[]>`
    SELECT * FROM "LaneJourney" WHERE "shopId" = ${shopId} AND "orderId" = ${order.id}`;
  const find = (shipmentId: string, leg: string) =>
    known.find((one) => one.shipmentId === shipmentId && one.leg === leg);
  const unknown = travelled.filter(({ shipment, leg }) => !find(shipment.id, leg));
  if (unknown.length > 0)
    await tx.laneJourney.createMany({
      data: unknown.map(({ shipment, leg, startedAt, endedAt }) => ({
        shopId,
        shipmentId: shipment.id,
        leg,
        orderId: order.id,
        lane: { ...laneOf(order, shipment, rules) },
        startedAt,
        endedAt,
        hasArrived: endedAt !== null,
      })),
      skipDuplicates: true,
    });
  for (const { shipment, leg, endedAt } of travelled) {
    const journey = find(shipment.id, leg);
    if (journey && endedAt && journey.endedAt === null) await end(tx, journey, { endedAt, hasArrived: true });
  }
  // A scan told late cuts a silence in two, until the sums have taken it up.
  for (const { shipment, leg, startedAt, endedAt } of travelled) {
    const journey = find(shipment.id, leg);
    if (!journey || !isSilence(leg) || journey.countedAs !== "nothing") continue;
    if (
      journey.startedAt.getTime() !== startedAt.getTime() ||
      journey.endedAt?.getTime() !== endedAt?.getTime()
    )
      await correct(tx, journey, { startedAt, endedAt });
  }
  for (const journey of known)
    if (taken.includes(journey.shipmentId) && journey.endedAt === null)
      await end(tx, journey, { endedAt: journey.startedAt, hasArrived: false });
}

const end = (tx: Transaction, journey: LaneJourney, outcome: { endedAt: Date; hasArrived: boolean }) =>
  correct(tx, journey, { ...outcome, isCounted: false });

async function correct(
  tx: Transaction,
  { shopId, shipmentId, leg }: LaneJourney,
  data: Partial<Pick<LaneJourney, "startedAt" | "endedAt" | "hasArrived" | "isCounted">>,
): Promise<void> {
  await tx.laneJourney.update({ where: { shopId_shipmentId_leg: { shopId, shipmentId, leg } }, data });
}
