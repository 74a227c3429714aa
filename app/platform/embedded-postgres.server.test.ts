import { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { RecordingLog } from "../../tests/harness/recording-log";
import { keepTidy, openEmbeddedPool } from "./embedded-postgres.server";

test("an embedded database in use forgets what its rows once were and knows how many there are", async () => {
  const pglite = await PGlite.create();
  const pool = openEmbeddedPool(pglite);
  const stopTidying = keepTidy(pool, { log: new RecordingLog(), everyMs: 5 });
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

test("tidying that does not work is told to whoever runs the app, and tried again", async () => {
  const log = new RecordingLog();
  const pool = {
    query: () => Promise.reject(new Error("no space left on device")),
  } as unknown as pg.Pool;
  onTestFinished(keepTidy(pool, { log, everyMs: 5 }));

  await vi.waitFor(() => expect(log.lines.length).toBeGreaterThan(1));
  expect(log.lines[0]).toMatchObject({ message: "the embedded database could not be tidied" });
});
