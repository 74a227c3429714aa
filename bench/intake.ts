import type { ChildProcess } from "node:child_process";
import { parseArgs } from "node:util";
import pg from "pg";
import { ensureBuild } from "../scripts/ensure-build";
import { startPostgresCluster } from "../scripts/postgres-cluster";
import { benchSecret as secret, killProgram, migrate, startProgram, untilAnswered } from "./app-processes";
import type { Bench } from "./bench";
import { deliver, type Figures } from "./intake/load";
import { orderBodies } from "./intake/order-body";
import { byTurns } from "./intake/turns";

const variants = ["bare", "template", "ours"] as const;
type Variant = (typeof variants)[number];
const bodies = ["full", "trimmed"] as const;

/** `pace`: deliveries a second, where they came at a steady rate. */
type Row = { variant: Variant; body: (typeof bodies)[number]; pace?: number } & Figures;

/** A busy sale: what we hold ourselves to for a minute. */
const steadyPace = 1000;

const port = 3979;

const programs: Record<Variant, string[]> = {
  bare: ["--import", "tsx", "bench/intake/bare.ts"],
  template: ["--import", "tsx", "bench/intake/template.ts"],
  ours: ["server/start.ts"],
};

/**
 * Intake under load: bare Node with grouped inserts (the ceiling), what the official template leads to, and ours; each
 * a process of its own on the same throwaway Postgres, one after the other, with the same body whole and trimmed.
 * `--steady 60` has ours take 1,000 a second for so many seconds too. `--turns 10` leaves the template out and has bare
 * and ours take ten turns each instead: for a machine that has other work.
 */
export const intake: Bench = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      seconds: { type: "string", default: "8" },
      connections: { type: "string", default: "32" },
      steady: { type: "string", default: "0" },
      only: { type: "string" },
      turns: { type: "string", default: "0" },
    },
  });
  ensureBuild();
  if (values.turns !== "0") return bareAndOursByTurns(Number(values.turns), Number(values.connections));
  const texts = orderBodies();
  const cluster = await startPostgresCluster();
  const rows: Row[] = [];
  try {
    await migrate(cluster.url);
    for (const variant of variants.filter((one) => values.only === undefined || values.only === one)) {
      const server = await startServer(variant, cluster.url);
      try {
        for (const body of bodies) {
          const load = { port, secret, body: texts[body], connections: Number(values.connections) };
          // What is compiled at the first requests and what is remembered after them is nobody's speed.
          await deliver({ ...load, seconds: 2, pace: null });
          const add = (row: Row) => {
            rows.push(row);
            if (!values.json) process.stdout.write(`${describe(row)}\n`);
          };
          const figures = await deliver({ ...load, seconds: Number(values.seconds), pace: null });
          add({ variant, body, ...figures });
          const steady = { ...load, seconds: Number(values.steady), pace: steadyPace };
          if (variant === "ours" && steady.seconds > 0)
            add({ variant, body, pace: steadyPace, ...(await deliver(steady)) });
        }
      } finally {
        await killProgram(server);
      }
      await emptyTables(cluster.url);
    }
  } finally {
    await cluster.stop();
  }
  if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  return 0;
};

async function bareAndOursByTurns(turns: number, connections: number): Promise<number> {
  const cluster = await startPostgresCluster();
  const servers: ChildProcess[] = [];
  try {
    await migrate(cluster.url);
    const takers = [];
    for (const [index, name] of (["bare", "ours"] as const).entries()) {
      const server = await startServer(name, cluster.url, port + index);
      servers.push(server);
      takers.push({ name, server, port: port + index });
    }
    for (const [body, text] of Object.entries(orderBodies())) {
      const load = { secret, body: text, connections };
      for (const { port } of takers) await deliver({ ...load, port, seconds: 2, pace: null });
      for (const { name, cpuMicros, ...figures } of await byTurns(
        { takers, databaseUrl: cluster.url, turns },
        load,
      )) {
        const { app, database, load } = cpuMicros;
        process.stdout.write(
          `${describe({ variant: name, body, ...figures })}  CPU ${app} + ${database} + ${load} µs\n`,
        );
      }
    }
  } finally {
    for (const server of servers) await killProgram(server);
    await cluster.stop();
  }
  return 0;
}

const describe = ({
  variant,
  body,
  pace,
  perSecond,
  p50Ms,
  p99Ms,
  errors,
}: Omit<Row, "body" | "variant"> & { variant: string; body: string }): string =>
  `${(pace === undefined ? variant : `at ${pace}/s`).padEnd(9)} ${body.padEnd(8)} ${String(perSecond).padStart(6)}/s  p50 ${p50Ms} ms  p99 ${p99Ms} ms  errors ${errors}`;

async function startServer(variant: Variant, databaseUrl: string, at = port): Promise<ChildProcess> {
  const child = startProgram(programs[variant], { databaseUrl, port: at });
  await untilAnswered(child, `http://127.0.0.1:${at}/webhooks`, { method: "POST" });
  return child;
}

/** Each variant begins with empty tables: an index grows slower the longer it gets. */
async function emptyTables(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`TRUNCATE "WebhookDelivery", "Session"`);
  await client.query("DROP TABLE IF EXISTS bare_delivery");
  await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
  await client.end();
}
