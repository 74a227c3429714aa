import { mkdirSync } from "node:fs";
import { Socket } from "node:net";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { withDirectStatements } from "./direct-statements.server";
import { minuteMs } from "./durations";
import { keepTidy, openEmbeddedPool } from "./embedded-postgres.server";
import { PrismaClient } from "./prisma/client";
import type { Prisma } from "./prisma/client";
import { logBursts, type Logger } from "./log.server";
import { applyMigrations } from "./migrations.server";
import { NamingClient } from "./naming-client.server";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Where the rows live: one embedded Postgres in this process, or a server shared by many. */
export type DatabaseConnection = { db: Database; pool: pg.Pool; close(): Promise<void> } & (
  | { kind: "embedded" }
  | {
      kind: "postgres";
      url: string;
      /** How long the database may say nothing while it is asked; 0 for ever. */
      silenceMs: number;
      /** For locks alone: who holds one still needs a connection for the work. */
      lockPool: pg.Pool;
    }
);

/**
 * Opens the embedded database in `dataDir` and brings its tables up to date: a shop must never be
 * asked to run a migration by hand for the embedded default.
 */
export async function openEmbeddedDatabase(dataDir: string, log: Logger): Promise<DatabaseConnection> {
  mkdirSync(dataDir, { recursive: true });
  const pglite = await PGlite.create(path.join(dataDir, "pg"), { relaxedDurability: false });
  await applyMigrations((sql) => pglite.exec(sql));
  return connectEmbedded(pglite, log);
}

/** Takes over an embedded engine that has its tables; closing the connection closes the engine. */
export function connectEmbedded(pglite: PGlite, log: Logger): DatabaseConnection {
  const pool = openEmbeddedPool(pglite);
  const stopTidying = keepTidy(pool, { log });
  const db = openClient(pool);
  return {
    kind: "embedded",
    db,
    pool,
    close: async () => {
      stopTidying();
      await db.$disconnect();
      await pool.end();
      if (!pglite.closed) await pglite.close();
    },
  };
}

/**
 * A host that vanishes closes nothing: what was sent to it is sent again for a quarter of an hour before anybody is told,
 * and so long would whoever asked hold others up. No statement of the app's takes as long as this.
 */
const usualSilenceMs = minuteMs;

/** Opens a connection pool on Postgres. Migrations are the operator's step there (`npm run migrate`). */
export function openPostgres(
  url: string,
  log: Logger,
  { silenceMs = usualSilenceMs }: { silenceMs?: number } = {},
): DatabaseConnection {
  const options = {
    connectionString: url,
    // Columns hold UTC without a zone: instants in raw SQL must not be shifted by the server's own zone. Compiling a
    // statement (jit) takes longer than any of ours runs.
    options: "-c timezone=UTC -c jit=off",
  };
  const pool = new pg.Pool({
    ...options,
    ...{ Client: NamingClient, max: 10, connectionTimeoutMillis: silenceMs },
  });
  pool.on("connect", ({ connection: { stream } }) => {
    // Not the driver's query_timeout: it gives up the statement and keeps the connection, for the next one to wait on.
    if (stream instanceof Socket)
      stream.setTimeout(silenceMs, () => stream.destroy(new Error("the database did not answer")));
  });
  // Who holds a lock says nothing for as long as the work takes: here TCP itself asks whether anybody is there.
  const lockPool = new pg.Pool({
    ...options,
    ...{ max: 4, keepAlive: true, keepAliveInitialDelayMillis: silenceMs },
  });
  // A connection cut off by a restart is replaced at the next query; unheard, it would end the process. The pool hears
  // of idle ones only, and once more.
  const lost = logBursts((fields, message) => log.warn(fields, message), "a database connection was lost");
  for (const each of [pool, lockPool])
    each.on("error", () => undefined).on("connect", (client) => client.on("error", lost));
  const db = openClient(pool);
  return {
    kind: "postgres",
    db,
    pool,
    url,
    silenceMs,
    lockPool,
    close: async () => {
      await db.$disconnect();
      await Promise.all([pool.end(), lockPool.end()]);
    },
  };
}

// A transaction waits for a connection while others have them all: that is load, not an error.
const transactionOptions = { maxWait: 20_000, timeout: 20_000 };

// Any other format takes a stack at every call, only to print where the caller stood should it fail.
const openClient = (pool: pg.Pool): Database =>
  withDirectStatements(
    new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions, errorFormat: "minimal" }),
    pool,
  );
