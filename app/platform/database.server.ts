import { mkdirSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { PrismaClient } from "./prisma/client";
import type { Prisma } from "./prisma/client";
import { loggable, type Logger } from "./log.server";
import { applyMigrations } from "./migrations.server";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** Where the rows live: one embedded Postgres in this process, or a server shared by many. */
export type DatabaseConnection = { db: Database; close(): Promise<void> } & (
  { kind: "embedded"; pglite: PGlite } | { kind: "postgres"; pool: pg.Pool; url: string }
);

/**
 * Opens the embedded database in `dataDir` and brings its tables up to date: a shop must never be
 * asked to run a migration by hand for the embedded default.
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<DatabaseConnection> {
  mkdirSync(dataDir, { recursive: true });
  const pglite = await PGlite.create(path.join(dataDir, "pg"), { relaxedDurability: false });
  await applyMigrations((sql) => pglite.exec(sql));
  const db = new PrismaClient({ adapter: pgliteAdapter(pglite) });
  return {
    kind: "embedded",
    db,
    pglite,
    close: async () => {
      await db.$disconnect();
      await pglite.close();
    },
  };
}

/** Opens a connection pool on Postgres. Migrations are the operator's step there (`npm run migrate`). */
export function openPostgres(url: string, log: Logger): DatabaseConnection {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // Columns hold UTC without a zone: instants in raw SQL must not be shifted by the server's own zone.
    options: "-c timezone=UTC",
  });
  // An idle connection cut off by a restart is replaced at the next query; unheard, it would end the process.
  pool.on("error", (error) => log.warn({ error: loggable(error) }, "a database connection was lost"));
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    kind: "postgres",
    db,
    pool,
    url,
    close: async () => {
      await db.$disconnect();
      await pool.end();
    },
  };
}

/** Prisma on an embedded Postgres. The adapter is typed against an older copy of the interface it implements. */
export function pgliteAdapter(pglite: PGlite): SqlDriverAdapterFactory {
  return new PrismaPGlite(pglite) as unknown as SqlDriverAdapterFactory;
}
