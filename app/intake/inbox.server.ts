import { setImmediate } from "node:timers/promises";
import type { Clock } from "~/platform/clock.server";
import type { DatabaseConnection } from "~/platform/database.server";
import type { JobPayload } from "~/platform/jobs";
import type { Queue } from "~/platform/queue.server";
import { insertDeliveries, type Delivery, type StoredKey } from "./insert-deliveries.server";

/** Where deliveries are stored before they are answered. */
export interface Inbox {
  /** Resolves once the delivery is on disk with its job; rejects when it could not be stored. */
  store(delivery: Delivery): Promise<"stored" | "duplicate">;
}

interface InboxDeps {
  connection: DatabaseConnection;
  queue: Queue;
  clock: Clock;
}

interface Waiting {
  delivery: Delivery;
  resolve(outcome: "stored" | "duplicate"): void;
  reject(error: unknown): void;
}

const groupLimit = 200;

// A worker takes twenty jobs at once and finishes them together: a few seconds' work, not a minute's.
const deliveriesAJob = 20;

/**
 * Stores in groups: while one group is being written the next gathers, so that a flood costs one commit for many
 * deliveries and a trickle does not wait. Each is answered only after its group's commit. A second group under way at
 * the same time makes both smaller, and what a group costs by itself is most of it.
 */
export function createInbox(deps: InboxDeps): Inbox {
  const gathering: Waiting[] = [];
  let writing = false;

  const writeGroups = async () => {
    writing = true;
    while (gathering.length > 0) {
      // What has arrived by now is read from its sockets first.
      await setImmediate();
      const group = gathering.splice(0, groupLimit);
      try {
        const fresh = await write(
          deps,
          group.map(({ delivery }) => delivery),
        );
        for (const { delivery, resolve } of group)
          resolve(fresh.delete(keyOf(delivery)) ? "stored" : "duplicate");
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  };

  return {
    store: (delivery) =>
      new Promise((resolve, reject) => {
        gathering.push({ delivery, resolve, reject });
        if (!writing) void writeGroups();
      }),
  };
}

/**
 * Answers the keys of those that were not there before. Past Prisma: what it does to a row on the way to the driver
 * costs more here than the row does.
 */
async function write({ connection, queue, clock }: InboxDeps, deliveries: Delivery[]): Promise<Set<string>> {
  const client = await connection.pool.connect();
  try {
    await client.query("BEGIN");
    const rows = await insertDeliveries(client, deliveries, clock.now());
    if (rows.length > 0) await queue.sendAll(client, "webhook.apply", jobsOf(rows));
    await client.query("COMMIT");
    return new Set(rows.map(keyOf));
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** A few jobs for many deliveries: each costs the database as much as a small delivery does. */
function jobsOf(rows: StoredKey[]): Array<JobPayload<"webhook.apply">> {
  const jobs: Array<{ shopId: string; deliveryIds: string[] }> = [];
  const open = new Map<string, string[]>();
  for (const { id, shopId } of rows) {
    const ids = open.get(shopId);
    if (ids && ids.length < deliveriesAJob) {
      ids.push(id);
      continue;
    }
    const deliveryIds = [id];
    open.set(shopId, deliveryIds);
    jobs.push({ shopId, deliveryIds });
  }
  return jobs;
}

const keyOf = ({ shopId, topic, webhookId }: Pick<Delivery, "shopId" | "topic" | "webhookId">): string =>
  JSON.stringify([shopId, topic, webhookId]);
