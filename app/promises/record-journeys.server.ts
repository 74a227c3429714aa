import { isDeepStrictEqual } from "node:util";
import type { LaneJourney, Prisma } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { insertionOf } from "~/platform/sql.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { readLane, type Lane } from "./lane";
import { laneOf, travelledLegs, type RoadOrder, type RoadShipment } from "./journeys";

/** What an order's parcels have travelled, as far as is known. */
export interface TravelledOrder {
  order: RoadOrder & { id: string };
  shipments: RoadShipment[];
  /** Shipments taken back: they stop counting as under way. */
  taken: string[];
  /** Those of the location it was promised to leave from: whether it travels at home or abroad goes by them. */
  rules: Pick<ShopSettings["promiseRules"], "originCountry" | "timeZone">;
  /** When its goods could be taken up, where that was put off. */
  mayLeaveAt: Date | null;
}

/**
 * Writes down what the parcels of a shop's orders have travelled, in the transaction that learned of it; the sums take
 * it up from there, once (count-journeys.server.ts). Orders from before the shop went live teach as well as any. The
 * caller holds the orders' locks.
 */
export async function recordJourneys(
  tx: Transaction,
  { shopId, orders }: { shopId: string; orders: TravelledOrder[] },
): Promise<void> {
  const shipped = orders.filter(({ shipments, taken }) => shipments.length > 0 || taken.length > 0);
  if (shipped.length === 0) return;
  const rows = await tx.$queryRaw<LaneJourney[]>`
    SELECT * FROM "LaneJourney" WHERE "shopId" = ${shopId}
      AND "orderId" = ANY(${shipped.map(({ order }) => order.id)})`;
  const known = Map.groupBy(rows, ({ orderId }) => orderId);
  const found = shipped.map(({ order, shipments, taken, rules, mayLeaveAt }) => ({
    ...{ order, taken, known: known.get(order.id) ?? [] },
    travelled: shipments.flatMap((shipment) => {
      const lane = laneOf(order, shipment, rules);
      return travelledLegs(shipment, { order, mayLeaveAt }).map((leg) => ({
        shipmentId: shipment.id,
        lane,
        ...leg,
      }));
    }),
  }));
  const unknown = found.flatMap(({ order, travelled, known }) =>
    travelled
      .filter((journey) => !findLeg(known, journey))
      .map(({ lane, ...journey }) => ({
        ...journey,
        shopId,
        orderId: order.id,
        lane: { ...lane },
        hasArrived: journey.endedAt !== null,
      })),
  );
  const inserted = insertionOf("LaneJourney", unknown);
  if (inserted) await tx.$executeRaw`${inserted} ON CONFLICT DO NOTHING`;
  for (const one of found) await correctKnown(tx, one);
}

type Travelled = ReturnType<typeof travelledLegs>[number] & { shipmentId: string; lane: Lane };

const findLeg = <Row extends { shipmentId: string; leg: string }>(
  rows: Row[],
  { shipmentId, leg }: { shipmentId: string; leg: string },
): Row | undefined => rows.find((one) => one.shipmentId === shipmentId && one.leg === leg);

async function correctKnown(
  tx: Transaction,
  { known, travelled, taken }: { known: LaneJourney[]; travelled: Travelled[]; taken: string[] },
): Promise<void> {
  for (const one of travelled) {
    const { lane, startedAt, endedAt } = one;
    const journey = findLeg(known, one);
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
    if (findLeg(travelled, journey)) continue;
    const { shopId, shipmentId, leg, startedAt } = journey;
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
