import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { TestProject } from "vitest/node";

import { applyMigrations, readMigrations } from "~/platform/migrations.server";

import { postgresTemplate } from "./postgres-template";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty PGlite, dumped: every test file loads its own copy. */
    databaseSnapshot: string | null;
  }
}

/** Migrates once for the whole run; test files start from copies, so none waits for the migrations again. */
export default async function prepareDatabase(project: TestProject): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    await preparePostgresTemplate(url);
    project.provide("databaseSnapshot", null);
    return;
  }
  project.provide("databaseSnapshot", await preparePgliteSnapshot());
}

async function preparePgliteSnapshot(): Promise<string> {
  const hash = createHash("sha256").update(readFileSync("node_modules/@electric-sql/pglite/package.json"));
  for (const migration of readMigrations()) hash.update(migration.name).update(migration.checksum);
  const key = hash.digest("hex").slice(0, 16);
  const snapshot = join(".cache", `database-${key}.tar`);
  if (existsSync(snapshot)) return snapshot;

  const database = new PGlite();
  await applyMigrations((sql) => database.exec(sql));
  const dump = await database.dumpDataDir("none");
  await database.close();

  mkdirSync(".cache", { recursive: true });
  // Two runs may prepare at once: nobody may ever read a half-written snapshot.
  const unfinished = `${snapshot}.${process.pid}`;
  writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
  renameSync(unfinished, snapshot);
  return snapshot;
}

async function preparePostgresTemplate(url: string): Promise<void> {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${postgresTemplate}`);
  await server.query(`CREATE DATABASE ${postgresTemplate}`);
  await server.end();

  const template = new URL(url);
  template.pathname = `/${postgresTemplate}`;
  const client = new pg.Client({ connectionString: template.href });
  await client.connect();
  await applyMigrations(async (sql) => [await client.query(sql)].flat());
  await client.end();
}
