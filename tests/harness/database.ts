import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";

import { connectEmbedded, type DatabaseConnection, openPostgres } from "~/platform/database.server";
import { createMemoryLocks, type Locks } from "~/platform/locks.server";
import type { PrismaClient } from "~/platform/prisma/client";
import { createSecrets, type Secrets } from "~/platform/secrets.server";
import { createLinkSigner, type LinkSigner } from "~/platform/signed-link.server";

import { FixedClock, friday } from "./fixed-clock";
import { postgresTemplate } from "./postgres-template";
import { RecordingLog } from "./recording-log";
import { RecordingMailer } from "./recording-mailer";
import { PlayedDns } from "./played-dns";
import { RecordingQueue } from "./recording-queue";
import { ScriptedShopify } from "./scripted-shopify";

/** What acting functions take. Nothing of it leaves the process, and everything begins afresh before each test. */
export interface TestDeps {
  db: PrismaClient;
  connection: DatabaseConnection;
  /** Stands still at `friday` until a test moves it. */
  clock: FixedClock;
  queue: RecordingQueue;
  log: RecordingLog;
  mailer: RecordingMailer;
  dns: PlayedDns;
  shopify: ScriptedShopify;
  locks: Locks;
  secrets: Secrets;
  links: LinkSigner;
}

export interface TestDatabase {
  db: PrismaClient;
  deps: TestDeps;
}

interface OpenedDatabase {
  connection: DatabaseConnection;
  create(): Promise<void>;
  destroy(): Promise<void>;
}

const testEncryptionKey = Buffer.alloc(32, 7).toString("base64");

/**
 * A real, migrated database of this test file's own, empty before each test: PGlite, or Postgres when
 * TEST_DATABASE_URL is set. Call it at the top of a file or of a `describe`.
 */
export function useTestDatabase(): TestDatabase {
  const { connection, create, destroy } = process.env.TEST_DATABASE_URL
    ? openOnPostgres(process.env.TEST_DATABASE_URL)
    : openOnPglite();
  const { db } = connection;
  const secrets = createSecrets(testEncryptionKey);
  const deps: TestDeps = {
    db,
    connection,
    clock: new FixedClock(),
    queue: new RecordingQueue(),
    log: new RecordingLog(),
    mailer: new RecordingMailer(),
    dns: new PlayedDns(),
    shopify: new ScriptedShopify(),
    locks: createMemoryLocks(),
    secrets,
    links: createLinkSigner(secrets),
  };

  beforeAll(create);
  beforeEach(async () => {
    deps.clock.set(friday);
    for (const recorder of [deps.queue, deps.log, deps.mailer, deps.dns, deps.shopify]) recorder.clear();
    await emptyTables(db);
  });
  afterAll(destroy);

  return { db, deps };
}

function openOnPglite(): OpenedDatabase {
  const snapshot = inject("databaseSnapshot");
  if (snapshot === null) throw new Error("No snapshot was prepared: see tests/harness/prepare-database.ts.");
  const pglite = new PGlite({ loadDataDir: new Blob([readFileSync(snapshot)]) });
  const connection = connectEmbedded(pglite, new RecordingLog());
  return { connection, create: () => pglite.waitReady, destroy: connection.close };
}

function openOnPostgres(serverUrl: string): OpenedDatabase {
  const name = `lastmile_test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const connection = openPostgres(url.href, new RecordingLog());
  return {
    connection,
    create: () => onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${postgresTemplate}`),
    destroy: async () => {
      await connection.close();
      await dropDatabase(serverUrl, name);
    },
  };
}

/** A closed pool's sessions take a moment to leave the server; cut off, they would be reported as errors. */
async function dropDatabase(serverUrl: string, name: string, triesLeft = 100): Promise<void> {
  try {
    await onServer(serverUrl, `DROP DATABASE ${name}`);
  } catch (error) {
    if (triesLeft === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await dropDatabase(serverUrl, name, triesLeft - 1);
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function emptyTables(db: PrismaClient): Promise<void> {
  const tables = await db.$queryRaw<Array<{ name: string }>>`
    SELECT quote_ident(tablename) AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  if (tables.length === 0) return;
  await db.$executeRawUnsafe(`TRUNCATE ${tables.map((table) => table.name).join(", ")} RESTART IDENTITY`);
}
