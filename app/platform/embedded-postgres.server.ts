import { Duplex } from "node:stream";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { loggable, type Logger } from "./log.server";
import { NamingClient } from "./naming-client.server";

/**
 * The embedded Postgres spoken to as a real one is: the ordinary driver over a stream inside this process, so that
 * both databases share every conversion and every error. A statement is one call into the engine that way; the
 * engine's own interface makes five of it. There is one session, so the pool holds one connection: transactions
 * wait on each other.
 */
export function openEmbeddedPool(pglite: PGlite): pg.Pool {
  return new pg.Pool({
    Client: NamingClient,
    // The type knows sockets only; the driver asks for no more than a stream that can connect.
    stream: () => new EngineStream(pglite),
    // The engine asks for no password and knows this one role and database.
    user: "postgres",
    database: "postgres",
    max: 1,
    idleTimeoutMillis: 0,
  });
}

const shortestPauseMs = 1_000;

// A table being tidied holds up everybody else: a big one is followed by a longer pause.
const workPerTidying = 50;

// As autovacuum does: a small table is let be, a big one waits for a tenth of its rows. What this session has just
// done reaches the counts only when asked to.
const untidiestTable = `
  WITH told AS MATERIALIZED (SELECT pg_stat_force_next_flush()),
  untidy AS (
    SELECT format('%I.%I', schemaname, relname) AS name,
      greatest(n_dead_tup, n_mod_since_analyze) / (50 + 0.1 * n_live_tup) AS share
    FROM pg_stat_all_tables, told)
  SELECT name FROM untidy WHERE share >= 1 ORDER BY share DESC LIMIT 1`;

/**
 * The engine has no autovacuum: without it every index would lead past the dead versions of its rows for ever, and
 * every prepared statement would keep the plan that was right for empty tables. One table at a time, the untidiest
 * first. Answers the end of it; `everyMs` is the shortest pause, in milliseconds.
 */
export function keepTidy(
  pool: pg.Pool,
  { log, everyMs = shortestPauseMs }: { log: Logger; everyMs?: number },
): () => void {
  const tidy = async () => {
    const startedAt = performance.now();
    const { rows } = await pool.query<{ name: string }>(untidiestTable);
    for (const { name } of rows) await pool.query(`VACUUM (ANALYZE) ${name}`);
    return performance.now() - startedAt;
  };
  let timer: NodeJS.Timeout;
  let isOver = false;
  const next = (afterMs: number) => {
    if (isOver) return;
    timer = setTimeout(() => {
      tidy().then(
        (tookMs) => next(Math.max(everyMs, workPerTidying * tookMs)),
        (error: unknown) => {
          // Things are as they were, and the next round tries again; a disk that is full says so here first.
          log.warn({ error: loggable(error) }, "the embedded database could not be tidied");
          next(everyMs);
        },
      );
    }, afterMs);
    timer.unref();
  };
  next(everyMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** What the driver writes goes to the engine as it is, what the engine answers comes back as it is. */
class EngineStream extends Duplex {
  private isOpen = false;

  constructor(private readonly pglite: PGlite) {
    super();
  }

  connect(): this {
    queueMicrotask(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.exchange(chunk, done);
  }

  override _writev(chunks: Array<{ chunk: Buffer }>, done: (error?: Error) => void): void {
    this.exchange(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  private exchange(message: Buffer, done: (error?: Error) => void): void {
    // "X" ends a session. The engine has only this one: it is closed with the engine itself.
    if (message[0] === 0x58) {
      done();
      this.push(null);
      return;
    }
    this.answerTo(message).then(() => done(), done);
  }

  private async answerTo(message: Buffer): Promise<void> {
    if (!this.isOpen) {
      // The driver gives a connection up after an error and opens another: to the engine it is the same session still,
      // with everything prepared in it.
      await this.pglite.exec("ROLLBACK; DEALLOCATE ALL");
      this.isOpen = true;
    }
    const answer = await this.pglite.execProtocolRaw(message);
    if (answer.length > 0) this.push(Buffer.from(answer));
  }
}
