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

const shortestPauseMs = 20_000;

// Tidying holds up everybody else for as long as it takes: a big database is tidied more seldom.
const workPerTidying = 50;

/**
 * The engine has no autovacuum: without it every index would lead past the dead versions of its rows for ever, and
 * every prepared statement would keep the plan that was right for empty tables. An engine nobody used is left alone.
 * Answers the end of it; `everyMs` is the shortest pause, in milliseconds.
 */
export function keepTidy(
  pool: pg.Pool,
  { log, everyMs = shortestPauseMs }: { log: Logger; everyMs?: number },
): () => void {
  let isUsed = false;
  pool.on("acquire", () => {
    isUsed = true;
  });
  const tidy = async () => {
    const startedAt = performance.now();
    if (isUsed) {
      await pool.query("VACUUM (ANALYZE)");
      isUsed = false;
    }
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
    this.pglite.execProtocolRaw(message).then((answer) => {
      if (answer.length > 0) this.push(Buffer.from(answer));
      done();
    }, done);
  }
}
