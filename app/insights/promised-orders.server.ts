import { z } from "zod";
import { Prisma } from "~/platform/prisma/client";
import type { Database } from "~/platform/database.server";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";
import { readPeriod, type Period } from "./insights-period";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";
import { readLocationNames } from "./packing-locations.server";
import { readCursor, writeCursor } from "./page-cursor";
import { outcomeFilters, type OutcomeFilter } from "./outcome-filters";
import { pageLength } from "./shipment-tabs";

export interface PromisedOrders {
  period: Period;
  filter: OutcomeFilter;
  country: string | null;
  carrier: string | null;
  /** The location that packed them: its id, and the name the shop gave it. */
  location: { id: string; name: string | null } | null;
  rows: OrderFacts[];
  next: string | null;
}

const isKept = Prisma.sql`(o."lateness" IS NOT NULL AND o."lateness" <= 0)`;
// "No longer possible" and "not yet" are both not kept: only promises whose day is over are looked at.
const conditions: Record<OutcomeFilter, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  on_time: isKept,
  late: Prisma.sql`NOT ${isKept}`,
  not_in_full: Prisma.sql`NOT o."inFull"`,
  tried_in_vain: Prisma.sql`o."failedAttempt" AND o."lateness" IS NOT NULL`,
  warned: Prisma.sql`NOT ${isKept} AND o."leadDays" >= 0`,
  not_warned: Prisma.sql`NOT ${isKept} AND COALESCE(o."leadDays", -1) < 0`,
  needless: Prisma.sql`${isKept} AND o."noticedAt" IS NOT NULL`,
  praised: Prisma.sql`o."praised"`,
  complained: Prisma.sql`o."complained"`,
};

/** The orders behind a figure of the insights, the newest promise first, by the index on the promised day. */
export async function listPromisedOrders(
  deps: { db: Database; clock: { now(): Date } },
  { shopId, search }: { shopId: string; search: URLSearchParams },
): Promise<PromisedOrders> {
  const { db } = deps;
  const now = deps.clock.now();
  const { timeZone, settings } = await getShop(db, shopId);
  const today = localDateOf(now, timeZone);
  const period = readPeriod(search, today);
  const filter = outcomeFilters.find((one) => one === search.get("which")) ?? "all";
  const [country, carrier, originId] = [search.get("country"), search.get("carrier"), search.get("location")];
  const yesterday = plusDays(today, -1);
  const [on, id] = readCursor(search.get("after"), z.tuple([z.iso.date(), z.string()])) ?? ["9999-12-31", ""];
  const rows = await db.$queryRaw<Array<{ id: string; on: string }>>`
    SELECT o."orderId" AS id, o."promisedOn"::text AS "on" FROM "DeliveryOutcome" o
    WHERE o."shopId" = ${shopId} AND o."promisedOn" >= ${period.fromOn}::date
      AND o."promisedOn" <= ${period.untilOn < yesterday ? period.untilOn : yesterday}::date
      AND (o."promisedOn", o."orderId") < (${on}::date, ${id})
      AND ${conditions[filter]}
      AND (${country}::text IS NULL OR o."country" = ${country}) AND (${carrier}::text IS NULL OR o."carrier" = ${carrier})
      AND (${originId}::text IS NULL OR o."originId" = ${originId})
    ORDER BY o."promisedOn" DESC, o."orderId" DESC LIMIT ${pageLength + 1}`;
  const names = originId === null ? new Map<string, string>() : await readLocationNames(db, shopId);
  const page = rows.slice(0, pageLength);
  const last = page.at(-1);
  return {
    period,
    filter,
    country,
    carrier,
    location: originId === null ? null : { id: originId, name: names.get(originId) ?? null },
    rows: await listOrderFacts(db, {
      shopId,
      orderIds: page.map((row) => row.id),
      originCountry: settings.promiseRules.originCountry,
      now,
    }),
    next: rows.length > pageLength && last ? writeCursor([last.on, last.id]) : null,
  };
}
