import type { Database, Transaction } from "~/platform/database.server";
import type { TaskProgress } from "~/platform/long-task";
import { readPieces } from "~/platform/long-tasks.server";
import type { LongTask } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import { getShop } from "~/settings/shops.server";
import { countJourneys } from "./count-journeys.server";
import { readHistory, type BadHistoryRow, type HistoryOrder } from "./history-file";
import { laneOf } from "./journeys";
import type { Lane } from "./lane";
import { unpack } from "./uploaded-history.server";

// As many as the sums take up at once, with their two legs.
const ordersAtOnce = 250;

/**
 * Takes an uploaded history up, some hundred rows a step: its orders are kept to be played over, and the roads learn
 * from those that arrived. Rows taken up before, in this import or another, teach once.
 */
export async function* runHistoryImport(
  { db, clock }: { db: Database; clock: { now(): Date } },
  task: LongTask,
): AsyncGenerator<TaskProgress, string | undefined> {
  const { shopId, id: taskId } = task;
  const text = await unpack(await readFile(db, { shopId, taskId }));
  if (typeof text !== "string") return text.outcome === "unpacked_too_large" ? text.outcome : "unreadable";
  const { settings } = await getShop(db, shopId);
  const total = countLines(text);
  const rows = readHistory(text, { timeZone: settings.promiseRules.timeZone, now: clock.now() });
  const from = placeOf(task.place);
  let orders: HistoryOrder[] = [];
  let problems: BadHistoryRow[] = [];
  let line = 1;
  let read = 0;
  for (const { order, bad } of rows) {
    line = order ? order.line : bad.line;
    read += 1;
    if (line <= from) continue;
    if (order) orders.push(order);
    else problems.push(bad);
    if (orders.length + problems.length < ordersAtOnce) continue;
    yield await take();
  }
  if (orders.length + problems.length > 0) yield await take();
  // Now that all are read: their true number, by which the page tells whether any could be used.
  yield { done: read, total: read, place: { line } };
  return undefined;

  async function take(): Promise<TaskProgress> {
    const known = await db.$transaction((tx) => recordPastOrders(tx, { shopId, taskId, orders, settings }));
    await db.$transaction((tx) => countJourneys(tx, shopId, clock.now()));
    const progress = {
      done: Math.min(total, line - 1),
      total,
      place: { line },
      problems: [
        ...problems.map(({ line: at, column, problem }) => ({ line: at, column, problem })),
        ...orders
          .filter(({ orderId }) => known.has(orderId))
          .map((order) => ({ line: order.line, column: "order_id", problem: "known" })),
      ],
    };
    orders = [];
    problems = [];
    return progress;
  }
}

async function readFile(db: Database, task: { shopId: string; taskId: string }): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(db, task)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Rows below the header, blank lines and line breaks in quotes counted along: a measure of progress, no more. */
function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.endsWith("\n") ? lines - 1 : lines;
}

function placeOf(place: unknown): number {
  return typeof place === "object" && place !== null && "line" in place ? Number(place.line) : 0;
}

interface Recording {
  shopId: string;
  taskId: string;
  orders: HistoryOrder[];
  settings: Pick<ShopSettings, "promiseRules">;
}

/** Keeps the orders and what their parcels travelled; answers those the shop itself has told us of already. */
async function recordPastOrders(
  tx: Transaction,
  { shopId, taskId, orders, settings }: Recording,
): Promise<Set<string>> {
  if (orders.length === 0) return new Set();
  const ids = orders.map(({ orderId }) => orderId);
  const told = await tx.order.findMany({
    where: { shopId, OR: [{ id: { in: ids } }, { name: { in: ids } }] },
    select: { id: true, name: true },
  });
  const known = new Set(told.flatMap(({ id, name }) => [id, name]));
  const fresh = orders.filter(({ orderId }) => !known.has(orderId));
  await tx.pastOrder.createMany({
    data: fresh.map((order) => ({
      shopId,
      orderId: order.orderId,
      taskId,
      placedAt: order.placedAt,
      promisedOn: new Date(`${order.promisedOn.toISODate() ?? ""}T00:00:00Z`),
      handedOverAt: order.handedOverAt,
      deliveredAt: order.deliveredAt,
      status: order.status,
      lane: { ...laneOfPast(order, settings) },
    })),
    skipDuplicates: true,
  });
  await tx.laneJourney.createMany({
    data: fresh.flatMap((order) =>
      travelled(order).map((leg) => ({
        shopId,
        // No shipment of Shopify's is called that.
        shipmentId: `past/${order.orderId}`,
        orderId: `past/${order.orderId}`,
        lane: { ...laneOfPast(order, settings) },
        hasArrived: true,
        ...leg,
      })),
    ),
    skipDuplicates: true,
  });
  return known;
}

/** The legs that came to an end. What never arrived by a file's last day may have been lost: it teaches nothing. */
function travelled({ placedAt, handedOverAt, deliveredAt }: HistoryOrder) {
  return [
    ...(handedOverAt ? [{ leg: "handling", startedAt: placedAt, endedAt: handedOverAt }] : []),
    ...(handedOverAt && deliveredAt
      ? [{ leg: "transit", startedAt: handedOverAt, endedAt: deliveredAt }]
      : []),
  ];
}

/** The road of a past order, named as those of the shop's own orders are. */
function laneOfPast(order: HistoryOrder, { promiseRules }: Pick<ShopSettings, "promiseRules">): Lane {
  const { placedAt, carrier, originLocation, originRegion } = order;
  const asOrder = {
    ...{ placedAt, paidAt: placedAt, timeZone: null, shippingMethod: order.service },
    ...{ countryCode: order.country ?? promiseRules.originCountry, provinceCode: order.region },
  };
  const lane = laneOf(asOrder, { carrier, originId: originLocation }, promiseRules);
  return { ...lane, origin: originRegion ?? originLocation };
}
