import type { DatabaseConnection } from "./database.server";

/** Runs `work` while nobody else in the whole installation holds the same key. */
export interface Locks {
  hold<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/**
 * On Postgres an advisory lock on a connection of its own: it must not sit in a transaction, since the
 * work may talk to Shopify for seconds. Not one of the pool the work draws from either: as many holders as it has
 * connections would wait for each other for ever. The embedded database is one process, so memory is enough.
 */
export function createLocks(connection: DatabaseConnection): Locks {
  if (connection.kind === "embedded") return createMemoryLocks();
  const { lockPool } = connection;
  return {
    async hold(key, work) {
      const client = await lockPool.connect();
      try {
        await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [key]);
        return await work();
      } finally {
        // A connection that broke meanwhile has let go of its lock by itself, and is no good to anybody else.
        const isBroken = await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]).then(
          () => false,
          () => true,
        );
        client.release(isBroken);
      }
    },
  };
}

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
