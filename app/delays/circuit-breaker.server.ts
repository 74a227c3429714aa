import type { Transaction } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import { Prisma, type Order, type Touchpoint } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import { planForDelays } from "~/touchpoints/plan-for-order.server";
import { answerNotices } from "./batch-notices.server";
import type { DelayTouchpoint } from "./review-delivery.server";
import {
  enoughOpen,
  gatheringMs,
  groupsOf,
  liesWithin,
  mayBeWave,
  mayLeave,
  mostLate,
  takesMore,
  waveScopes,
  waveWindowMs,
  type KnownBatch,
  type LateShipment,
  type WaveGroup,
  type WaveScope,
} from "./wave";

interface PlanDelayMessages {
  shopId: string;
  /** What is to be told of the shop's orders. */
  told: Array<{ order: Order; touchpoints: DelayTouchpoint[] }>;
  settings: Pick<ShopSettings, "touchpoints">;
  now: Date;
}

/**
 * Plans what reviews ask to tell shoppers. A first notice waits for company where a wave is possible, and joins the
 * batch of the wave it belongs to, or opens it. Who was told of the delay hears what is worse at once, by the word given.
 */
export async function planDelayMessages(
  tx: Transaction,
  { shopId, told, settings, now }: PlanDelayMessages,
): Promise<void> {
  const isWatched = settings.touchpoints.delay_notice.enabled;
  const asked = told.flatMap(({ touchpoints }) => touchpoints);
  const toldOf = isWatched ? await listToldOf(tx, shopId, asked) : new Set<string>();
  const isFirstNotice = ({ kind, delayId }: { kind: string; delayId: string | null }) =>
    kind === "delay_notice" && delayId !== null && !toldOf.has(delayId);
  if (!isWatched || !asked.some(isFirstNotice)) {
    await planForDelays(tx, told, now);
    return;
  }
  // One after the other: two parcels turning late side by side would each be the twentieth.
  await lockWaves(tx, shopId);
  const noticeDueAt = new Date(now.getTime() + gatheringMs(await countOpenDeliveries(tx, shopId)));
  const planned = await planForDelays(
    tx,
    told.map(({ order, touchpoints }) => ({
      order,
      touchpoints: touchpoints.map((one) => (isFirstNotice(one) ? { ...one, dueAt: noticeDueAt } : one)),
    })),
    now,
  );
  const notices = planned.filter(isFirstNotice);
  if (notices.length > 0) await gather(tx, { shopId, notices, now });
}

/** Those of the incidents to tell of that she was told of before. */
async function listToldOf(
  tx: Transaction,
  shopId: string,
  asked: Array<Pick<DelayTouchpoint, "kind" | "delayId">>,
): Promise<Set<string>> {
  const delayIds = asked.flatMap(({ kind, delayId }) => (kind === "delay_notice" ? [delayId] : []));
  if (delayIds.length === 0) return new Set();
  const told = await tx.$queryRaw<Array<{ delayId: string }>>`
    SELECT DISTINCT t."delayId" FROM "Delay" d
    JOIN "Touchpoint" t ON t."shopId" = d."shopId" AND t."orderId" = d."orderId" AND t."delayId" = d."id"
    WHERE d."shopId" = ${shopId} AND d."id" = ANY(${delayIds}) AND t."state" IN ('dispatching', 'dispatched')`;
  return new Set(told.map(({ delayId }) => delayId));
}

/** Held by whoever changes a shop's batches or counts towards one, until the transaction ends. */
export async function lockWaves(tx: Transaction, shopId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`waves/${shopId}`}, 0))`;
}

/** Stops counting where more makes no difference. */
async function countOpenDeliveries(tx: Transaction, shopId: string): Promise<number> {
  const [row] = await tx.$queryRaw<Array<{ n: number }>>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM "DeliveryWatch" WHERE "shopId" = ${shopId} LIMIT ${mostLate(0) + 1}) counted`;
  return row?.n ?? 0;
}

type LateNotice = LateShipment & { delayId: string; touchpointId: string };

async function gather(
  tx: Transaction,
  { shopId, notices, now }: { shopId: string; notices: Touchpoint[]; now: Date },
): Promise<void> {
  const late = await noteTurnedLate(tx, { shopId, notices, now });
  const batches = await listOpenBatches(tx, shopId, now);
  const joining = new Map<KnownBatch, string[]>();
  const joinAll = async () => {
    for (const [batch, touchpointIds] of joining) await join(tx, { shopId, batch, touchpointIds, now });
    joining.clear();
  };
  const joined = new Set<string>();
  // The answer is the same for all of a group, and a batch that is opened takes away from the others only.
  const ordinary = new Set<string>();
  // The widest of all of them first: one parcel of another carrier must not have a carrier's wave named after the
  // location both left from.
  for (const scope of waveScopes) {
    for (const notice of late) {
      if (joined.has(notice.touchpointId)) continue;
      const groups = groupsOf(notice);
      const known = batches.find((batch) => groups.some((group) => liesWithin(group, batch)));
      const group = groups.find((one) => one.scope === scope);
      const mayOpen = group !== undefined && (known === undefined || mayLeave(group, known));
      if (mayOpen && !ordinary.has(JSON.stringify(group))) {
        if (await isWave(tx, { shopId, group, batches, now })) {
          await joinAll();
          const touchpointIds = await openBatch(tx, { shopId, group, batches, now });
          for (const id of touchpointIds) joined.add(id);
          continue;
        }
        ordinary.add(JSON.stringify(group));
      }
      if (!known) continue;
      joining.set(known, [...(joining.get(known) ?? []), notice.touchpointId]);
      joined.add(notice.touchpointId);
    }
  }
  await joinAll();
}

/** Puts down when each incident turned late and under what it counts. A lane's key is read by laneOf. */
async function noteTurnedLate(
  tx: Transaction,
  { shopId, notices, now }: { shopId: string; notices: Touchpoint[]; now: Date },
): Promise<LateNotice[]> {
  const touchpointOf = new Map(notices.flatMap(({ id, delayId }) => (delayId ? [[delayId, id]] : [])));
  // Raw, because what an incident counts under is read and written in one statement for all of them.
  const rows = await tx.$queryRaw<Array<LateShipment & { delayId: string }>>`
    UPDATE "Delay" d SET "turnedLateAt" = ${now}, "carrier" = f."carrier", "originId" = f."originId", "lane" = f."lane"
    FROM (
      SELECT l."id", s."carrier",
        CASE WHEN l."shipmentId" IS NULL THEN '' ELSE s."originId" END AS "originId",
        CASE WHEN s."carrier" IS NOT NULL THEN jsonb_build_array(coalesce(s."originId", ''),
          coalesce(o."countryCode", ''), coalesce(o."provinceCode", ''), s."carrier")::text END AS "lane"
      FROM "Delay" l
      JOIN "Order" o ON o."shopId" = l."shopId" AND o."id" = l."orderId"
      LEFT JOIN "Shipment" s ON s."shopId" = l."shopId" AND s."id" = l."shipmentId"
      WHERE l."shopId" = ${shopId} AND l."id" = ANY(${[...touchpointOf.keys()]})) f
    WHERE d."id" = f."id"
    RETURNING d."id" AS "delayId", d."carrier", d."originId", d."lane"`;
  return rows.map((row) => ({ ...row, touchpointId: touchpointOf.get(row.delayId) ?? "" }));
}

/** The batches that still take more, those waiting for their answer first. */
async function listOpenBatches(tx: Transaction, shopId: string, now: Date): Promise<KnownBatch[]> {
  const rows = await tx.delayBatch.findMany({
    where: {
      shopId,
      OR: [{ state: "pending" }, { settledAt: { gte: new Date(now.getTime() - dayMs) } }],
    },
    orderBy: { settledAt: { sort: "asc", nulls: "first" } },
  });
  return rows
    .map((row) => ({ ...row, scope: row.scope as WaveScope, key: row.scopeKey }))
    .filter((batch) => takesMore(batch, now));
}

const countedBy = {
  carrier: Prisma.sql`"carrier"`,
  location: Prisma.sql`"originId"`,
  lane: Prisma.sql`"lane"`,
} as const satisfies Record<WaveScope, Prisma.Sql>;

/** Whether too many of a group turned late within the hour for an ordinary day. */
async function isWave(
  tx: Transaction,
  { shopId, group, batches, now }: { shopId: string; group: WaveGroup; batches: KnownBatch[]; now: Date },
): Promise<boolean> {
  const since = new Date(now.getTime() - waveWindowMs);
  const explained = batches.filter((batch) => !liesWithin(batch, group) && !mayLeave(group, batch));
  const late = await countLate(tx, { shopId, group, explained, since });
  if (!mayBeWave(late)) return false;
  return late > mostLate(await countOpen(tx, { shopId, group, atMost: enoughOpen(late) }));
}

/**
 * Late shipments of a group within the hour. What another batch explains does not count: a carrier that stands
 * still says nothing against the location its parcels left from.
 */
async function countLate(
  tx: Transaction,
  {
    shopId,
    group: { scope, key },
    explained,
    since,
  }: { shopId: string; group: WaveGroup; explained: WaveGroup[]; since: Date },
): Promise<number> {
  const others = explained.map((one) => Prisma.sql`AND ${countedBy[one.scope]} IS DISTINCT FROM ${one.key}`);
  const [row] = await tx.$queryRaw<Array<{ n: number }>>`
    SELECT count(*)::int AS n FROM "Delay"
    WHERE "shopId" = ${shopId} AND ${countedBy[scope]} = ${key} AND "turnedLateAt" > ${since}
      ${others.length > 0 ? Prisma.join(others, " ") : Prisma.empty}`;
  return row?.n ?? 0;
}

/**
 * Open shipments of a group, counted only as far as it matters: what it costs follows how many turned late, not
 * how many are open. Asked from the twenty-first late one on.
 */
async function countOpen(
  tx: Transaction,
  { shopId, group, atMost }: { shopId: string; group: WaveGroup; atMost: number },
): Promise<number> {
  const [row] = await tx.$queryRaw<Array<{ n: number }>>`
    SELECT count(*)::int AS n FROM (${openOf(shopId, group)} LIMIT ${atMost}) counted`;
  return row?.n ?? 0;
}

const isOpen = Prisma.sql`s."deliveredAt" IS NULL AND s."status" NOT IN ('cancelled', 'error', 'failure')`;

/** A delivery is open as long as it is watched: what was given up or never scanned is not. */
function openOf(shopId: string, { scope, key }: WaveGroup): Prisma.Sql {
  const watched = Prisma.sql`JOIN "DeliveryWatch" w ON w."shopId" = s."shopId" AND w."orderId" = s."orderId"`;
  switch (scope) {
    case "carrier":
      return Prisma.sql`SELECT 1 FROM "Shipment" s ${watched} WHERE s."shopId" = ${shopId} AND s."carrier" = ${key} AND ${isOpen}`;
    case "location":
      return key === ""
        ? Prisma.sql`SELECT 1 FROM "DeliveryWatch" w WHERE w."shopId" = ${shopId} AND NOT EXISTS (
            SELECT 1 FROM "Shipment" s WHERE s."shopId" = w."shopId" AND s."orderId" = w."orderId")`
        : Prisma.sql`SELECT 1 FROM "Shipment" s ${watched} WHERE s."shopId" = ${shopId} AND s."originId" = ${key} AND ${isOpen}`;
    case "lane":
      return Prisma.sql`SELECT 1 FROM "Shipment" s ${watched}
        JOIN "Order" o ON o."shopId" = s."shopId" AND o."id" = s."orderId"
        WHERE s."shopId" = ${shopId} AND s."carrier" = (${key}::jsonb ->> 3) AND ${isOpen}
          AND jsonb_build_array(coalesce(s."originId", ''), coalesce(o."countryCode", ''), coalesce(o."provinceCode", ''), s."carrier") = ${key}::jsonb`;
  }
}

/**
 * Opens the batch and holds all of the wave that is still here; answers whom it holds now. A wave that outgrows its lane
 * keeps its batch; a carrier's takes its parcels out of a location's.
 */
async function openBatch(
  tx: Transaction,
  { shopId, group, batches, now }: { shopId: string; group: WaveGroup; batches: KnownBatch[]; now: Date },
): Promise<string[]> {
  const narrower = batches.find((batch) => batch.state === "pending" && liesWithin(batch, group));
  const columns = { scope: group.scope, scopeKey: group.key };
  const row = narrower
    ? await tx.delayBatch.update({ where: { shopId_id: { shopId, id: narrower.id } }, data: columns })
    : await tx.delayBatch.create({ data: { shopId, openedAt: now, ...columns } });
  for (const left of batches.filter((batch) => mayLeave(group, batch)))
    if (await leaveBatch(tx, { shopId, group, left, batchId: row.id, now }))
      batches.splice(batches.indexOf(left), 1);
  const since = new Date(now.getTime() - waveWindowMs);
  const waiting = await tx.$queryRaw<Array<{ id: string }>>`
    SELECT t."id" FROM "Delay" d
    JOIN "Touchpoint" t ON t."shopId" = d."shopId" AND t."orderId" = d."orderId" AND t."delayId" = d."id"
    WHERE d."shopId" = ${shopId} AND d.${countedBy[group.scope]} = ${group.key} AND d."turnedLateAt" > ${since}
      AND t."kind" = 'delay_notice' AND t."state" = 'planned'
      AND NOT EXISTS (SELECT 1 FROM "DelayBatchItem" i WHERE i."shopId" = t."shopId" AND i."touchpointId" = t."id")`;
  const batch = { ...row, scope: group.scope, key: group.key };
  const touchpointIds = waiting.map(({ id }) => id);
  await join(tx, { shopId, batch, touchpointIds, now });
  batches.unshift(batch);
  return touchpointIds;
}

/**
 * A carrier's parcels move from a location's batch to their own. What is left goes its ordinary way where it would have
 * been no wave; answers whether that ended the batch.
 */
async function leaveBatch(
  tx: Transaction,
  {
    shopId,
    group,
    left,
    batchId,
    now,
  }: { shopId: string; group: WaveGroup; left: KnownBatch; batchId: string; now: Date },
): Promise<boolean> {
  await tx.$executeRaw`
    UPDATE "DelayBatchItem" i SET "batchId" = ${batchId} FROM "Delay" d
    WHERE i."shopId" = ${shopId} AND i."batchId" = ${left.id}
      AND d."shopId" = i."shopId" AND d."id" = i."delayId" AND d."carrier" = ${group.key}`;
  const ofLeft = { shopId, batchId: left.id };
  if (mayBeWave(await tx.delayBatchItem.count({ where: ofLeft }))) return false;
  await answerNotices(tx, { ...ofLeft, answer: "free", only: null, now });
  await tx.delayBatchItem.deleteMany({ where: ofLeft });
  await tx.delayBatch.delete({ where: { shopId_id: { shopId, id: left.id } } });
  return true;
}

/** Notices share their batch's fate: held while it waits, sent or dropped as the merchant has answered. */
async function join(
  tx: Transaction,
  {
    shopId,
    batch,
    touchpointIds,
    now,
  }: { shopId: string; batch: KnownBatch; touchpointIds: string[]; now: Date },
): Promise<void> {
  if (touchpointIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "DelayBatchItem" ("shopId", "batchId", "touchpointId", "delayId", "orderId", "joinedAt")
    SELECT "shopId", ${batch.id}, "id", "delayId", "orderId", ${now} FROM "Touchpoint"
    WHERE "shopId" = ${shopId} AND "id" = ANY(${touchpointIds}) ON CONFLICT DO NOTHING`;
  const answer = batch.state === "pending" ? "hold" : batch.state === "approved" ? "send" : "drop";
  await answerNotices(tx, { shopId, batchId: batch.id, answer, only: touchpointIds, now });
}
