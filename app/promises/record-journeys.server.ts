import { isDeepStrictEqual } from "node:util";
import type { LaneJourney, Prisma } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { readLane } from "./lane";
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
  const travelled = shipments.flatMap((shipment) => {
    const lane = laneOf(order, shipment, rules);
    return travelledLegs(order, shipment).map((leg) => ({ shipmentId: shipment.id, lane, ...leg }));
  });
  if (shipments.length === 0 && taken.length === 0) return;
  const known = await tx.$queryRaw<LaneJourney[]>`
    SELECT * FROM "LaneJourney" WHERE "shopId" = ${shopId} AND "orderId" = ${order.id}`;
  const find = (shipmentId: string, leg: string) =>
    known.find((one) => one.shipmentId === shipmentId && one.leg === leg);
  const unknown = travelled.filter(({ shipmentId, leg }) => !find(shipmentId, leg));
  if (unknown.length > 0)
    await tx.laneJourney.createMany({
      data: unknown.map(({ lane, ...journey }) => ({
        ...journey,
        shopId,
        orderId: order.id,
        lane: { ...lane },
        hasArrived: journey.endedAt !== null,
      })),
      skipDuplicates: true,
    });
  for (const { shipmentId, leg, lane, startedAt, endedAt } of travelled) {
    const journey = find(shipmentId, leg);
    if (!journey) continue;
    const hasArrived = endedAt !== null;
    // Until the sums have taken it up, a leg is what is known of it today: news comes late and in any order.
    if (journey.countedAs === "nothing") {
      if (!isDeepStrictEqual(told({ lane, startedAt, endedAt }), told(journey)))
        await correct(tx, journey, { lane: { ...lane }, startedAt, endedAt, hasArrived });
    } else if (hasArrived && journey.endedAt === null) {
      await correct(tx, journey, { endedAt, hasArrived, isCounted: false });
    }
  }
  for (const journey of known) {
    const { shipmentId, leg, startedAt } = journey;
    const isTravelled = travelled.some((one) => one.shipmentId === shipmentId && one.leg === leg);
    if (isTravelled) continue;
    if (journey.countedAs === "nothing")
      await tx.laneJourney.deleteMany({ where: { shopId, shipmentId, leg } });
    else if (journey.endedAt === null && taken.includes(shipmentId))
      await correct(tx, journey, { endedAt: startedAt, hasArrived: false, isCounted: false });
  }
}

/** What a journey says, whatever the order of its lane's columns. */
const told = ({ lane, startedAt, endedAt }: { lane: unknown; startedAt: Date; endedAt: Date | null }) => ({
  lane: readLane(lane),
  startedAt,
  endedAt,
});

async function correct(
  tx: Transaction,
  { shopId, shipmentId, leg }: LaneJourney,
  data: Prisma.LaneJourneyUpdateInput,
): Promise<void> {
  await tx.laneJourney.update({ where: { shopId_shipmentId_leg: { shopId, shipmentId, leg } }, data });
}
