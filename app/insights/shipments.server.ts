import { z } from "zod";
import { Prisma } from "~/platform/prisma/client";
import type { DelayKind } from "~/delays/delay-kinds";
import type { Secrets } from "~/platform/secrets.server";
import { listForecasts, type OrderForecast } from "~/delays/list-forecasts.server";
import { loadShopSettings } from "~/settings/shops.server";
import type { DateRange } from "./order-delivery";
import { listOrderFacts, type OrderFacts } from "./order-facts.server";
import { pageOf, readCursor } from "./page-cursor";
import { isNarrowed, type ShipmentFilters, type ShipmentSort } from "./shipment-filters";
import { pageLength } from "./shipment-tabs";

// Each tab starts from the small table that knows its members (incidents, follow-ups, watched orders, the likeliest of
// them by their own index) or walks the index on placedAt and stops when the page is full: no tab reads all orders.

type Db = Prisma.TransactionClient;

export interface ShipmentsPage {
  rows: OrderFacts[];
  /** How likely each is late, in percent, by order; without those nobody can say it of, or who is expected late already. */
  chances: Record<string, number>;
  /** Between which days each most likely comes, by order; null where they lie too far apart to be named. */
  likely: Record<string, DateRange | null>;
  /** The cursor of the next page; null on the last one. */
  next: string | null;
  counts: Record<"needs_you" | "late" | "at_risk" | "on_the_way", number>;
  /** Carriers with an open incident, to choose from. */
  carriers: string[];
  /** What the merchant calls at risk: percent, and from how many business days before the promised one it is looked at. */
  atRisk: { fromPercent: number; fromDays: number };
}

interface Ask {
  shopId: string;
  filters: ShipmentFilters;
  /** An order's number, a parcel's, or an address; searched in all orders. */
  search: string | null;
  after: string | null;
}

interface Found {
  ids: string[];
  next: string | null;
}

/** One page of a tab, or what a search found, with how many each tab has. */
export async function readShipments(
  deps: { db: Db; clock: { now(): Date }; secrets: Pick<Secrets, "shopperKey"> },
  ask: Ask,
): Promise<ShipmentsPage> {
  const { db } = deps;
  const now = deps.clock.now();
  const settings = await loadShopSettings(db, ask.shopId);
  const open: OpenOf = { shopId: ask.shopId, threshold: settings.delays.predictedLateThreshold, now };
  const [found, counts, carriers] = await Promise.all([
    ask.search ? findBySearch(deps, ask.shopId, ask.search) : findInTab(db, ask, open),
    countTabs(db, open),
    listCarriersInTrouble(db, ask.shopId),
  ]);
  const rows = await listOrderFacts(db, {
    shopId: ask.shopId,
    orderIds: found.ids,
    settings,
    now,
  });
  const orderIds = rows.filter(({ delivery }) => delivery.arrivedOn === null).map(({ order }) => order.id);
  const forecasts = await listForecasts(db, { shopId: ask.shopId, orderIds, settings, now });
  const chances = chancesOf(rows, forecasts);
  // Where no look was kept, what is shown sorted nothing.
  if (ask.filters.sort === "likely" && !ask.search)
    rows.sort((one, other) => (chances[other.order.id] ?? -1) - (chances[one.order.id] ?? -1));
  const { predictedLateThreshold: fromPercent, predictedLateEarliestDays: fromDays } = settings.delays;
  const atRisk = { fromPercent, fromDays };
  return {
    ...{ rows, chances: stillInDoubt(rows, chances), likely: likelyDays(forecasts) },
    ...{ next: found.next, counts, carriers, atRisk },
  };
}

/** The chance the list is sorted and narrowed by; where no look has kept one yet, what the lanes say now. */
function chancesOf(rows: OrderFacts[], forecasts: Map<string, OrderForecast>): Record<string, number> {
  return Object.fromEntries(
    rows.flatMap(({ order: { id }, lateChance }) => {
      const forecast = forecasts.get(id);
      const chance = forecast && (lateChance ?? forecast.chance);
      return typeof chance === "number" ? [[id, chance] as const] : [];
    }),
  );
}

/** The days the order's own page calls the most likely. */
function likelyDays(forecasts: Map<string, OrderForecast>): ShipmentsPage["likely"] {
  return Object.fromEntries(
    [...forecasts].map(([id, { isNamed, arrival }]) => [
      id,
      isNamed ? { earliestOn: arrival.p20On, latestOn: arrival.p80On } : null,
    ]),
  );
}

/** A chance is of parcels to which nothing happened: beside dates after the promise it would contradict them. */
function stillInDoubt(rows: OrderFacts[], chances: Record<string, number>): Record<string, number> {
  const expectedLate = rows.filter(({ delivery: { promised, expected } }) =>
    Boolean(promised && expected && expected.latestOn > promised.latestOn),
  );
  const known = new Set(expectedLate.map(({ order }) => order.id));
  return Object.fromEntries(Object.entries(chances).filter(([id]) => !known.has(id)));
}

/** Each by an index: the order's number with or without its sign, the parcel's, the shopper's address by its key. */
async function findBySearch(
  { db, secrets }: { db: Db; secrets: Pick<Secrets, "shopperKey"> },
  shopId: string,
  search: string,
): Promise<Found> {
  const parcels = await db.shipment.findMany({
    where: { shopId, trackingNumber: search },
    select: { orderId: true },
    take: pageLength,
  });
  const orders = await db.order.findMany({
    where: {
      shopId,
      OR: [
        { name: { in: [search, `#${search}`] } },
        { id: { in: parcels.map(({ orderId }) => orderId) } },
        ...(search.includes("@") ? [{ shopperKey: secrets.shopperKey(shopId, search) }] : []),
      ],
    },
    select: { id: true },
    orderBy: { placedAt: "desc" },
    take: pageLength,
  });
  return { ids: orders.map((order) => order.id), next: null };
}

function findInTab(db: Db, { shopId, filters, after }: Ask, open: OpenOf): Promise<Found> {
  const { tab, sort } = filters;
  switch (tab) {
    case "needs_you":
      return findWithFollowUp(db, shopId, after);
    case "late":
    case "at_risk":
    case "on_the_way":
      return findOpen(db, { ...open, which: tab, filters, after });
    case "arrived":
      return walkOrders(db, { shopId, after, filter: hasArrived });
    case "all":
      if (isNarrowed(filters) || sort === "quiet" || sort === "likely")
        return findOpen(db, { ...open, which: "on_the_way", filters, after });
      if (sort === "newest") return walkOrders(db, { shopId, after, filter: Prisma.sql`TRUE` });
      return findAll(db, { ...open, filters, after });
  }
}

async function findWithFollowUp(db: Db, shopId: string, after: string | null): Promise<Found> {
  const [due, id] = readCursor(after, z.tuple([z.iso.datetime(), z.string()])) ?? ["-infinity", ""];
  const rows = await db.$queryRaw<Array<{ id: string; due: Date }>>`
    SELECT "orderId" AS id, MIN("dueAt") AS due FROM "FollowUp"
    WHERE "shopId" = ${shopId} AND state = 'open' AND "orderId" IS NOT NULL
    GROUP BY "orderId" HAVING (MIN("dueAt"), "orderId") > (${due}::timestamp, ${id})
    ORDER BY 2, 1 LIMIT ${pageLength + 1}`;
  return pageOf(rows, (row) => [row.due.toISOString(), row.id]);
}

// The promise is broken when its last day has passed where the shopper lives.
const promiseBroken = (now: Date) =>
  Prisma.sql`p."latestOn" < (${now.toISOString()}::timestamptz AT TIME ZONE p."timeZone")::date`;

interface Incident {
  kind: DelayKind | null;
  carrier: string | null;
}

const anyIncident: Incident = { kind: null, carrier: null };

const openIncident = (shopId: string, { kind, carrier }: Incident) => Prisma.sql`
  SELECT DISTINCT "orderId" AS id FROM "Delay" WHERE "shopId" = ${shopId} AND state IN ('open', 'warned', 'moving')
    ${kind === null ? Prisma.empty : Prisma.sql`AND kind = ${kind}`}
    ${carrier === null ? Prisma.empty : Prisma.sql`AND carrier = ${carrier}`}`;

type OpenOrders = "late" | "at_risk" | "late_or_at_risk" | "fine" | "on_the_way";

const ranksOf: Record<OpenOrders, number[]> = {
  late: [0],
  at_risk: [1],
  late_or_at_risk: [0, 1],
  fine: [2],
  on_the_way: [0, 1, 2],
};

const openOrders = (shopId: string) => Prisma.sql`
  SELECT "orderId" AS id FROM "DeliveryWatch" WHERE "shopId" = ${shopId} UNION ${openIncident(shopId, anyIncident)}`;

/** Whose open orders, and from which chance on, in percent, one is at risk though nothing has happened to it yet. */
interface OpenOf {
  shopId: string;
  threshold: number;
  now: Date;
}

const likelyLate = ({ shopId, threshold }: OpenOf) => Prisma.sql`
  SELECT "orderId" AS id FROM "DeliveryWatch" WHERE "shopId" = ${shopId} AND "lateChance" >= ${threshold}`;

/**
 * Open orders with their rank: 0 late, 1 at risk (an incident, or likely to be late; the promise not yet broken), 2
 * fine. The join of the promises is lateral so that it costs the open orders: planned freely, it reads every promise
 * the shop ever made.
 */
function rankedOpen(
  open: OpenOf,
  { which, incident, held }: { which: OpenOrders; incident: Incident; held: boolean },
): Prisma.Sql {
  const { shopId, now } = open;
  const isOne = incident.kind !== null || incident.carrier !== null;
  const incidents = openIncident(shopId, incident);
  const troubled = isOne ? incidents : Prisma.sql`${incidents} UNION ${likelyLate(open)}`;
  const members = (which === "on_the_way" || which === "fine") && !isOne ? openOrders(shopId) : troubled;
  return Prisma.sql`
    SELECT m.id, COALESCE(p."latestOn", 'infinity'::date)::text AS latest,
      CASE WHEN i.id IS NULL THEN 2 WHEN ${promiseBroken(now)} THEN 0 ELSE 1 END AS rank
    FROM (${members}) m
    ${held ? Prisma.sql`JOIN "Order" o ON o."shopId" = ${shopId} AND o.id = m.id AND o."heldAt" IS NOT NULL` : Prisma.empty}
    LEFT JOIN (${troubled}) i ON i.id = m.id
    LEFT JOIN LATERAL (
      SELECT "latestOn", "timeZone" FROM "DeliveryPromise"
      WHERE "shopId" = ${shopId} AND "orderId" = m.id AND sequence = 0 LIMIT 1) p ON TRUE`;
}

const placedAtOf = (shopId: string) => Prisma.sql`
  (SELECT o."placedAt" FROM "Order" o WHERE o."shopId" = ${shopId} AND o.id = ranked.id)`;

/** What the list is sorted by, as text that sorts as meant; only the most pressing are grouped by rank. */
const sortKeys: Record<ShipmentSort, { rank: Prisma.Sql; key: (shopId: string) => Prisma.Sql }> = {
  pressing: { rank: Prisma.sql`rank`, key: () => Prisma.sql`latest` },
  likely: {
    // What is late already is no chance any more: it comes after what can still be warned of.
    rank: Prisma.sql`CASE WHEN rank = 0 THEN 1 ELSE 0 END`,
    // Counted down from 100 %; who was promised a day too far away for any look comes last, by that day.
    key: (shopId) => Prisma.sql`COALESCE((
      SELECT lpad((100 - w."lateChance")::text, 3, '0') FROM "DeliveryWatch" w
      WHERE w."shopId" = ${shopId} AND w."orderId" = ranked.id),
      '2 ' || latest)`,
  },
  newest: {
    rank: Prisma.sql`0`,
    // Counted down from the year 2286, so that the newest comes first.
    key: (shopId) =>
      Prisma.sql`lpad((9999999999 - extract(epoch FROM ${placedAtOf(shopId)})::bigint)::text, 10, '0')`,
  },
  quiet: {
    rank: Prisma.sql`0`,
    key: (shopId) => Prisma.sql`COALESCE((
      SELECT max(COALESCE(s."stageAt", s."createdAt")) FROM "Shipment" s
      WHERE s."shopId" = ${shopId} AND s."orderId" = ranked.id), ${placedAtOf(shopId)})::text`,
  },
};

interface OpenAsk extends OpenOf {
  which: OpenOrders;
  filters: ShipmentFilters;
  after: string | null;
}

async function findOpen(db: Db, ask: OpenAsk): Promise<Found> {
  return pageOf(await listOpen(db, ask), (row) => [row.rank, row.key, row.id]);
}

interface OpenRow {
  id: string;
  rank: number;
  key: string;
}

/**
 * A page and one row more. Most that is open is fine, and to sort it each of its promises is read: only a page that
 * what presses does not fill asks for it.
 */
async function listOpen(db: Db, ask: OpenAsk): Promise<OpenRow[]> {
  if (ask.which !== "on_the_way" || ask.filters.sort !== "pressing") return sortOpen(db, ask);
  const rows = await sortOpen(db, { ...ask, which: "late_or_at_risk" });
  if (rows.length > pageLength) return rows;
  const fine = await sortOpen(db, { ...ask, which: "fine" });
  return [...rows, ...fine].slice(0, pageLength + 1);
}

async function sortOpen(db: Db, { which, filters, after, ...of }: OpenAsk): Promise<OpenRow[]> {
  const [rank, key, id] = readCursor(after, z.tuple([z.int(), z.string(), z.string()])) ?? [-1, "", ""];
  const { kind, carrier, held, sort } = filters;
  const order = sortKeys[sort];
  const open = rankedOpen(of, { which, incident: { kind, carrier }, held });
  return db.$queryRaw<OpenRow[]>`
    SELECT id, rank, key FROM (
      SELECT id, ${order.rank} AS rank, ${order.key(of.shopId)} AS key FROM (${open}) ranked
      WHERE ranked.rank IN (${Prisma.join(ranksOf[which])})
    ) sorted
    WHERE (rank, key, id) > (${rank}::int, ${key}, ${id})
    ORDER BY rank, key, id LIMIT ${pageLength + 1}`;
}

async function listCarriersInTrouble(db: Db, shopId: string): Promise<string[]> {
  const rows = await db.$queryRaw<Array<{ carrier: string }>>`
    SELECT DISTINCT carrier FROM "Delay"
    WHERE "shopId" = ${shopId} AND state IN ('open', 'warned', 'moving') AND carrier IS NOT NULL
    ORDER BY carrier LIMIT 50`;
  return rows.map(({ carrier }) => carrier);
}

const hasArrived = Prisma.sql`
  EXISTS (SELECT 1 FROM "Shipment" s WHERE s."shopId" = o."shopId" AND s."orderId" = o.id AND s."deliveredAt" IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM "Shipment" s WHERE s."shopId" = o."shopId" AND s."orderId" = o.id
    AND s."deliveredAt" IS NULL AND s.status NOT IN ('cancelled', 'error', 'failure'))`;

const isUntroubled = (threshold: number) => Prisma.sql`
  NOT EXISTS (SELECT 1 FROM "Delay" d WHERE d."shopId" = o."shopId" AND d."orderId" = o.id AND d.state IN ('open', 'warned', 'moving'))
  AND NOT EXISTS (SELECT 1 FROM "DeliveryWatch" w WHERE w."shopId" = o."shopId" AND w."orderId" = o.id AND w."lateChance" >= ${threshold})`;

async function walkOrders(
  db: Db,
  { shopId, after, filter }: { shopId: string; after: string | null; filter: Prisma.Sql },
): Promise<Found> {
  const [placedAt, id] = readCursor(after, z.tuple([z.iso.datetime(), z.string()])) ?? ["infinity", ""];
  const rows = await db.$queryRaw<Array<{ id: string; placedAt: Date }>>`
    SELECT o.id, o."placedAt" FROM "Order" o
    WHERE o."shopId" = ${shopId} AND o."requiresShipping" AND (o."placedAt", o.id) < (${placedAt}::timestamp, ${id}) AND ${filter}
    ORDER BY o."placedAt" DESC, o.id DESC LIMIT ${pageLength + 1}`;
  return pageOf(rows, (row) => [row.placedAt.toISOString(), row.id]);
}

/** Late and at risk first, then the rest, newest first; the cursor's shape says which of the two it is in. */
async function findAll(db: Db, { after, ...ask }: Omit<OpenAsk, "which">): Promise<Found> {
  const { shopId, threshold } = ask;
  const inTheRest = readCursor(after, z.tuple([z.iso.datetime(), z.string()])) !== null;
  const troubled = inTheRest
    ? { ids: [], next: null }
    : await findOpen(db, { ...ask, which: "late_or_at_risk", after });
  if (troubled.next !== null) return troubled;
  const filter = isUntroubled(threshold);
  const rest = await walkOrders(db, { shopId, after: inTheRest ? after : null, filter });
  return { ids: [...troubled.ids, ...rest.ids], next: rest.next };
}

/** How many orders of a shop are under way, and how many of them late or at risk: the tabs' figures and Home's. */
export async function countOpen(db: Db, open: OpenOf): Promise<Omit<ShipmentsPage["counts"], "needs_you">> {
  const troubled = rankedOpen(open, { which: "late_or_at_risk", incident: anyIncident, held: false });
  const [ranks, all] = await Promise.all([
    db.$queryRaw<Array<{ rank: number; n: number }>>`
      SELECT rank, COUNT(*)::int AS n FROM (${troubled}) ranked GROUP BY rank`,
    db.$queryRaw<Array<{ n: number }>>`SELECT COUNT(*)::int AS n FROM (${openOrders(open.shopId)}) AS open`,
  ]);
  const of = (rank: number) => ranks.find((row) => row.rank === rank)?.n ?? 0;
  return { late: of(0), at_risk: of(1), on_the_way: all[0]?.n ?? 0 };
}

async function countTabs(db: Db, open: OpenOf): Promise<ShipmentsPage["counts"]> {
  const { shopId } = open;
  const [counts, followUps] = await Promise.all([
    countOpen(db, open),
    db.$queryRaw<Array<{ n: number }>>`
      SELECT COUNT(DISTINCT "orderId")::int AS n FROM "FollowUp" WHERE "shopId" = ${shopId} AND state = 'open'`,
  ]);
  return { needs_you: followUps[0]?.n ?? 0, ...counts };
}
