import type { BatchReason } from "~/delays/batch-reason";
import { batchReasonOf } from "~/delays/batch-reason";
import { laneOf, type WaveScope } from "~/delays/wave";
import { languageOf, type Language } from "~/messages/voices";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { DelayBatch } from "~/platform/prisma/client";
import { getShop } from "~/settings/shops.server";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";
import { pageLength } from "./shipment-tabs";

/** Many parcels turned late together, and whose trouble it seems to be. */
export interface BatchSummary {
  id: string;
  about: BatchAbout;
  openedAt: Date;
  /** Notices that wait for the merchant. */
  waiting: number;
}

export type BatchAbout =
  | { scope: "carrier"; carrier: string }
  | { scope: "location" }
  | { scope: "unshipped" }
  | { scope: "lane"; carrier: string; countryCode: string; provinceCode: string };

export interface BatchPage extends BatchSummary {
  state: string;
  settledAt: Date | null;
  reason: BatchReason;
  /** What became of its notices: how many in each state of a touchpoint. */
  notices: Record<string, number>;
  /** How many of its shoppers are written to in each language. */
  languages: Partial<Record<Language, number>>;
  rows: Array<{ facts: OrderFacts; state: string; reason: string | null }>;
  /** The place of the next page; null on the last one. */
  next: string | null;
}

/** The batches somebody has to answer, oldest first. One whose notices have all settled by themselves is not. */
export async function listWaitingBatches(db: Database, shopId: string): Promise<BatchSummary[]> {
  const batches = await db.delayBatch.findMany({
    where: { shopId, state: "pending" },
    orderBy: { openedAt: "asc" },
  });
  const summaries: BatchSummary[] = [];
  for (const batch of batches) {
    const { planned = 0 } = await countNotices(db, batch);
    if (planned > 0) summaries.push({ ...summaryOf(batch), waiting: planned });
  }
  return summaries;
}

/** One batch with its parcels, a page of them; null when this shop has no such batch. */
export async function readDelayBatch(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, batchId, after }: { shopId: string; batchId: string; after: string | null },
): Promise<BatchPage | null> {
  const batch = await db.delayBatch.findUnique({ where: { shopId_id: { shopId, id: batchId } } });
  if (!batch) return null;
  const { settings } = await getShop(db, shopId);
  const items = await db.delayBatchItem.findMany({
    where: { shopId, batchId, touchpointId: { gt: after ?? "" } },
    orderBy: { touchpointId: "asc" },
    take: pageLength + 1,
  });
  const page = items.slice(0, pageLength);
  const orderIds = page.map(({ orderId }) => orderId);
  const [facts, touchpoints, notices, locales] = await Promise.all([
    listOrderFacts(db, { shopId, orderIds, settings, now: clock.now() }),
    db.touchpoint.findMany({ where: { shopId, id: { in: page.map(({ touchpointId }) => touchpointId) } } }),
    countNotices(db, batch),
    countLocales(db, batch),
  ]);
  const languages: BatchPage["languages"] = {};
  for (const { locale, n } of locales) {
    const language = languageOf(locale, settings.languages.fallback);
    languages[language] = (languages[language] ?? 0) + n;
  }
  return {
    ...summaryOf(batch),
    waiting: notices.planned ?? 0,
    state: batch.state,
    settledAt: batch.settledAt,
    reason: batchReasonOf(batch.reason),
    notices,
    languages,
    rows: facts.flatMap((row) => {
      const touchpoint = touchpoints.find(({ orderId }) => orderId === row.order.id);
      return touchpoint ? [{ facts: row, state: touchpoint.state, reason: touchpoint.reason }] : [];
    }),
    next: items.length > pageLength ? (page.at(-1)?.touchpointId ?? null) : null,
  };
}

function summaryOf(batch: DelayBatch): Omit<BatchSummary, "waiting"> {
  return { id: batch.id, openedAt: batch.openedAt, about: aboutOf(batch) };
}

function aboutOf({ scope, scopeKey }: DelayBatch): BatchAbout {
  switch (scope as WaveScope) {
    case "carrier":
      return { scope: "carrier", carrier: scopeKey };
    case "location":
      return { scope: scopeKey === "" ? "unshipped" : "location" };
    case "lane": {
      const { carrier, countryCode, provinceCode } = laneOf(scopeKey);
      return { scope: "lane", carrier, countryCode, provinceCode };
    }
  }
}

// Raw, because items and touchpoints have no declared relation; counted in the database, not here.

async function countNotices(db: Database, { shopId, id }: DelayBatch): Promise<Record<string, number>> {
  const rows = await db.$queryRaw<Array<{ state: string; n: number }>>`
    SELECT t."state", count(*)::int AS n FROM "DelayBatchItem" i JOIN "Touchpoint" t ON t."id" = i."touchpointId"
    WHERE i."shopId" = ${shopId} AND i."batchId" = ${id} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** By the language she chose, else her order's. */
function countLocales(
  db: Database,
  { shopId, id }: DelayBatch,
): Promise<Array<{ locale: string | null; n: number }>> {
  return db.$queryRaw`
    SELECT coalesce(p."language", o."locale") AS "locale", count(*)::int AS n FROM "DelayBatchItem" i
    JOIN "Order" o ON o."shopId" = i."shopId" AND o."id" = i."orderId"
    LEFT JOIN "ShopperPreference" p ON p."shopId" = o."shopId" AND p."shopperKey" = o."shopperKey"
    WHERE i."shopId" = ${shopId} AND i."batchId" = ${id} GROUP BY 1`;
}
