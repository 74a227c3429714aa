import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The migrations in `prisma/migrations`, oldest first. */
export function readMigrations(folder = path.resolve("prisma/migrations")): Migration[] {
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The migrations of this version that the database lacks. */
export async function pendingMigrations(
  db: { $queryRawUnsafe<Rows>(sql: string): Promise<Rows> },
  migrations = readMigrations(),
): Promise<string[]> {
  const applied = await db.$queryRawUnsafe<Array<{ name: string }>>(
    `SELECT "migration_name" AS name FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL`,
  );
  return migrations.map(({ name }) => name).filter((name) => !applied.some((one) => one.name === name));
}

/** Runs SQL of several statements and answers the rows of each. */
type ExecuteSql = (sql: string) => Promise<Array<{ rows: unknown[] }>>;

// Prisma's own table, column for column, so that `prisma migrate status` understands what we applied.
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what is pending, each migration with its record in one transaction, under a lock so that
 * two processes starting together do not both apply. Answers the names applied.
 */
export async function applyMigrations(execute: ExecuteSql, migrations = readMigrations()): Promise<string[]> {
  await execute(migrationsTable);
  const applied: string[] = [];
  for (const migration of migrations) {
    await execute("BEGIN; SELECT pg_advisory_xact_lock(7206401)");
    try {
      const found = await execute(
        `SELECT 1 AS one FROM "_prisma_migrations" WHERE "migration_name" = '${migration.name}' AND "finished_at" IS NOT NULL`,
      );
      if (found.every((result) => result.rows.length === 0)) {
        await execute(migration.sql);
        await execute(
          `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
           VALUES ('${randomUUID()}', '${migration.checksum}', now(), '${migration.name}', 1)`,
        );
        applied.push(migration.name);
      }
      await execute("COMMIT");
    } catch (error) {
      await execute("ROLLBACK");
      throw error;
    }
  }
  return applied;
}
