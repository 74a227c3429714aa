import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ensureBuild } from "../scripts/ensure-build";
import { startPostgresCluster } from "../scripts/postgres-cluster";
import { createOpenThings } from "../sandbox/simulation/open-things";
import {
  benchSecret,
  cpuSecondsOf,
  killProgram,
  memoryOf,
  migrate,
  startProgram,
  untilAnswered,
} from "./app-processes";
import type { Bench } from "./bench";
import { connect, headOf, withIds } from "./intake/load";
import { openShops } from "./open-shops";
import { startAdminApi } from "./pipeline/admin-api";
import { adminOrderOf, inventOrder, webhookOf, type InventedOrder } from "./pipeline/invented-orders";
import { startMailSink } from "./pipeline/mail-sink";

const port = 3978;
const workerPort = 3977;

// What is compiled at the first orders is nobody's latency.
const warmUp = 200;
/** Orders on their way at once when as many as possible are wanted: enough to keep every process busy. */
const window = 300;
const connections = 16;
/** Nothing has come for so long: what is missing will not come any more. */
const patienceMs = 60_000;

/**
 * The whole way on real processes and a throwaway Postgres: webhooks in, orders applied, touchpoints planned, thank-you
 * mails accepted. First a steady trickle (`--pace` orders a second, at most a minute of it and a tenth of the orders at
 * least) tells how long an order takes; the rest, as fast as they come through, tells how many a second.
 */
export const pipeline: Bench = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: "string", default: "5000" },
      pace: { type: "string", default: "50" },
      shops: { type: "string", default: "20" },
      workers: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const [orders, pace, shopCount, workerCount] = [
    values.orders,
    values.pace,
    values.shops,
    values.workers,
  ].map(Number) as [number, number, number, number];
  if (![orders, pace, shopCount, workerCount].every((count) => Number.isSafeInteger(count) && count > 0)) {
    process.stderr.write(
      "npm run bench -- pipeline [--orders N] [--pace N] [--shops N] [--workers N] [--json]\n",
    );
    return 2;
  }
  ensureBuild();
  const open = createOpenThings();
  try {
    const figures = await measure({ orders, pace, shopCount, workerCount, open });
    process.stdout.write(
      values.json
        ? `${JSON.stringify(figures)}\n`
        : `${figures.ordersPerSecond} orders/s; at ${pace}/s p50 ${figures.p50Seconds} s, p99 ${figures.p99Seconds} s; ` +
            `${figures.memoryMb} MB; lost ${figures.lost}, doubled ${figures.doubled}\n`,
    );
    return figures.lost + figures.doubled === 0 ? 0 : 1;
  } finally {
    await open.closeAll();
  }
};

interface Run {
  orders: number;
  pace: number;
  shopCount: number;
  workerCount: number;
  open: ReturnType<typeof createOpenThings>;
}

async function measure({ orders, pace, shopCount, workerCount, open }: Run) {
  const cluster = await startPostgresCluster();
  open.add(() => cluster.stop());
  const databaseUrl = cluster.url;
  await migrate(databaseUrl);
  const shopIds = Array.from({ length: shopCount }, (_, index) => `shop-${index}.myshopify.com`);
  await openShops(databaseUrl, shopIds);

  const book = createOrderBook();
  const admin = await startAdminApi((orderId) => book.adminOrder(orderId));
  open.add(() => Promise.resolve(admin.close()));
  const sink = await startMailSink((orderId) => book.thanked(orderId));
  open.add(() => sink.close());

  const env = { SMTP_URL: sink.url, BENCH_ADMIN_API: admin.url };
  const start = (script: string, extra = {}) => {
    const child = startProgram(["--import", "./bench/pipeline/shopify-elsewhere.ts", script], {
      databaseUrl,
      port,
      env: { ...env, ...extra },
    });
    open.add(() => killProgram(child));
    return child;
  };
  const web = start("server/start.ts");
  await untilAnswered(web, `http://127.0.0.1:${port}/readyz`);
  const workers = Array.from({ length: workerCount }, (_, index) =>
    start("server/worker.ts", { WORKER_PORT: String(workerPort - index) }),
  );
  for (const [index, worker] of workers.entries())
    await untilAnswered(worker, `http://127.0.0.1:${workerPort - index}/readyz`);

  const memory = () => [web, ...workers].reduce((sum, child) => sum + memoryOf(child), 0);
  const place = createPlacer({ shopIds, book });
  open.add(() => Promise.resolve(place.close()));

  await place.atMost(window, Math.min(warmUp, orders));
  await book.untilAllThanked();
  const trickle = Math.min(pace * 60, Math.floor(orders / 10));
  const paced = await place.atPace(pace, trickle);
  await book.untilAllThanked();
  const latencies = paced.map((id) => book.secondsOf(id)).filter((seconds) => seconds !== null);
  latencies.sort((one, other) => one - other);

  const rest = orders - Math.min(warmUp, orders) - trickle;
  const cpu = { web: web.pid ?? 0, workers: workers.map(({ pid = 0 }) => pid) };
  const cpuBefore = await cpuSeconds(databaseUrl, cpu);
  const startedAt = performance.now();
  let memoryMb = memory();
  const watching = setInterval(() => {
    const now = memory();
    memoryMb = Math.max(memoryMb, now);
    const seconds = (performance.now() - startedAt) / 1000;
    process.stderr.write(`${Math.round(seconds)} s: ${book.thankedCount()} thanked, ${Math.round(now)} MB\n`);
  }, 10_000);
  await place.atMost(window, rest);
  await book.untilAllThanked();
  clearInterval(watching);
  const seconds = (book.lastAtMs() - startedAt) / 1000;
  const cpuAfter = await cpuSeconds(databaseUrl, cpu);
  const perOrder = Object.entries(cpuAfter).map(
    ([who, after]) => `${who} ${(((after - (cpuBefore[who] ?? 0)) * 1000) / rest).toFixed(2)} ms`,
  );
  process.stderr.write(`CPU per order: ${perOrder.join(", ")}\n`);
  const left = await ask(databaseUrl, `SELECT count(*) FROM pgboss.job_common WHERE "state" < 'completed'`);
  process.stderr.write(`${String(left[0]?.["count"])} jobs were waiting when the last mail was accepted\n`);
  for (const row of await whatBecameOf(databaseUrl, book.unthanked()))
    process.stderr.write(`lost: ${JSON.stringify(row)}\n`);
  const at = (share: number) => round(latencies[Math.floor(share * (latencies.length - 1))] ?? 0);
  return {
    ordersPerSecond: Math.round(rest / seconds),
    p50Seconds: at(0.5),
    p99Seconds: at(0.99),
    memoryMb: Math.round(memoryMb),
    ...book.account(),
  };
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

async function ask(databaseUrl: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql, values);
  await client.end();
  return rows;
}

/** Who has used how much of the machine; the database by its present connections. */
async function cpuSeconds(
  databaseUrl: string,
  { web, workers }: { web: number; workers: number[] },
): Promise<Record<string, number>> {
  const backends = await ask(
    databaseUrl,
    `SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "backend_type" = 'client backend'`,
  );
  const sum = (pids: number[]) => pids.reduce((total, pid) => total + cpuSecondsOf(pid), 0);
  return {
    web: sum([web]),
    workers: sum(workers),
    database: sum(backends.map(({ pid }) => Number(pid))),
    load: sum([process.pid]),
  };
}

const whatBecameOf = (databaseUrl: string, orderIds: string[]) =>
  ask(
    databaseUrl,
    `SELECT o.id, d."state" AS webhook, d."reason", t."state", t."reason" AS why, t."attempts", t."nextAttemptAt"
     FROM unnest($1::text[]) o (id) LEFT JOIN "WebhookDelivery" d ON d."webhookId" = o.id
     LEFT JOIN "Touchpoint" t ON t."orderId" = o.id AND t."kind" = 'thank_you_note'`,
    [orderIds],
  );

/** Every order placed, when it left and when the mail server took its thanks. */
function createOrderBook() {
  const placed = new Map<
    string,
    { order: InventedOrder; fromMs: number; thanks: number; atMs: number | null }
  >();
  const listeners = new Set<() => void>();
  let open = 0;
  let lastAtMs = 0;
  /** At the next thanks; false when none came in a long time. */
  const nextThanks = () =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), patienceMs);
      const hear = () => {
        clearTimeout(timer);
        listeners.delete(hear);
        resolve(true);
      };
      listeners.add(hear);
    });
  return {
    place(order: InventedOrder, fromMs: number) {
      placed.set(order.id, { order, fromMs, thanks: 0, atMs: null });
      open += 1;
    },
    thanked(orderId: string) {
      const entry = placed.get(orderId);
      if (!entry) return;
      entry.thanks += 1;
      if (entry.thanks > 1) return;
      open -= 1;
      lastAtMs = entry.atMs = performance.now();
      for (const hear of listeners) hear();
    },
    adminOrder: (orderId: string) => {
      const entry = placed.get(orderId);
      return entry ? adminOrderOf(entry.order) : null;
    },
    thankedCount: () => placed.size - open,
    lastAtMs: () => lastAtMs,
    secondsOf(orderId: string) {
      const entry = placed.get(orderId);
      return entry?.atMs == null ? null : (entry.atMs - entry.fromMs) / 1000;
    },
    async untilOpen(fewerThan: number) {
      while (open >= fewerThan && (await nextThanks())) continue;
    },
    async untilAllThanked() {
      await this.untilOpen(1);
    },
    unthanked: () => [...placed].flatMap(([id, { thanks }]) => (thanks === 0 ? [id] : [])),
    account() {
      const all = [...placed.values()];
      return {
        lost: all.filter(({ thanks }) => thanks === 0).length,
        doubled: all.reduce((sum, { thanks }) => sum + Math.max(0, thanks - 1), 0),
      };
    },
  };
}

type OrderBook = ReturnType<typeof createOrderBook>;

/** Places orders as Shopify does: over kept connections, each answered before the connection carries the next. */
function createPlacer({ shopIds, book }: { shopIds: readonly string[]; book: OrderBook }) {
  let number = 0;
  const idle: Array<Awaited<ReturnType<typeof connect>>> = [];
  const place = async (fromMs: number): Promise<string> => {
    const order = inventOrder(number++, shopIds);
    book.place(order, fromMs);
    const payload = webhookOf(order);
    const connection = idle.pop() ?? (await connect(port));
    const head = headOf({ port, payload, secret: benchSecret, shopId: order.shopId });
    const status = await connection.send(withIds(head, order.id), payload);
    idle.push(connection);
    if (status !== 200) throw new Error(`A webhook was answered with ${status}.`);
    return order.id;
  };
  return {
    /** So many orders, with at most `limit` of them on their way. */
    async atMost(limit: number, orders: number) {
      let left = orders;
      const one = async () => {
        while (left > 0) {
          left -= 1;
          await book.untilOpen(limit);
          await place(performance.now());
        }
      };
      await Promise.all(Array.from({ length: connections }, one));
    },
    /** So many a second, measured from when each should have left. Answers their ids. */
    async atPace(pace: number, orders: number) {
      const startedAt = performance.now();
      const placed: Array<Promise<string>> = [];
      for (let count = 0; count < orders; count += 1) {
        const dueAt = startedAt + (count * 1000) / pace;
        await sleep(Math.max(0, dueAt - performance.now()));
        placed.push(place(dueAt));
      }
      return Promise.all(placed);
    },
    close() {
      for (const connection of idle) connection.close();
    },
  };
}
