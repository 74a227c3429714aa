import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { createOpenThings } from "../sandbox/simulation/open-things";
import { ensureBuild } from "../scripts/ensure-build";
import { startPostgresCluster } from "../scripts/postgres-cluster";
import { killProgram, migrate, startProgram, untilAnswered } from "./app-processes";
import type { Bench } from "./bench";
import { openShops } from "./open-shops";
import { median } from "./median";
import { startAdminApi } from "./pipeline/admin-api";
import { adminShipmentOf, inventOrder } from "./pipeline/invented-orders";
import { seedOpenShipments } from "./sweep/open-shipments";

const workerPort = 3976;
const giveUpAfterMs = 120_000;
/** The sweep looks round every half second: how much of that is waited for is luck, so it is measured more than once. */
const roundsAtMost = 3;

/**
 * What a look at the watched parcels costs: a worker holds `--open` shipments that are under way and nothing to do;
 * then `--due` of them, whose promise has passed, fall due at once. `seconds` is from that instant until the last of
 * their incidents is open, Shopify asked about each, the middle one of three rounds where there are shipments enough;
 * `secondsAtTenth` is the same with a tenth of the shipments held.
 */
export const sweep: Bench = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      open: { type: "string", default: "100000" },
      due: { type: "string", default: "1000" },
      shops: { type: "string", default: "20" },
      json: { type: "boolean", default: false },
    },
  });
  const [open, due, shopCount] = [values.open, values.due, values.shops].map(Number) as [
    number,
    number,
    number,
  ];
  if (!(Number.isSafeInteger(open) && Number.isSafeInteger(due) && due > 0 && open >= 20 * due)) {
    process.stderr.write(
      "npm run bench -- sweep --open N --due N [--json], of which at most a twentieth due\n",
    );
    return 2;
  }
  ensureBuild();
  const things = createOpenThings();
  try {
    const cluster = await startPostgresCluster();
    things.add(() => cluster.stop());
    await migrate(cluster.url);
    const shopIds = Array.from({ length: shopCount }, (_, index) => `shop-${index}.myshopify.com`);
    await openShops(cluster.url, shopIds);
    const client = new pg.Client({ connectionString: cluster.url, options: "-c timezone=UTC" });
    await client.connect();
    things.add(() => client.end());

    const measure = async (from: number, until: number) => {
      await seedOpenShipments(client, { shopIds, from, until });
      const admin = await startAdminApi((orderId) => adminShipmentOf(numberOf(orderId), shopIds));
      const worker = startProgram(["--import", "./bench/pipeline/shopify-elsewhere.ts", "server/worker.ts"], {
        databaseUrl: cluster.url,
        port: 1,
        env: { WORKER_PORT: String(workerPort), BENCH_ADMIN_API: admin.url },
      });
      try {
        await untilAnswered(worker, `http://127.0.0.1:${workerPort}/readyz`);
        // What is compiled at the first looks is nobody's speed.
        await secondsToOpen(client, { first: from, count: Math.ceil(due / 4) });
        const rounds = [];
        for (let round = 1; round <= roundsAtMost && from + (round + 1) * due <= until; round += 1) {
          await untilIdle(client);
          rounds.push(await secondsToOpen(client, { first: from + round * due, count: due }));
        }
        return median(rounds);
      } finally {
        await killProgram(worker);
        admin.close();
      }
    };
    const tenth = Math.floor(open / 10);
    const secondsAtTenth = await measure(0, tenth);
    const seconds = await measure(tenth, open);
    const figures = {
      open,
      due,
      seconds,
      secondsAtTenth,
      ratio: Math.round((seconds / secondsAtTenth) * 100) / 100,
    };
    process.stdout.write(
      values.json
        ? `${JSON.stringify(figures)}\n`
        : `${due} due among ${open}: ${seconds} s; among ${tenth}: ${secondsAtTenth} s\n`,
    );
    return 0;
  } finally {
    await things.closeAll();
  }
};

const firstOrderId = inventOrder(0, [""]).id;
const numberOf = (orderId: string): number => Number(orderId) - Number(firstOrderId);

/** Lets the deliveries of some orders fall due now and waits until each has its incident. */
async function secondsToOpen(
  client: pg.Client,
  { first, count }: { first: number; count: number },
): Promise<number> {
  const ids = Array.from({ length: count }, (_, index) => String(Number(firstOrderId) + first + index));
  const { rowCount } = await client.query(
    `UPDATE "DeliveryWatch" SET "nextCheckAt" = now() WHERE "shopId" LIKE 'shop-%' AND "orderId" = ANY($1)`,
    [ids],
  );
  if (rowCount !== count) throw new Error(`${String(rowCount)} deliveries of ${count} fell due.`);
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await client.query<{ opened: number }>(
      `SELECT count(*)::int AS opened FROM "Delay" WHERE "orderId" = ANY($1)`,
      [ids],
    );
    const seconds = (performance.now() - startedAt) / 1000;
    if ((rows[0]?.opened ?? 0) >= count) return Math.round(seconds * 100) / 100;
    if (seconds * 1000 > giveUpAfterMs) throw new Error(`${rows[0]?.opened ?? 0} of ${count} were opened.`);
    await sleep(25);
  }
}

/** Waits until what followed from the incidents, messages and workflows, is done too. */
async function untilIdle(client: pg.Client): Promise<void> {
  for (let left = 1; left > 0;) {
    await sleep(500);
    const { rows } = await client.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM pgboss.job_common WHERE "state" < 'completed'`,
    );
    left = rows[0]?.left ?? 0;
  }
}
