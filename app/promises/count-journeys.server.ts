import type { Transaction } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import { Prisma, type LaneJourney } from "~/platform/prisma/client";
import { readLane } from "./lane";
import { emptyHistory, recordEnd, recordSetOut, type Journey, type LaneHistory } from "./lane-history";
import { legOf } from "./journeys";

// What one look may take upon itself; the rest waits for the next.
const AT_ONCE = 500;

const SETTLING_DAYS = 3;

/**
 * Up to when the sums know: the same all day long. Webhooks may come days late and in any order, and what a forecast
 * says must not depend on which of them is here already.
 */
export const settledUntil = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / dayMs) - SETTLING_DAYS) * dayMs);

/**
 * Takes what parcels have travelled up into the shop's sums, each leg once. One at a time for a shop: where
 * another process is at it, this one leaves it to that. The sums only ever grow by what is added to them here.
 */
export async function countJourneys(tx: Transaction, shopId: string, now: Date): Promise<void> {
  const until = settledUntil(now);
  const settled = Prisma.sql`"shopId" = ${shopId} AND NOT "isCounted" AND "startedAt" <= ${until}
    AND ("countedAs" = 'nothing' OR "endedAt" <= ${until})`;
  const waiting = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "LaneJourney" WHERE ${settled} LIMIT 1`;
  if (waiting.length === 0 || !(await lockHistory(tx, shopId))) return;
  const found = await tx.$queryRaw<LaneJourney[]>`
    SELECT * FROM "LaneJourney" WHERE ${settled} ORDER BY "startedAt", "shipmentId", "leg" LIMIT ${AT_ONCE}`;
  // One that ended since is still under way as far as the sums know.
  const journeys = found.map((one) => (one.endedAt && one.endedAt > until ? { ...one, endedAt: null } : one));
  const news = emptyHistory();
  for (const journey of journeys) count(news, journey);
  await addTallies(tx, shopId, news);
  await addUnderWay(tx, shopId, news);
  await markCounted(tx, shopId, journeys, until);
}

/** Whether this transaction may change the shop's sums; held until it ends. */
export async function lockHistory(tx: Transaction, shopId: string): Promise<boolean> {
  const [lock] = await tx.$queryRaw<Array<{ isOurs: boolean }>>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`lanes/${shopId}`}, 0)) AS "isOurs"`;
  return lock?.isOurs ?? false;
}

/** What is new of a journey: that it set out, that it ended, or both. */
function count(
  news: LaneHistory,
  { leg, lane, startedAt, endedAt, hasArrived, countedAs }: LaneJourney,
): void {
  const journey: Journey = { leg: legOf(leg), lane: readLane(lane), startedAt: startedAt.getTime() };
  if (countedAs === "nothing") recordSetOut(news, journey);
  if (endedAt) recordEnd(news, journey, { endedAt: endedAt.getTime(), hasArrived });
}

async function markCounted(
  tx: Transaction,
  shopId: string,
  journeys: LaneJourney[],
  until: Date,
): Promise<void> {
  const counted = journeys.map(({ shipmentId, leg, endedAt }) => ({
    shipmentId,
    leg,
    isOver: endedAt !== null,
  }));
  await tx.$executeRaw`
    UPDATE "LaneJourney" j SET "countedAs" = CASE WHEN c."isOver" THEN 'ended' ELSE 'under_way' END,
      "isCounted" = c."isOver" OR j."endedAt" IS NULL OR j."endedAt" <= ${until}
    FROM jsonb_to_recordset(${JSON.stringify(counted)}::jsonb) AS c("shipmentId" text, "leg" text, "isOver" boolean)
    WHERE j."shopId" = ${shopId} AND j."shipmentId" = c."shipmentId" AND j."leg" = c."leg"`;
}

/** Raw, because adding to a list number by number, for many rows at once, is something only SQL says. */
async function addTallies(tx: Transaction, shopId: string, { tallies }: LaneHistory): Promise<void> {
  if (tallies.size === 0) return;
  const rows = [...tallies]
    .map(([level, tally]) => ({ level, arrivals: [...tally.arrivals], exposure: [...tally.exposure] }))
    .sort((one, other) => (one.level < other.level ? -1 : 1));
  await tx.$executeRaw`
    INSERT INTO "LaneTally" ("shopId", "level", "arrivals", "exposure")
    SELECT ${shopId}, "level", "arrivals", "exposure"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t("level" text, "arrivals" float8[], "exposure" float8[])
    ON CONFLICT ("shopId", "level") DO UPDATE SET
      "arrivals" = ARRAY(SELECT a + b FROM unnest("LaneTally"."arrivals", excluded."arrivals") WITH ORDINALITY AS s(a, b, i) ORDER BY i),
      "exposure" = ARRAY(SELECT a + b FROM unnest("LaneTally"."exposure", excluded."exposure") WITH ORDINALITY AS s(a, b, i) ORDER BY i)`;
}

async function addUnderWay(tx: Transaction, shopId: string, { underWay }: LaneHistory): Promise<void> {
  const rows = [...underWay].flatMap(([level, { leg, country, timeZone, setOut }]) =>
    [...setOut].map(([day, parcels]) => ({
      level,
      setOutAt: new Date(day).toISOString().slice(0, -1),
      leg,
      country,
      timeZone,
      parcels,
    })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "LaneUnderWay" ("shopId", "level", "setOutAt", "leg", "country", "timeZone", "parcels")
    SELECT ${shopId}, "level", "setOutAt", "leg", "country", "timeZone", "parcels"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS t("level" text, "setOutAt" timestamp, "leg" text, "country" text, "timeZone" text, "parcels" int)
    ORDER BY "level", "setOutAt"
    ON CONFLICT ("shopId", "level", "setOutAt") DO UPDATE SET "parcels" = "LaneUnderWay"."parcels" + excluded."parcels"`;
  // What is added to never comes to nothing.
  if (rows.every(({ parcels }) => parcels > 0)) return;
  await tx.$executeRaw`
    DELETE FROM "LaneUnderWay"
    WHERE "shopId" = ${shopId} AND "level" = ANY(${rows.map(({ level }) => level)}) AND "parcels" = 0`;
}
