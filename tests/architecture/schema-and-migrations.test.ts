import { execFileSync } from "node:child_process";

import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";

import { applyMigrations } from "~/platform/migrations.server";

/** Tables, columns, keys and indexes as the database itself describes them. */
async function shapeOf(database: PGlite): Promise<string[]> {
  const columns = await database.query<{ line: string }>(`
    SELECT table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`);
  const indexes = await database.query<{ line: string }>(
    `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  return [...columns.rows, ...indexes.rows].map((row) => row.line).sort();
}

// Prisma's schema engine runs as WebAssembly and takes its time on a busy machine.
const timeout = 90_000;

test(
  "the migrations make exactly the tables schema.prisma describes, and running them again changes nothing",
  { timeout },
  async () => {
    const migrated = new PGlite();
    await applyMigrations((sql) => migrated.exec(sql));
    expect(await applyMigrations((sql) => migrated.exec(sql))).toEqual([]);

    const described = new PGlite();
    const script = execFileSync(
      "node_modules/.bin/prisma",
      ["migrate", "diff", "--from-empty", "--to-schema-datamodel", "prisma/schema.prisma", "--script"],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    await described.exec(script);

    expect(await shapeOf(migrated)).toEqual(await shapeOf(described));
    expect((await shapeOf(migrated)).length).toBeGreaterThan(100);
    await Promise.all([migrated.close(), described.close()]);
  },
);
