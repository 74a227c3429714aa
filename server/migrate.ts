import pg from "pg";
import { applyMigrations } from "../app/platform/migrations.server.ts";

// Brings the Postgres named by DATABASE_URL up to date. Run it before a new version starts.
const url = process.env.DATABASE_URL;
if (!url) {
  process.stderr.write(
    "DATABASE_URL is not set: the embedded database brings itself up to date when the app starts.\n",
  );
  process.exit(1);
}
const client = new pg.Client({ connectionString: url });
await client.connect();
// Several statements in one query answer with a list, a single one does not.
const applied = await applyMigrations(async (sql) => [await client.query(sql)].flat());
await client.end();
process.stdout.write(applied.length > 0 ? `Applied ${applied.join(", ")}\n` : "Nothing to apply\n");
