import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import type { DatabaseConnection } from "./database.server";

/** Runs `work` while nobody else in the whole installation holds the same key. */
export interface Locks {
  hold<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** The connection whoever is at work holds its lock on. */
interface Holding {
  client: pg.PoolClient;
  isOver: boolean;
}

/**
 * On Postgres an advisory lock on a connection of its own: it must not sit in a transaction, since the
 * work may talk to Shopify for seconds. Not one of the pool the work draws from either: as many holders as it has
 * connections would wait for each other for ever. For the same reason work that needs a second lock takes it on the
 * connection of its first. The embedded database is one process, so memory is enough.
 */
export function createLocks(connection: DatabaseConnection): Locks {
  if (connection.kind === "embedded") return createMemoryLocks();
  const { lockPool } = connection;
  const holdings = new AsyncLocalStorage<Holding>();
  return {
    async hold(key, work) {
      const outer = holdings.getStore();
      if (outer && !outer.isOver) {
        await lock(outer.client, key);
        return work().finally(() => unlock(outer.client, key));
      }
      const holding = { client: await lockPool.connect(), isOver: false };
      try {
        await lock(holding.client, key);
        return await holdings.run(holding, work);
      } finally {
        holding.isOver = true;
        const isWhole = await unlock(holding.client, key);
        // A connection that broke meanwhile has let go of its locks by itself, and is no good to anybody else.
        holding.client.release(!isWhole);
      }
    },
  };
}

const lock = (client: pg.PoolClient, key: string) =>
  client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [key]);

/** False where the connection is broken. */
const unlock = (client: pg.PoolClient, key: string): Promise<boolean> =>
  client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]).then(
    () => true,
    () => false,
  );

/** Within one process, first come first served; work that fails lets the next one in. */
export function createMemoryLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async hold(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      tails.set(key, mine);
      try {
        return await mine;
      } finally {
        if (tails.get(key) === mine) tails.delete(key);
      }
    },
  };
}
