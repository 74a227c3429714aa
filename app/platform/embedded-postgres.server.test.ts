import { PGlite } from "@electric-sql/pglite";
import { expect, onTestFinished, test, vi } from "vitest";
import { keepTidy, openEmbeddedPool } from "./embedded-postgres.server";

test("an embedded database in use forgets what its rows once were and knows how many there are", async () => {
  const pglite = await PGlite.create();
  const pool = openEmbeddedPool(pglite);
  const stopTidying = keepTidy(pool, 5);
  onTestFinished(async () => {
    stopTidying();
    await pool.end();
    await pglite.close();
  });

  await pool.query("CREATE TABLE parcel (id int PRIMARY KEY, stage text)");
  await pool.query("INSERT INTO parcel SELECT id, 'packed' FROM generate_series(1, 50) AS id");
  await pool.query("UPDATE parcel SET stage = 'sent'");

  const known = () =>
    pool
      .query<{ rows: number }>("SELECT reltuples::int AS rows FROM pg_class WHERE relname = 'parcel'")
      .then(({ rows: [row] }) => row?.rows);
  await vi.waitFor(async () => expect(await known()).toBe(50), 5_000);
});
